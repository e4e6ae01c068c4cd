package dev.nightjar.app;

import dev.nightjar.experiments.definition.CommandSpec;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.zoo.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model a command is about: a file, or a trial of a study. */
final class ModelSource {

  /** Twice the largest network that a worker may send, since DL4J's copy may lie beside it. */
  private static final int MAX_BYTES = 512 << 20;

  @Parameters(
      index = "0",
      paramLabel = "STUDY|MODEL",
      description =
          "a study's name; or a model file that `nightjar export` wrote, or a folder with one, "
              + Model.FILE_NAME)
  private String name = "";

  @Option(
      names = "--trial",
      paramLabel = "N",
      description = "which trial of the study (default: the best)")
  private Optional<Integer> number = Optional.empty();

  /** The name of the model's file, or of the study. */
  String name() {
    return name;
  }

  /**
   * The model; the caller closes it.
   *
   * @throws UsageException if there is none, or it cannot be used here
   */
  Model open(StorageCommand command) {
    byte[] bytes = read(command);
    try {
      return Model.open(bytes);
    } catch (UnsupportedOperationException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * The bytes of the model.
   *
   * @throws UsageException if there is none
   */
  byte[] read(StorageCommand command) {
    Optional<Path> file = file();
    if (file.isEmpty()) {
      try (Storage storage = command.openForReading()) {
        return read(storage, command.require(storage, name));
      }
    }
    if (number.isPresent()) {
      throw new UsageException(
          "--trial " + number.get() + " is for studies, but " + name + " is a model file");
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UsageException(
            file.get() + " has more than " + MAX_BYTES + " bytes, which no model has");
      }
      if (!isZip(bytes)) {
        throw new UsageException(
            file.get()
                + " is no model: a model is a zip file, which `nightjar export STUDY -o FILE.zip`"
                + " writes; or give the name of a study, see `nightjar list`");
      }
      return bytes;
    } catch (IOException e) {
      throw new UsageException("cannot read " + file.get() + ": " + FileFaults.words(e));
    }
  }

  private static boolean isZip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 'P' && bytes[1] == 'K';
  }

  private Optional<Path> file() {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return Optional.empty(); // Then it can only be a study's name.
    }
    Path inFolder = path.resolve(Model.FILE_NAME);
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    } else if (Files.isRegularFile(inFolder)) {
      return Optional.of(inFolder);
    } else if (path.getNameCount() > 1 || name.endsWith(".zip")) {
      throw new UsageException(
          Files.isDirectory(path)
              ? "there is no " + Model.FILE_NAME + " in " + name
              : "there is no file " + name + "; `nightjar export STUDY -o FILE.zip` writes one");
    }
    return Optional.empty();
  }

  private byte[] read(Storage storage, Study study) {
    if (runsCommand(study)) {
      throw new UsageException(
          name
              + " has the task command: its trials run a program, and Nightjar has no model of it;"
              + " what the program keeps is where it puts it");
    }
    List<Trial> trials = storage.trials(study.id());
    Trial trial = number.isPresent() ? numbered(trials, number.get()) : best(study, trials);
    Optional<Attachment> model =
        number.isPresent()
            ? storage.attachment(study.id(), trial.number(), Attachment.MODEL)
            : StudyModel.of(storage, study, trial);
    return model.orElseThrow(() -> new UsageException(notKept(storage, study, trial))).bytes();
  }

  private static boolean runsCommand(Study study) {
    String resolved = study.definition().resolved();
    return !resolved.isEmpty() && Experiment.fromResolved(resolved).task() instanceof CommandSpec;
  }

  private Trial best(Study study, List<Trial> trials) {
    return Winner.of(study, trials)
        .map(Winner::trial)
        .orElseThrow(
            () ->
                new UsageException(
                    "no trial of "
                        + name
                        + " has completed, so there is no model; see `nightjar trials "
                        + name
                        + "`",
                    ExitCode.NO_TRIAL_SUCCEEDED));
  }

  private Trial numbered(List<Trial> trials, int wanted) {
    Trial trial = TrialView.numbered(name, trials, wanted);
    if (trial.completed().isEmpty()) {
      throw new UsageException(
          "trial "
              + wanted
              + " of "
              + name
              + " is "
              + trial.state().label()
              + "; only completed trials have a model");
    }
    return trial;
  }

  private String notKept(Storage storage, Study study, Trial trial) {
    String kept =
        storage.trialsWith(study.id(), Attachment.MODEL).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "the model of trial "
        + trial.number()
        + " of "
        + name
        + " is not kept; "
        + (kept.isEmpty()
            ? "none is: set keep_models above 0 in the experiment file before the study is run"
            : "kept are those of the best trials, keep_models of them, and of finalists: " + kept);
  }
}
