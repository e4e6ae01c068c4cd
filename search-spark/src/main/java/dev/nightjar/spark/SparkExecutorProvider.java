package dev.nightjar.spark;

import dev.nightjar.experiments.definition.ExecutorSpec;
import dev.nightjar.experiments.worker.ExecutorUnavailableException;
import dev.nightjar.experiments.worker.TrialExecutorProvider;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.run.TrialExecutor;

/** Opens {@code executor: {type: spark}}. Spark itself comes with {@code spark-submit}. */
public final class SparkExecutorProvider implements TrialExecutorProvider {

  @Override
  public String type() {
    return "spark";
  }

  @Override
  public TrialExecutor open(ExecutorSpec spec, WorkerSettings workers, String study) {
    try {
      return SparkTrialExecutor.open(spec, workers, study);
    } catch (NoClassDefFoundError e) {
      throw new ExecutorUnavailableException(
          "Apache Spark is not on the class path ("
              + e.getMessage()
              + "); start Nightjar by spark-submit, as src/docs/cluster.md shows",
          e);
    }
  }
}
