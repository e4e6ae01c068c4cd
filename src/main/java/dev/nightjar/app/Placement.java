package dev.nightjar.app;

import dev.nightjar.experiments.definition.ExecutorSpec;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.worker.ExecutorUnavailableException;
import dev.nightjar.experiments.worker.TrialExecutorProvider;
import dev.nightjar.experiments.worker.WorkerProcessExecutor;
import dev.nightjar.search.run.TrialExecutor;

/**
 * Where an experiment's trials run: in worker processes of this host, or wherever a provider has
 * them run. The winner is scored on this host in any case.
 */
final class Placement implements AutoCloseable {

  private final WorkerProcessExecutor here;
  private final TrialExecutor trials;

  private Placement(WorkerProcessExecutor here, TrialExecutor trials) {
    this.here = here;
    this.trials = trials;
  }

  /**
   * Opens what the experiment's trials run on.
   *
   * @throws UsageException if the class path has no executor of that type
   * @throws ExecutorUnavailableException if it cannot be used
   */
  static Placement of(Experiment experiment) {
    ExecutorSpec spec = experiment.executor();
    int slots = slots(experiment);
    if (spec.local()) {
      WorkerProcessExecutor here =
          new WorkerProcessExecutor(Composition.workers(experiment, slots));
      return new Placement(here, here);
    }
    TrialExecutor trials =
        provider(spec).open(spec, Composition.workers(experiment, slots), experiment.name());
    // One worker to score the winner, which is started only then.
    return new Placement(new WorkerProcessExecutor(Composition.workers(experiment, 1)), trials);
  }

  /**
   * Sees to it that there is an executor of the experiment's type, before anything is stored.
   *
   * @throws UsageException if the class path has none
   */
  static void requireKnown(Experiment experiment) {
    if (!experiment.executor().local()) {
      provider(experiment.executor());
    }
  }

  private static TrialExecutorProvider provider(ExecutorSpec spec) {
    return TrialExecutorProvider.ofType(spec.type())
        .orElseThrow(
            () ->
                new UsageException(
                    "executor "
                        + spec.type()
                        + " is not part of this program; start it by spark-submit with"
                        + " nightjar-search-spark.jar, as src/docs/cluster.md shows, or run the"
                        + " file on this host: -S 'executor={type: local}'"));
  }

  /** How many trials of an experiment run at once. */
  static int slots(Experiment experiment) {
    return experiment.executor().slots().orElseGet(() -> Parallelism.of(experiment));
  }

  /** Where trials run. */
  TrialExecutor trials() {
    return trials;
  }

  /** The worker processes of this host, which score and describe the winner. */
  WorkerProcessExecutor here() {
    return here;
  }

  @Override
  public void close() {
    trials.close();
    here.close(); // If both are one, this does nothing more.
  }
}
