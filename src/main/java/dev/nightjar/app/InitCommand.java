package dev.nightjar.app;

import dev.nightjar.experiments.definition.StarterFile;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DataDetection;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.DetectedData;
import dev.nightjar.zoo.data.DetectionHints;
import dev.nightjar.zoo.data.PartSizes;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a first experiment file for somebody's data. */
@Command(
    name = "init",
    description = {
      "Write a commented experiment file for your data, which `nightjar run` accepts as it is.",
      "What the data are is found out from the file: text (language-model), a table with texts and"
          + " labels (classification), with numbers in the order of time (forecasting), with series"
          + " that have a label (classification) or a number (regression) each, JSON of music"
          + " (polyphonic)."
    },
    footer = {
      "",
      "Examples:",
      "  nightjar init my.yaml --data reviews.tsv",
      "  nightjar init sales.yaml --data sales.csv --target amount",
      "  nightjar init try.yaml --task forecasting"
    })
final class InitCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "FILE", description = "the experiment file to write")
  private Path file = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "your data (default: data that come with Nightjar)")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--task",
      paramLabel = "TYPE",
      description =
          "classification, language-model, regression, forecasting or polyphonic (default: what fits"
              + " the data)")
  private Optional<String> task = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "the column that is learned: a label or a number (default: found out)")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the study's name (default: the file's without its ending)")
  private Optional<String> name = Optional.empty();

  @Option(names = "--force", description = "replace a file that is there")
  private boolean force;

  @Override
  public Integer call() {
    Optional<TaskType> asked = task.map(InitCommand::taskOf);
    if (Files.exists(file) && !force) {
      throw new UsageException(
          file + " is there already; choose another name, or add --force to replace it");
    }
    if (data.isEmpty() && target.isPresent()) {
      throw new UsageException("--target names a column of your own data; give it with --data");
    }
    DetectedData found = data.isPresent() ? detect(data.get(), asked) : builtin(asked);
    PartSizes sizes = sizes(found.spec());
    StarterFile starter = starter(found);
    write(starter.text());
    if (json()) {
      out().println(Json.pretty(view(starter, sizes)));
    } else if (!quiet()) {
      print(starter, sizes);
    }
    return ExitCode.OK;
  }

  private static TaskType taskOf(String label) {
    return TaskType.of(label)
        .orElseThrow(
            () ->
                new UsageException(
                    "--task should be "
                        + Arrays.stream(TaskType.values())
                            .map(TaskType::label)
                            .collect(Collectors.joining(", "))
                        + ", not "
                        + label
                        + "; for a program of yours (task command) see src/docs/command.md"));
  }

  private DetectedData detect(Path path, Optional<TaskType> asked) {
    Set<DatasetKind> kinds =
        asked.map(type -> Set.copyOf(type.learnsFrom())).orElse(DetectionHints.NONE.kinds());
    try {
      return DataDetection.detect(path, new DetectionHints(kinds, target));
    } catch (DatasetException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static DetectedData builtin(Optional<TaskType> asked) {
    Builtin builtin =
        switch (asked.orElse(TaskType.CLASSIFICATION)) {
          case CLASSIFICATION -> Builtin.NAMES;
          case LANGUAGE_MODEL -> Builtin.DICKENS;
          case REGRESSION -> Builtin.ADDING;
          case FORECASTING -> Builtin.CO2;
          case POLYPHONIC -> Builtin.CHORDS;
        };
    return new DetectedData(
        BuiltinSpec.of(builtin),
        List.of("no data were given, so these are data that come with Nightjar"),
        List.of("For data of your own: nightjar init FILE --data PATH."));
  }

  /** What cannot be loaded is not written: the file would be refused. */
  private static PartSizes sizes(DatasetSpec spec) {
    try {
      return Datasets.load(spec).sizes();
    } catch (DatasetException e) {
      throw new UsageException(
          "the data look like "
              + spec.kind().describe()
              + ", but cannot be learned from:\n"
              + e.getMessage());
    }
  }

  private StarterFile starter(DetectedData found) {
    String base = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    try {
      return new StarterFile(
          file,
          name.orElseGet(() -> StarterFile.nameFrom(base)),
          StarterFile.taskFor(found.spec()),
          found.spec(),
          found.reasons(),
          found.changes());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private void write(String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (force) {
        Files.write(file, bytes);
      } else {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      throw new UsageException("cannot write " + file + ": " + FileFaults.words(e));
    }
  }

  private void print(StarterFile starter, PartSizes sizes) {
    out()
        .printf(
            "%s: task %s on %s%n",
            file, starter.task().label(), starter.dataset().kind().describe());
    starter.reasons().forEach(reason -> out().println("  - " + reason));
    out()
        .printf(
            "  - %d %s to train, %d to validate, %d to test%n",
            sizes.train(), sizes.unit(), sizes.validation(), sizes.test());
    starter.changes().forEach(out()::println);
    out().println("If the task is wrong: nightjar init FILE --data PATH --task TYPE --force");
    out().println("Next: nightjar run " + file);
  }

  private Map<String, Object> view(StarterFile starter, PartSizes sizes) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("file", file.toString());
    view.put("name", starter.name());
    view.put("task", starter.task().label());
    view.put("kind", starter.dataset().kind().describe());
    view.put("reasons", starter.reasons());
    view.put("changes", starter.changes());
    view.put("unit", sizes.unit());
    view.put("train", sizes.train());
    view.put("validation", sizes.validation());
    view.put("test", sizes.test());
    return view;
  }
}
