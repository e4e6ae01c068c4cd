package dev.nightjar.app;

import dev.nightjar.experiments.definition.Durations;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.definition.Portfolio;
import dev.nightjar.experiments.definition.StarterFile;
import dev.nightjar.experiments.definition.StarterSearch;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.zoo.data.DetectedData;
import dev.nightjar.zoo.data.PartSizes;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From a file to a model in a given time, without an experiment file. */
@Command(
    name = "auto",
    description = {
      "Find a model for your data in the time you give, and leave it in a folder.",
      "What is learned is found out as `nightjar init` does; the standard space of the task is"
          + " searched, the best are trained again over fresh seeds, and the winner is scored once"
          + " on the test part. The folder has the model (for `predict`, Java and DL4J), the report,"
          + " the study, and the experiment file that repeats it."
    },
    footer = {
      "",
      "Examples:",
      "  nightjar auto --data reviews.tsv --budget 1h -o reviews",
      "  nightjar auto --data sales.csv --target amount --budget 15m -o sales",
      "  nightjar predict reviews < new.txt",
      "",
      "Ctrl-C saves everything; the same command continues."
    })
final class AutoCommand extends StudyCommand {

  private static final int EPOCHS = 20;
  private static final String PRUNER = "asha";
  private static final int ENSEMBLE = 10;

  @Option(names = "--data", paramLabel = "FILE", required = true, description = "your data")
  private Path data = Path.of("");

  @Mixin private LearningGoal goal = new LearningGoal();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      required = true,
      description = "how long it may take by the clock on the wall, such as 90s, 15m or 1h30m")
  private String budget = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "the folder to make; or that of this command when it was interrupted")
  private Path output = Path.of("");

  @Option(
      names = "--refit",
      description =
          "in the end train the winner once more, on the validation part, too, instead of building"
              + " an ensemble")
  private boolean refit;

  @Option(names = "--parallelism", paramLabel = "N", description = "number of worker processes")
  private Optional<Integer> parallelism = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + Experiment.DEFAULT_SEED,
      description = "seed of the search and its trials (default: ${DEFAULT-VALUE})")
  private long seed = Experiment.DEFAULT_SEED;

  private final Clock clock = Clock.systemUTC();

  @Override
  String storageUrl() {
    return folder().storageUrl();
  }

  @Override
  Path reportFolder(String study) {
    return folder().report();
  }

  private AutoFolder folder() {
    return new AutoFolder(output.toAbsolutePath().normalize());
  }

  @Override
  public Integer call() throws InterruptedException {
    long begunNanos = System.nanoTime();
    if (!super.storageUrl().equals(DEFAULT_STORAGE)) {
      throw new UsageException("auto keeps its study in the folder of -o; leave --storage out");
    }
    AutoBudget time = budget();
    AutoFolder folder = AutoFolder.of(output);
    DetectedData found = Detection.of(data, goal.task(), goal.target());
    PartSizes sizes = Detection.sizes(found.spec());
    StarterFile file = file(folder, found, time);
    Experiment experiment = ExperimentReader.read(folder.experiment(), file.text(), Map.of());
    String dataHash = StudyData.check(experiment);
    boolean complete = folder.isComplete(experiment.source());
    folder.make();
    try (Interruption interruption = new Interruption(err());
        JdbcStorage storage = JdbcStorage.open(storageUrl())) {
      Study study = findOrCreate(storage, folder, experiment, dataHash);
      describe(file, sizes);
      Duration passed = Duration.ofNanos(System.nanoTime() - begunNanos);
      Duration left = study.elapsed().plus(complete ? Duration.ZERO : time.searchAfter(passed));
      Experiment limited = experiment.withBudget(within(experiment.budget(), left));
      int exitCode =
          new LoneRun(this, limited, continuation(), clock).of(storage, study, interruption);
      if (exitCode != ExitCode.INTERRUPTED) {
        Winner.of(storage, study).ifPresent(winner -> export(storage, study, winner, folder));
      }
      if (exitCode == ExitCode.TOO_MANY_FAILURES || exitCode == ExitCode.SOFTWARE) {
        // What ended in this way is not complete: the same command goes on.
        folder.write(experiment.source(), Optional.empty());
      }
      if (exitCode == ExitCode.NO_TRIAL_SUCCEEDED) {
        err()
            .println(
                "error: no training has completed in the time of --budget; the same command with a"
                    + " larger one goes on from here");
      }
      return exitCode;
    }
  }

  private AutoBudget budget() {
    Duration asked =
        Durations.parse(budget)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--budget should be a duration such as 90s, 15m or 1h30m, not " + budget));
    if (asked.compareTo(AutoBudget.LEAST) < 0) {
      throw new UsageException(
          "--budget "
              + budget
              + " is too short to search in; give at least "
              + AutoBudget.LEAST.toSeconds()
              + "s");
    }
    return new AutoBudget(asked);
  }

  private StarterFile file(AutoFolder folder, DetectedData found, AutoBudget time) {
    parallelism
        .filter(workers -> workers < 1 || workers > Experiment.MAX_PARALLELISM)
        .ifPresent(
            workers -> {
              throw new UsageException(
                  "--parallelism should be from 1 to "
                      + Experiment.MAX_PARALLELISM
                      + ", not "
                      + workers);
            });
    TaskType type = StarterFile.taskFor(found.spec());
    int workers = parallelism.orElseGet(() -> Parallelism.byDefault(Optional.empty()));
    String base = String.valueOf(data.getFileName()).replaceFirst("\\.[^.]*$", "");
    return new StarterFile(
        folder.experiment(),
        StarterFile.nameFrom(base),
        type,
        found.spec(),
        found.reasons(),
        found.changes(),
        new StarterSearch(
            Portfolio.of(type, found.spec()),
            EPOCHS,
            Optional.of(PRUNER),
            OptionalInt.empty(),
            time.trial(workers),
            time.search(),
            refit ? time.finalists().withRefit() : time.finalists(),
            refit ? 0 : ENSEMBLE,
            OptionalInt.of(workers),
            seed));
  }

  /** The study of the folder; the experiment file lies there before the study begins. */
  private Study findOrCreate(
      Storage storage, AutoFolder folder, Experiment experiment, String dataHash) {
    StudyDefinition definition = StudyEntry.definition(experiment, dataHash);
    Optional<Study> stored = storage.find(experiment.name());
    if (stored.isEmpty() && !storage.studies().isEmpty()) {
      throw new UsageException(
          output
              + " has the study "
              + storage.studies().get(0).study().name()
              + " of other data; choose another folder with -o");
    }
    stored.ifPresent(
        study ->
            StudyEntry.requireSame(
                study.definition(), definition, "Choose another folder with -o for this search."));
    folder.write(experiment.source(), stored.map(study -> study.definition().source()));
    if (stored.isEmpty()) {
      return storage.create(definition);
    }
    storage.update(stored.get().id(), definition);
    return storage.find(experiment.name()).orElseThrow();
  }

  private static Budget within(Budget asked, Duration left) {
    Duration most = asked.maxDuration().filter(d -> d.compareTo(left) < 0).orElse(left);
    return new Budget(
        asked.maxTrials(),
        Optional.of(most),
        asked.maxTrialDuration(),
        asked.maxConsecutiveFailures());
  }

  private void describe(StarterFile file, PartSizes sizes) {
    say(String.format("task %s on %s", file.task().label(), file.dataset().kind().describe()));
    Detection.describe(file.reasons(), sizes).forEach(this::say);
  }

  private void export(Storage storage, Study study, Winner winner, AutoFolder folder) {
    Trial trial = winner.trial();
    byte[] single = StudyModel.single(storage, study, trial).orElseThrow().bytes();
    byte[] model = StudyModel.of(storage, study, trial).orElseThrow().bytes();
    folder
        .export(model, single)
        .ifPresent(why -> err().println("warning: there is no model for DL4J: " + why));
    say("folder: " + folder.path());
    say(String.format("Next: nightjar predict %s < FILE", ShellWord.of(output.toString())));
  }

  /** The command that goes on where this one ended, which is the same. */
  private String continuation() {
    return commandLine().stream()
        .map(ShellWord::of)
        .collect(Collectors.joining(" ", "nightjar ", ""));
  }
}
