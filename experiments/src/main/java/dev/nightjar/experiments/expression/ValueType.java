package dev.nightjar.experiments.expression;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Parameter;
import java.util.List;
import java.util.Optional;

/** What an expression, or a part of one, stands for. */
enum ValueType {
  NUMBER("a number"),
  TEXT("text"),
  TRUTH("true or false");

  private final String words;

  ValueType(String words) {
    this.words = words;
  }

  /** In words that follow "is". */
  String words() {
    return words;
  }

  /** Of a parameter; empty if its values are of several types. */
  static Optional<ValueType> of(Parameter parameter) {
    if (!(parameter instanceof CategoricalParameter choice)) {
      return Optional.of(NUMBER);
    }
    List<ValueType> types = choice.values().stream().map(ValueType::of).distinct().toList();
    return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
  }

  /** Of a parameter's value. */
  static ValueType of(Object value) {
    return value instanceof Number ? NUMBER : value instanceof Boolean ? TRUTH : TEXT;
  }
}
