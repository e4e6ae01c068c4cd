package dev.nightjar.zoo.task;

import dev.nightjar.search.space.Configuration;
import java.util.HashMap;
import java.util.Map;

/** The hyperparameters of one trial: what is searched over what is fixed over the defaults. */
final class Settings {

  private final Map<String, Object> values = new HashMap<>();

  /**
   * Merges.
   *
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed
   */
  Settings(Map<String, Object> fixed, Configuration searched) {
    for (Hyperparameter hyperparameter : Hyperparameters.all()) {
      values.put(hyperparameter.name(), hyperparameter.defaultValue());
    }
    fixed.forEach(this::set);
    searched.values().forEach(this::set);
  }

  private void set(String name, Object value) {
    Hyperparameter hyperparameter =
        Hyperparameters.find(name)
            .orElseThrow(() -> new IllegalArgumentException("no hyperparameter " + name));
    Object canonical = Configuration.canonical(value);
    if (!hyperparameter.allows(canonical)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed is " + hyperparameter.describe());
    }
    values.put(name, canonical);
  }

  int integer(String name) {
    return Math.toIntExact((Long) values.get(name));
  }

  double number(String name) {
    return ((Number) values.get(name)).doubleValue();
  }

  String text(String name) {
    return (String) values.get(name);
  }

  boolean flag(String name) {
    return (Boolean) values.get(name);
  }
}
