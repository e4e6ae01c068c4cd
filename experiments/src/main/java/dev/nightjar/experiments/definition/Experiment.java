package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A valid experiment, every default filled in that does not depend on something searched.
 *
 * @param file where it was read from; empty path if it was not read from a file
 * @param name the study's identity, {@code [A-Za-z0-9._-]+}
 * @param task what is learned
 * @param dataset what it is learned from; a path in it is absolute
 * @param criteria what is optimised, at least one
 * @param strategy how to search
 * @param space what is searched; may be empty, which is one configuration
 * @param enqueue tried first, in this order, each with some or all of the space's parameters
 * @param fixed every hyperparameter of the task that is not searched, by name, defaults included;
 *     values are Long, Double, String or Boolean
 * @param earlyStopping when a training ends
 * @param pruner which trials end because others do better
 * @param budget when the search ends
 * @param parallelism worker processes; empty leaves it to the machine
 * @param seed seeds suggestions and trials
 * @param keepModels how many of the best trials keep their model
 * @param source the file as written; empty if it was not read from a file
 */
public record Experiment(
    Path file,
    String name,
    TaskType task,
    DatasetSpec dataset,
    List<Criterion> criteria,
    StrategySpec strategy,
    SearchSpace space,
    List<Configuration> enqueue,
    Map<String, Object> fixed,
    EarlyStoppingSpec earlyStopping,
    PrunerSpec pruner,
    Budget budget,
    OptionalInt parallelism,
    long seed,
    int keepModels,
    String source) {

  /** Seeds experiments that name no seed. */
  public static final long DEFAULT_SEED = 42;

  /** Copies. */
  public Experiment {
    criteria = List.copyOf(criteria);
    enqueue = List.copyOf(enqueue);
    fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
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
   * budget, the parallelism, the number of models kept, the configurations tried first, and where
   * the data lies.
   *
   * @param dataHash hash of the data's content
   */
  public String fingerprint(String dataHash) {
    return ExperimentJson.fingerprint(this, dataHash);
  }

  /**
   * A YAML experiment file that trains one configuration: its values, and the values of everything
   * else, are fixed. Its name is the study's with a hash of the configuration, so that running it
   * leaves the study alone. The trial's own seed follows from the study's, so the training is
   * another draw of the same configuration.
   */
  public String definitionFor(Configuration configuration) {
    return ExperimentYaml.fix(this, configuration);
  }

  /** After how many epochs the training of a configuration ends, if nothing ends it before. */
  public long epochs(Configuration configuration) {
    return TrainingEpochs.of(fixed, configuration);
  }

  /** The problems of the data set, in the form of an experiment's, with the lines they name. */
  public ExperimentException explain(DatasetException exception) {
    return DatasetProblems.explain(dataset, exception);
  }
}
