package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.task.Hyperparameter;
import java.util.Optional;

/** What a hyperparameter of a network or its training may be. */
final class HyperparameterDomain implements ParameterDomain {

  private final Hyperparameter hyperparameter;
  private final HyperparameterValues values;

  HyperparameterDomain(Hyperparameter hyperparameter, Problems problems) {
    this.hyperparameter = hyperparameter;
    this.values = new HyperparameterValues(problems);
  }

  @Override
  public String describe() {
    return hyperparameter.describe();
  }

  @Override
  public String example() {
    return switch (hyperparameter.kind()) {
      case CHOICE -> "{values: [" + Words.list(hyperparameter.choices()) + "]}";
      case BOOLEAN -> "{values: [true, false]}";
      case INT -> "{type: int, min: …, max: …} or {values: […]}";
      case FLOAT -> "{type: float, min: …, max: …} or {values: […]}";
    };
  }

  @Override
  public String howToFix() {
    String name = hyperparameter.name();
    return "to fix it, move it to the section " + Words.quote(name.substring(0, name.indexOf('.')));
  }

  @Override
  public boolean isNumber() {
    return hasRange(true) || hasRange(false);
  }

  @Override
  public boolean hasRange(boolean whole) {
    return hyperparameter.kind() == (whole ? Hyperparameter.Kind.INT : Hyperparameter.Kind.FLOAT);
  }

  @Override
  public double min() {
    return hyperparameter.min();
  }

  @Override
  public double max() {
    return hyperparameter.max();
  }

  @Override
  public Optional<Object> read(YamlNode node) {
    return values.read(hyperparameter, node);
  }

  @Override
  public Optional<Object> convert(Object value) {
    return HyperparameterValues.convert(hyperparameter, value);
  }
}
