package dev.nightjar.zoo.task;

import dev.nightjar.search.space.Configuration;
import java.util.HashMap;
import java.util.Map;

/**
 * The hyperparameters of one trial: what is searched over what is fixed over the defaults, and the
 * default where the trial's cell cannot have the value.
 */
final class Settings {

  private final Map<String, Object> values;

  /**
   * Merges.
   *
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed
   */
  Settings(Map<String, Object> fixed, Configuration searched) {
    Map<String, Object> given = new HashMap<>();
    fixed.forEach((name, value) -> put(given, name, value));
    searched.values().forEach((name, value) -> put(given, name, value));
    values = Hyperparameters.complete(Hyperparameters.all(), given);
    String cell = text("model.cell_type");
    for (Hyperparameter hyperparameter : Hyperparameters.all()) {
      String name = hyperparameter.name();
      if (!CellRules.allow(cell, name, values.get(name))) {
        hyperparameter.defaultValue().given(values).ifPresent(v -> values.put(name, v));
      }
    }
  }

  private static void put(Map<String, Object> values, String name, Object value) {
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
