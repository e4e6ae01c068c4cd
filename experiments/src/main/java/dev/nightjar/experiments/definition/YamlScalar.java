package dev.nightjar.experiments.definition;

import java.util.Optional;

/**
 * A single value.
 *
 * @param span where it stands
 * @param text as written, without quotes
 * @param value by the YAML 1.2 core schema: String, Boolean, Long, BigInteger (what no Long can
 *     hold) or Double; empty for null
 */
record YamlScalar(Span span, String text, Optional<Object> value) implements YamlNode {

  @Override
  public String describe() {
    return value
        .map(v -> v instanceof String s ? Words.quote(s) : Words.clip(text))
        .orElse("nothing");
  }

  @Override
  public int size() {
    return 1;
  }
}
