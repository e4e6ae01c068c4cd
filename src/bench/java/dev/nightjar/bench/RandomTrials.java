package dev.nightjar.bench;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Trials of random configurations of an experiment, one after the other in one worker. */
final class RandomTrials {

  private RandomTrials() {}

  /** Hears of each trial when it has ended. */
  interface Each {
    void ended(TrialSpec spec, List<EpochReport> epochs, Evaluation evaluation) throws Exception;
  }

  /**
   * Runs them.
   *
   * @param yaml the experiment file; its budget but for the time of a trial does not count
   */
  static void run(String yaml, int trials, long seed, Each each) throws Exception {
    Path folder = Files.createTempDirectory("nightjar-trials");
    Path file = Files.writeString(folder.resolve("experiment.yaml"), yaml);
    Experiment experiment = ExperimentReader.read(file, Map.of());
    try (WorkerProcessExecutor executor =
        new WorkerProcessExecutor(
            WorkerSettings.training(
                experiment.resolvedJson(), 1, experiment.budget().maxTrialDuration()))) {
      for (int number = 0; number < trials; number++) {
        TrialSpec spec =
            new TrialSpec(
                number,
                1,
                TrialRole.SEARCH,
                "random",
                experiment.space().sample(Seeds.ofSuggestion(seed, number)),
                Seeds.ofTrial(seed, number));
        Recorder recorder = new Recorder();
        executor.submit(spec, recorder);
        Evaluation evaluation = recorder.end.get();
        each.ended(spec, List.copyOf(recorder.epochs), evaluation);
      }
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static final class Recorder implements TrialEvents {
    private final CompletableFuture<Evaluation> end = new CompletableFuture<>();
    private final List<EpochReport> epochs = new CopyOnWriteArrayList<>();

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      epochs.add(report);
      return Decision.CONTINUE;
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      end.complete(evaluation);
    }
  }
}
