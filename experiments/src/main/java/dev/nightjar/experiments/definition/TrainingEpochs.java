package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.task.Hyperparameters;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many epochs trainings have at most, be {@code training.epochs} fixed, searched or neither.
 */
final class TrainingEpochs {

  private static final String NAME = "training.epochs";

  private TrainingEpochs() {}

  /** Of one configuration. */
  static long of(Map<String, Object> fixed, Configuration configuration) {
    return configuration
        .get(NAME)
        .or(() -> Optional.ofNullable(fixed.get(NAME)))
        .map(Long.class::cast)
        .orElseGet(TrainingEpochs::usual);
  }

  /** Of the configuration that has most. */
  static long most(Map<String, Object> fixed, SearchSpace space) {
    return space.parameters().stream()
        .filter(parameter -> parameter.name().equals(NAME))
        .flatMap(TrainingEpochs::values)
        .max(Long::compare)
        .orElseGet(() -> of(fixed, new Configuration(Map.of())));
  }

  private static Stream<Long> values(Parameter parameter) {
    if (parameter instanceof IntParameter range) {
      return Stream.of(range.max());
    }
    return parameter instanceof CategoricalParameter choice
        ? choice.values().stream().map(Long.class::cast)
        : Stream.empty();
  }

  private static long usual() {
    return Hyperparameters.find(NAME)
        .flatMap(hyperparameter -> hyperparameter.defaultValue().given(Map.of()))
        .map(Long.class::cast)
        .orElseThrow();
  }
}
