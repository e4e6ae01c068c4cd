package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.task.TaskType;
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
  private final Optional<TaskType> task;
  private final TextLevelReader levels;
  private final DataPaths paths;
  private final DataFileReader files;

  /**
   * A reader.
   *
   * @param file the experiment file, to whose folder paths are relative
   * @param task what is learned; empty if the file does not say, or wrongly
   */
  DatasetReader(Problems problems, Path file, Optional<TaskType> task) {
    this.problems = problems;
    this.task = task;
    levels = new TextLevelReader(problems);
    paths = new DataPaths(problems, file);
    files = new DataFileReader(problems, paths, task, levels);
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

  /** The data set; empty after recording a problem. */
  Optional<DatasetSpec> read(Section section) {
    int before = problems.count();
    Optional<SplitSpec> split =
        section.has("split") ? section.section("split").flatMap(this::split) : Optional.empty();
    checkSource(section);
    checkKeysOfTasks(section);
    Optional<Path> data = paths.of(section, "dataset", "path");
    Optional<DatasetSpec> spec =
        section.has("builtin")
            ? builtin(section, split)
            : data.flatMap(path -> files.read(section, path, split));
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
          problems.refuse(section, key, "dataset." + key + " goes with path, not with builtin");
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
          problems.refuse(
              section,
              key,
              "dataset." + key + " goes with written text, which " + builtin.label() + " is not");
        }
      }
    }
    if (builtin.windows().isEmpty()) {
      for (String key : OF_TIME_SERIES) {
        if (belongs(key)) {
          problems.refuse(
              section,
              key,
              "dataset." + key + " goes with a time series, which " + builtin.label() + " is not");
        }
      }
    }
    if (builtin.split().isEmpty()) {
      problems.refuse(
          section, "split", "dataset.split: the parts of " + builtin.label() + " have fixed sizes");
      return Optional.of(BuiltinSpec.of(builtin));
    }
    return Optional.of(
        new BuiltinSpec(
            builtin,
            split.or(builtin::split),
            builtin.windows().map(normal -> DataFileReader.windows(section, normal)),
            builtin.isText() ? levels.read(section) : TextLevel.characters()));
  }

  /** Whether a key goes with the task; if not, that is recorded already. */
  private boolean belongs(String key) {
    return task.isEmpty() || !OF_TASK.containsKey(key) || OF_TASK.get(key).contains(task.get());
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
