package dev.nightjar.app;

import dev.nightjar.experiments.definition.StarterFile;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DetectedData;
import dev.nightjar.zoo.data.PartSizes;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private LearningGoal goal = new LearningGoal();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the study's name (default: the file's without its ending)")
  private Optional<String> name = Optional.empty();

  @Option(names = "--force", description = "replace a file that is there")
  private boolean force;

  @Override
  public Integer call() {
    Optional<TaskType> asked = goal.task();
    if (Files.exists(file) && !force) {
      throw new UsageException(
          file + " is there already; choose another name, or add --force to replace it");
    }
    if (data.isEmpty() && goal.target().isPresent()) {
      throw new UsageException("--target names a column of your own data; give it with --data");
    }
    DetectedData found =
        data.isPresent() ? Detection.of(data.get(), asked, goal.target()) : builtin(asked);
    PartSizes sizes = Detection.sizes(found.spec()); // What cannot be loaded is not written.
    StarterFile starter = starter(found);
    write(starter.text());
    if (json()) {
      out().println(Json.pretty(view(starter, sizes)));
    } else if (!quiet()) {
      print(starter, sizes);
    }
    return ExitCode.OK;
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
    Detection.describe(starter.reasons(), sizes).forEach(out()::println);
    starter.changes().forEach(out()::println);
    out().println("If the task is wrong: nightjar init FILE --data PATH --task TYPE --force");
    out().println("Next: nightjar run " + ShellWord.of(file.toString()));
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
