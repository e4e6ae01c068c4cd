package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TaskType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A task of the model zoo: a trial trains a network.
 *
 * @param type what is learned
 * @param dataset what it is learned from; a path in it is absolute
 * @param fixed every hyperparameter of the task that is not searched, by name, defaults included;
 *     values are Long, Double, String or Boolean
 * @param earlyStopping when a training ends
 */
public record TrainingSpec(
    TaskType type, DatasetSpec dataset, Map<String, Object> fixed, EarlyStoppingSpec earlyStopping)
    implements TaskSpec {

  /** Copies. */
  public TrainingSpec {
    fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
  }

  @Override
  public String label() {
    return type.label();
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
