package dev.nightjar.zoo.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a data set a network is trained on. Vocabularies, scalings and labels are those of
 * the training part in any case.
 */
enum LearnedParts {
  /** The training part, as long as the validation part is needed to judge. */
  TRAINING,
  /** Both, once nothing is left to be judged. */
  TRAINING_AND_VALIDATION;

  /** What is trained on, in the order of the data. */
  <T> List<T> of(List<T> training, List<T> validation) {
    if (this == TRAINING) {
      return training;
    }
    List<T> both = new ArrayList<>(training);
    both.addAll(validation);
    return both;
  }
}
