package dev.nightjar.experiments.definition;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A valid experiment, every default filled in that does not depend on something searched.
 *
 * @param file where it was read from; empty path if it was not read from a file
 * @param name the study's identity, {@code [A-Za-z0-9._-]+}
 * @param task what a trial does
 * @param criteria what is optimised, at least one
 * @param strategy how to search
 * @param space what is searched; may be empty, which is one configuration
 * @param enqueue tried first, in this order, each with some or all of the space's parameters
 * @param warmStart the name of an earlier study to learn from
 * @param pruner which trials end because others do better
 * @param budget when the search ends
 * @param finalists who is trained again over fresh seeds when the search has ended
 * @param ensemble how often a network is added to the ensemble at most; 0 for none
 * @param parallelism worker processes; empty leaves it to the machine
 * @param executor where trials run
 * @param seed seeds suggestions and trials
 * @param keepModels how many of the best trials keep their model
 * @param source the file as written; empty if it was not read from a file
 */
public record Experiment(
    Path file,
    String name,
    TaskSpec task,
    List<Criterion> criteria,
    StrategySpec strategy,
    SearchSpace space,
    List<Configuration> enqueue,
    Optional<String> warmStart,
    PrunerSpec pruner,
    Budget budget,
    FinalistPlan finalists,
    int ensemble,
    OptionalInt parallelism,
    ExecutorSpec executor,
    long seed,
    int keepModels,
    String source) {

  /** Seeds experiments that name no seed. */
  public static final long DEFAULT_SEED = 42;

  /** Worker processes at most. */
  public static final int MAX_PARALLELISM = 1024;

  /** Copies. */
  public Experiment {
    criteria = List.copyOf(criteria);
    enqueue = List.copyOf(enqueue);
  }

  /**
   * The task of an experiment that trains networks.
   *
   * @throws IllegalStateException if its trials run a program
   */
  public TrainingSpec training() {
    if (task instanceof TrainingSpec training) {
      return training;
    }
    throw new IllegalStateException(name + " has the task " + task.label() + ", not a training");
  }

  /** The same with another budget. */
  public Experiment withBudget(Budget other) {
    return new Experiment(
        file,
        name,
        task,
        criteria,
        strategy,
        space,
        enqueue,
        warmStart,
        pruner,
        other,
        finalists,
        ensemble,
        parallelism,
        executor,
        seed,
        keepModels,
        source);
  }

  /**
   * The whole definition as canonical JSON: keys sorted, every default explicit, the data's path
   * absolute. Equal definitions give equal text, however their files are laid out.
   */
  public String resolvedJson() {
    return ExperimentJson.write(this);
  }

  /**
   * The inverse of {@link #resolvedJson}, apart from {@link #file} and {@link #source}, which are
   * empty then.
   *
   * @throws IllegalArgumentException if the text is no resolved definition of this version
   */
  public static Experiment fromResolved(String json) {
    return ExperimentJson.read(json);
  }

  /**
   * SHA-256 (hexadecimal) of what must not change between runs of a study: everything but the
   * budget, the finalists, the ensemble, the parallelism, the executor, the number of models kept,
   * the configurations tried first, and where the data lies.
   *
   * @param dataHash hash of the data's content
   */
  public String fingerprint(String dataHash) {
    return ExperimentJson.fingerprint(this, dataHash);
  }

  /**
   * A YAML experiment file that evaluates one configuration: its values, and the values of
   * everything else, are fixed. Its name is the study's with a hash of the configuration, so that
   * running it leaves the study alone. The trial's own seed follows from the study's, so it is
   * another draw of the same configuration.
   */
  public String definitionFor(Configuration configuration) {
    return ExperimentYaml.fix(this, configuration);
  }

  /**
   * After how many epochs a trial ends, if nothing ends it before; {@link Long#MAX_VALUE} if only
   * the program that runs it knows.
   */
  public long epochs(Configuration configuration) {
    return task instanceof TrainingSpec training ? training.epochs(configuration) : Long.MAX_VALUE;
  }
}
