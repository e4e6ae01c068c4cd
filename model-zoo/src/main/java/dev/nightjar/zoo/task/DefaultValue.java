package dev.nightjar.zoo.task;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The value of a hyperparameter that an experiment file says nothing about. */
public sealed interface DefaultValue {

  /**
   * The value, where it can be said.
   *
   * @param values other hyperparameters' values by name, as far as they are known
   * @return {@link Long}, {@link Double}, {@link String} or {@link Boolean}; empty if it depends on
   *     one that is not among them
   */
  Optional<Object> given(Map<String, Object> values);

  /** In words: {@code 32}, or {@code 0.01 for adamw, otherwise 0.0}. */
  String describe();

  /**
   * Always the same.
   *
   * @param value the value
   */
  record Constant(Object value) implements DefaultValue {
    /** Checks that there is one. */
    public Constant {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public Optional<Object> given(Map<String, Object> values) {
      return Optional.of(value);
    }

    @Override
    public String describe() {
      return String.valueOf(value);
    }
  }

  /**
   * Another one for some values of another hyperparameter, which has a constant default itself.
   *
   * @param on the other hyperparameter's name
   * @param cases its values, each with the default there
   * @param otherwise the default elsewhere
   */
  record Dependent(String on, Map<Object, Object> cases, Object otherwise) implements DefaultValue {
    /** Copies. */
    public Dependent {
      Objects.requireNonNull(on, "on");
      Objects.requireNonNull(otherwise, "otherwise");
      cases = Map.copyOf(cases);
    }

    @Override
    public Optional<Object> given(Map<String, Object> values) {
      return Optional.ofNullable(values.get(on)).map(v -> cases.getOrDefault(v, otherwise));
    }

    @Override
    public String describe() {
      return cases.entrySet().stream()
          .map(e -> e.getValue() + " for " + e.getKey())
          .sorted()
          .collect(Collectors.joining(", ", "", ", otherwise " + otherwise));
    }
  }
}
