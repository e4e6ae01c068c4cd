package dev.nightjar.zoo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An answer to a line of text.
 *
 * @param text the prediction alone, without tabs and line breaks
 * @param fields the prediction and what goes with it, such as probabilities, by name, in a fixed
 *     order: numbers, texts, or maps of such
 */
public record Answer(String text, Map<String, Object> fields) {
  /** Copies. */
  public Answer {
    Objects.requireNonNull(text, "text");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
