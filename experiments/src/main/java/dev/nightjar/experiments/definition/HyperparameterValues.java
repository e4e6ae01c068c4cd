package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.zoo.task.Hyperparameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single values of hyperparameters, fixed ones and those in lists alike. */
final class HyperparameterValues {

  private final Problems problems;

  HyperparameterValues(Problems problems) {
    this.problems = problems;
  }

  /** The value in the hyperparameter's own type; empty after recording a problem. */
  Optional<Object> read(Hyperparameter hyperparameter, YamlNode node) {
    Optional<Object> value =
        node instanceof YamlScalar scalar
            ? scalar.value().flatMap(v -> convert(hyperparameter, v))
            : Optional.empty();
    if (value.isPresent() && hyperparameter.allows(value.get())) {
      return value;
    }
    List<String> hints = new ArrayList<>();
    if (node instanceof YamlScalar scalar && hyperparameter.kind() == Hyperparameter.Kind.CHOICE) {
      hints.addAll(
          Words.didYouMean(
              scalar.text(), hyperparameter.choices().stream().map(String::valueOf).toList()));
    }
    if (node instanceof YamlList || node instanceof YamlMap) {
      hints.add("to search it, move it to the section \"parameters\"");
    }
    problems.add(
        node.span(),
        hyperparameter.name()
            + " should be "
            + hyperparameter.describe()
            + ", not "
            + node.describe(),
        hints);
    return Optional.empty();
  }

  /** A whole number is fine where a real one is wanted, but not the other way round. */
  static Optional<Object> convert(Hyperparameter hyperparameter, Object value) {
    return switch (hyperparameter.kind()) {
      case FLOAT ->
          value instanceof Number n && Double.isFinite(n.doubleValue())
              ? Optional.of(Configuration.canonical(n.doubleValue()))
              : Optional.empty();
      case INT -> Optional.of(value).filter(Long.class::isInstance);
      case CHOICE -> Optional.of(value).filter(String.class::isInstance);
      case BOOLEAN -> Optional.of(value).filter(Boolean.class::isInstance);
    };
  }
}
