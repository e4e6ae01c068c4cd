package dev.nightjar.experiments.definition;

/** A value in a YAML text that knows where it stands. */
sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {

  Span span();

  /** What was written, for messages: {@code "abc"}, {@code 3}, {@code a list}. */
  String describe();

  /** How many values this is with every alias spelled out, itself included. */
  int size();

  /** Whether nothing was written. */
  default boolean isNothing() {
    return this instanceof YamlScalar scalar && scalar.value().isEmpty();
  }
}
