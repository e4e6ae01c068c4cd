package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.Documents;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.IdxFileSpec;
import dev.nightjar.zoo.data.IdxFiles;
import dev.nightjar.zoo.data.LabelledFileSpec;
import dev.nightjar.zoo.data.MusicFileSpec;
import dev.nightjar.zoo.data.SeriesFileSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.data.TableFormat;
import dev.nightjar.zoo.data.TextFileSpec;
import dev.nightjar.zoo.data.TimeSeriesFileSpec;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the keys of section {@code dataset} that say how a file of the user's own is read. */
final class DataFileReader {

  /** The format of text that is to be predicted. */
  static final String TEXT = "text";

  /** The format of polyphonic music. */
  static final String JSON = "json";

  /** The format of labelled arrays. */
  static final String IDX = "idx";

  private final Problems problems;
  private final DataPaths paths;
  private final Optional<TaskType> task;
  private final TextLevelReader levels;

  /**
   * A reader.
   *
   * @param task what is learned; empty if the file does not say, or wrongly
   */
  DataFileReader(
      Problems problems, DataPaths paths, Optional<TaskType> task, TextLevelReader levels) {
    this.problems = problems;
    this.paths = paths;
    this.task = task;
    this.levels = levels;
  }

  /** The names of the formats that a task reads from files. */
  static List<String> formats(TaskType task) {
    return switch (task) {
      case CLASSIFICATION -> List.of(TableFormat.TSV.label(), TableFormat.CSV.label(), IDX);
      case REGRESSION, FORECASTING -> List.of(TableFormat.TSV.label(), TableFormat.CSV.label());
      case LANGUAGE_MODEL -> List.of(TEXT);
      case POLYPHONIC -> List.of(JSON);
    };
  }

  /** Windows over a time series; what is not said is as usual for it. */
  static ForecastWindows windows(Section section, ForecastWindows normal) {
    return new ForecastWindows(
        Math.toIntExact(section.whole("window").orElse(normal.window())),
        Math.toIntExact(section.whole("horizon").orElse(normal.horizon())),
        section.flag("difference").orElse(normal.difference()));
  }

  /** The data set of a file; empty after recording a problem. */
  Optional<DatasetSpec> read(Section section, Path path, Optional<SplitSpec> split) {
    Optional<String> format = section.text("format");
    if (task.isPresent() && format.isPresent() && !formats(task.get()).contains(format.get())) {
      problems.add(
          section.node("format").span(),
          "dataset.format: task " + task.get().label() + " does not read " + format.get(),
          Words.allowed(formats(task.get())));
      return Optional.empty();
    }
    if (task.isEmpty()) {
      return switch (format.orElse("")) {
        case TEXT -> Optional.of(text(section, path, split));
        case JSON -> Optional.of(new MusicFileSpec(path, split));
        case IDX -> idx(section, path, split);
        default -> Optional.of(table(section, path, split));
      };
    }
    return switch (task.get()) {
      case LANGUAGE_MODEL -> Optional.of(text(section, path, split));
      case REGRESSION -> Optional.of(series(section, path, DatasetKind.NUMBERS, split));
      case FORECASTING -> Optional.of(timeSeries(section, path, split));
      case CLASSIFICATION -> labelled(section, path, split);
      case POLYPHONIC -> Optional.of(new MusicFileSpec(path, split));
    };
  }

  /** Labelled arrays, whose labels and test part are in files of their own. */
  private Optional<DatasetSpec> idx(Section section, Path path, Optional<SplitSpec> split) {
    for (String key : DatasetReader.OF_TABLES) {
      problems.refuse(section, key, "dataset." + key + " goes with a table, not with format: idx");
    }
    if (!section.mentions("labels")) {
      problems.add(
          section.node("format").span(),
          "dataset.format: idx needs a second file, with the labels",
          "write dataset: {path: images.gz, labels: labels.gz, format: idx}");
    }
    Optional<Path> labels = paths.of(section, "dataset", "labels");
    Optional<Section> test = section.has("test") ? section.section("test") : Optional.empty();
    Optional<IdxFiles> testFiles =
        test.flatMap(
            of ->
                paths
                    .of(of, "dataset.test", "path")
                    .flatMap(
                        items ->
                            paths
                                .of(of, "dataset.test", "labels")
                                .map(its -> new IdxFiles(items, its))));
    if (test.isPresent() && split.isPresent() && split.get().test() != 0) {
      problems.add(
          section.entry("split").orElseThrow().span(),
          "dataset.split.test should be 0: the test part has files of its own",
          "for example: split: {train: 0.9, validation: 0.1, test: 0}");
      return Optional.empty();
    }
    SplitSpec normal = test.isPresent() ? IdxFileSpec.BESIDE_TEST : SplitSpec.DEFAULT;
    return labels.map(
        its -> new IdxFileSpec(new IdxFiles(path, its), testFiles, split.orElse(normal)));
  }

  private Optional<DatasetSpec> labelled(Section section, Path path, Optional<SplitSpec> split) {
    if (section.text("format").filter(IDX::equals).isPresent()) {
      return idx(section, path, split);
    }
    for (String key : DatasetReader.OF_IDX) {
      problems.refuse(section, key, "dataset." + key + " goes with format: idx");
    }
    if (!section.mentions("series") && !section.mentions("columns")) {
      return Optional.of(table(section, path, split));
    }
    problems.refuse(
        section,
        "text",
        "a table has either a column of texts or series of numbers, so dataset.text does not go"
            + " with dataset.series and dataset.columns");
    for (String key : DatasetReader.OF_TEXTS) {
      problems.refuse(
          section,
          key,
          "dataset."
              + key
              + " goes with texts, so it does not go with dataset.series and dataset.columns");
    }
    return Optional.of(series(section, path, DatasetKind.LABELLED_SERIES, split));
  }

  private static DatasetSpec series(
      Section section, Path path, DatasetKind kind, Optional<SplitSpec> split) {
    return new SeriesFileSpec(
        path,
        tableFormat(section, path),
        section.texts("columns"),
        section.text("series").orElse(SeriesFileSpec.DEFAULT_SERIES_COLUMN),
        kind == DatasetKind.NUMBERS
            ? section.text("target").orElse(SeriesFileSpec.DEFAULT_TARGET_COLUMN)
            : section.text("label").orElse(LabelledFileSpec.DEFAULT_LABEL_COLUMN),
        kind,
        split.orElse(SplitSpec.DEFAULT));
  }

  private DatasetSpec timeSeries(Section section, Path path, Optional<SplitSpec> split) {
    Optional<String> time = section.text("time");
    if (time.isPresent()
        && (section.texts("columns").contains(time.get()) || section.text("target").equals(time))) {
      problems.add(
          section.node("time").span(),
          "dataset.time: " + Words.quote(time.get()) + " cannot be read as a number as well",
          "remove it from dataset.columns and dataset.target, or leave dataset.time out");
    }
    return new TimeSeriesFileSpec(
        path,
        tableFormat(section, path),
        section.texts("columns"),
        section.text("target"),
        time,
        windows(section, ForecastWindows.DEFAULT),
        split.orElse(SplitSpec.DEFAULT));
  }

  private static TableFormat tableFormat(Section section, Path path) {
    return section.text("format").flatMap(TableFormat::of).orElse(TableFormat.ofEnding(path));
  }

  private DatasetSpec text(Section section, Path path, Optional<SplitSpec> split) {
    Documents documents = section.text("documents").flatMap(Documents::of).orElse(Documents.ONE);
    return new TextFileSpec(path, documents, split.orElse(documents.split()), levels.read(section));
  }

  private DatasetSpec table(Section section, Path path, Optional<SplitSpec> split) {
    return new LabelledFileSpec(
        path,
        tableFormat(section, path),
        section.text("text").orElse(LabelledFileSpec.DEFAULT_TEXT_COLUMN),
        section.text("label").orElse(LabelledFileSpec.DEFAULT_LABEL_COLUMN),
        split.orElse(SplitSpec.DEFAULT),
        levels.read(section));
  }
}
