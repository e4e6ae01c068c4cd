package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
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
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.data.TimeSeriesFileSpec;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the section {@code dataset}: one source, and only keys that go with it and with the task.
 */
final class DatasetReader {

  /** The format of text that is to be predicted. */
  static final String TEXT = "text";

  /** The format of polyphonic music. */
  static final String JSON = "json";

  /** The format of labelled arrays. */
  static final String IDX = "idx";

  /** The keys of labelled arrays. */
  static final List<String> OF_IDX = List.of("labels", "test");

  /** The keys that name columns of a table of labelled text or series. */
  static final List<String> OF_TABLES = List.of("text", "label", "series", "columns");

  /** The keys of time series, built in or not. */
  static final List<String> OF_TIME_SERIES = List.of("window", "horizon", "difference");

  /** The keys of written text, built in or not. */
  static final List<String> OF_TEXTS = List.of("level", "vocabulary");

  /** The keys that do not go with every task. */
  static final Map<String, Set<TaskType>> OF_TASK = ofTask();

  /** The keys that say how a file is read. */
  static final List<String> OF_FILES =
      List.of(
          "format",
          "text",
          "label",
          "labels",
          "test",
          "documents",
          "series",
          "columns",
          "target",
          "time");

  private final Problems problems;
  private final Path file;
  private final Optional<TaskType> task;
  private final TextLevelReader levels;

  /**
   * A reader.
   *
   * @param file the experiment file, to whose folder paths are relative
   * @param task what is learned; empty if the file does not say, or wrongly
   */
  DatasetReader(Problems problems, Path file, Optional<TaskType> task) {
    this.problems = problems;
    this.file = file;
    this.task = task;
    levels = new TextLevelReader(problems);
  }

  private static Map<String, Set<TaskType>> ofTask() {
    Map<String, Set<TaskType>> keys = new LinkedHashMap<>();
    keys.put("text", Set.of(TaskType.CLASSIFICATION));
    keys.put("label", Set.of(TaskType.CLASSIFICATION));
    OF_IDX.forEach(key -> keys.put(key, Set.of(TaskType.CLASSIFICATION)));
    keys.put("documents", Set.of(TaskType.LANGUAGE_MODEL));
    OF_TEXTS.forEach(
        key -> keys.put(key, Set.of(TaskType.CLASSIFICATION, TaskType.LANGUAGE_MODEL)));
    keys.put("series", Set.of(TaskType.CLASSIFICATION, TaskType.REGRESSION));
    keys.put("columns", Set.of(TaskType.CLASSIFICATION, TaskType.REGRESSION, TaskType.FORECASTING));
    keys.put("target", Set.of(TaskType.REGRESSION, TaskType.FORECASTING));
    keys.put("time", Set.of(TaskType.FORECASTING));
    OF_TIME_SERIES.forEach(key -> keys.put(key, Set.of(TaskType.FORECASTING)));
    return keys;
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

  /** The data set; empty after recording a problem. */
  Optional<DatasetSpec> read(Section section) {
    int before = problems.count();
    Optional<SplitSpec> split =
        section.has("split") ? section.section("split").flatMap(this::split) : Optional.empty();
    checkSource(section);
    checkKeysOfTasks(section);
    Optional<Path> data = section.entry("path").flatMap(e -> dataFile(section, "dataset", e));
    Optional<DatasetSpec> spec =
        section.has("builtin")
            ? builtin(section, split)
            : data.flatMap(path -> fromFile(section, path, split));
    return problems.count() == before ? spec : Optional.empty();
  }

  private void checkSource(Section section) {
    if (section.has("builtin") && section.has("path")) {
      problems.add(
          section.entry("path").orElseThrow().span(),
          "a data set is either builtin or a path",
          "remove one of both");
    }
    if (!section.mentions("builtin") && !section.mentions("path")) {
      problems.add(
          section.span(),
          "dataset needs builtin or path",
          switch (task.orElse(TaskType.CLASSIFICATION)) {
            case CLASSIFICATION ->
                "write dataset: {builtin: names} or dataset: {path: my-data.tsv}";
            case LANGUAGE_MODEL ->
                "write dataset: {builtin: dickens} or dataset: {path: my-text.txt}";
            case REGRESSION ->
                "write dataset: {builtin: adding} or dataset: {path: my-data.csv, target: price}";
            case FORECASTING ->
                "write dataset: {builtin: co2} or dataset: {path: my-series.csv, target: sales}";
            case POLYPHONIC -> "write dataset: {builtin: chords} or dataset: {path: my-music.json}";
          });
    }
  }

  private void checkKeysOfTasks(Section section) {
    OF_TASK.forEach(
        (key, owners) -> {
          if (task.isPresent() && !owners.contains(task.get())) {
            section
                .entry(key)
                .ifPresent(
                    e ->
                        problems.add(
                            e.span(),
                            "dataset."
                                + key
                                + " goes with task "
                                + Words.labels(owners, " or ")
                                + ", not with "
                                + task.get().label(),
                            "remove it"));
          }
        });
  }

  private Optional<DatasetSpec> builtin(Section section, Optional<SplitSpec> split) {
    Builtin builtin = section.text("builtin").flatMap(Builtin::of).orElseThrow();
    if (!section.has("path")) {
      for (String key : OF_FILES) {
        if (belongs(key)) {
          refuse(section, key, "dataset." + key + " goes with path, not with builtin");
        }
      }
    }
    if (task.isPresent() && !task.get().learnsFrom().contains(builtin.kind())) {
      problems.add(
          section.node("builtin").span(),
          "dataset.builtin: "
              + builtin.label()
              + " has "
              + builtin.kind().describe()
              + ", but task "
              + task.get().label()
              + " learns from "
              + task.get().describeData(),
          Words.allowed(Builtin.labels(task.get().learnsFrom())));
      return Optional.empty();
    }
    if (!builtin.isText()) {
      for (String key : OF_TEXTS) {
        if (belongs(key)) {
          refuse(
              section,
              key,
              "dataset." + key + " goes with written text, which " + builtin.label() + " is not");
        }
      }
    }
    if (builtin.windows().isEmpty()) {
      for (String key : OF_TIME_SERIES) {
        if (belongs(key)) {
          refuse(
              section,
              key,
              "dataset." + key + " goes with a time series, which " + builtin.label() + " is not");
        }
      }
    }
    if (builtin.split().isEmpty()) {
      refuse(
          section, "split", "dataset.split: the parts of " + builtin.label() + " have fixed sizes");
      return Optional.of(BuiltinSpec.of(builtin));
    }
    return Optional.of(
        new BuiltinSpec(
            builtin,
            split.or(builtin::split),
            builtin.windows().map(normal -> windows(section, normal)),
            builtin.isText() ? levels.read(section) : TextLevel.characters()));
  }

  /** Whether a key goes with the task; if not, that is recorded already. */
  private boolean belongs(String key) {
    return task.isEmpty() || !OF_TASK.containsKey(key) || OF_TASK.get(key).contains(task.get());
  }

  private void refuse(Section section, String key, String message) {
    section.entry(key).ifPresent(e -> problems.add(e.span(), message, "remove it"));
  }

  private Optional<DatasetSpec> fromFile(Section section, Path path, Optional<SplitSpec> split) {
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
    for (String key : OF_TABLES) {
      refuse(section, key, "dataset." + key + " goes with a table, not with format: idx");
    }
    if (!section.mentions("labels")) {
      problems.add(
          section.node("format").span(),
          "dataset.format: idx needs a second file, with the labels",
          "write dataset: {path: images.gz, labels: labels.gz, format: idx}");
    }
    Optional<Path> labels = file(section, "dataset", "labels");
    Optional<Section> test = section.has("test") ? section.section("test") : Optional.empty();
    Optional<IdxFiles> testFiles =
        test.flatMap(
            of ->
                file(of, "dataset.test", "path")
                    .flatMap(
                        items ->
                            file(of, "dataset.test", "labels")
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

  private Optional<Path> file(Section section, String prefix, String key) {
    return section.entry(key).flatMap(entry -> dataFile(section, prefix, entry));
  }

  private Optional<DatasetSpec> labelled(Section section, Path path, Optional<SplitSpec> split) {
    if (section.text("format").filter(IDX::equals).isPresent()) {
      return idx(section, path, split);
    }
    for (String key : OF_IDX) {
      refuse(section, key, "dataset." + key + " goes with format: idx");
    }
    if (!section.mentions("series") && !section.mentions("columns")) {
      return Optional.of(table(section, path, split));
    }
    refuse(
        section,
        "text",
        "a table has either a column of texts or series of numbers, so dataset.text does not go"
            + " with dataset.series and dataset.columns");
    for (String key : OF_TEXTS) {
      refuse(
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

  private static ForecastWindows windows(Section section, ForecastWindows normal) {
    return new ForecastWindows(
        Math.toIntExact(section.whole("window").orElse(normal.window())),
        Math.toIntExact(section.whole("horizon").orElse(normal.horizon())),
        section.flag("difference").orElse(normal.difference()));
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

  private Optional<Path> dataFile(Section section, String prefix, YamlMap.Entry entry) {
    String name = prefix + "." + entry.key();
    String written = section.text(entry.key()).orElseThrow();
    Path path;
    try {
      Path folder = file.toAbsolutePath().getParent();
      path = (folder == null ? Path.of(written) : folder.resolve(written)).normalize();
    } catch (InvalidPathException e) {
      problems.add(entry.value().span(), name + " " + Words.quote(written) + " cannot name a file");
      return Optional.empty();
    }
    if (Files.isRegularFile(path) && Files.isReadable(path)) {
      return Optional.of(path);
    }
    String fault = "there is no file ";
    if (Files.isDirectory(path)) {
      fault = "this is a folder, not a file: ";
    } else if (Files.exists(path)) {
      fault = "this file cannot be read: ";
    }
    problems.add(
        entry.value().span(),
        name + ": " + fault + path,
        "a path is relative to the folder of the experiment file");
    return Optional.empty();
  }

  private Optional<SplitSpec> split(Section section) {
    if (!section.has("train") || !section.has("validation") || !section.has("test")) {
      return Optional.empty();
    }
    double train = section.real("train").getAsDouble();
    double validation = section.real("validation").getAsDouble();
    double test = section.real("test").getAsDouble();
    for (String part : List.of("train", "validation")) {
      if (section.real(part).getAsDouble() == 0) {
        problems.add(
            section.node(part).span(), "dataset.split." + part + " should be above 0, not 0");
        return Optional.empty();
      }
    }
    if (Math.abs(train + validation + test - 1) > 1e-9) {
      problems.add(
          section.span(),
          "the shares of dataset.split should add up to 1, not "
              + Numbers.plain(Math.rint((train + validation + test) * 1e9) / 1e9),
          "for example: split: {train: 0.8, validation: 0.1, test: 0.1}");
      return Optional.empty();
    }
    return Optional.of(new SplitSpec(train, validation, test));
  }
}
