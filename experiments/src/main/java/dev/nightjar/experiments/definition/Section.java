package dev.nightjar.experiments.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The checked values of a mapping: what is here has the type its key says; what was wrong is absent
 * and recorded as a problem.
 */
final class Section {

  private final Span span;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();

  private final Set<String> mentioned;

  /** A section of a mapping with these keys, whose values are yet to be put. */
  Section(Span span, Set<String> mentioned) {
    this.span = span;
    this.mentioned = Set.copyOf(mentioned);
  }

  void put(YamlMap.Entry entry, Object value) {
    values.put(entry.key(), value);
    entries.put(entry.key(), entry);
  }

  /** Where the section, or the key that leads to it, stands. */
  Span span() {
    return span;
  }

  /** Whether the key was written, be its value right or wrong. */
  boolean mentions(String key) {
    return mentioned.contains(key);
  }

  /** Whether the key has a value of the right type. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<YamlMap.Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The value of a key that is present. */
  YamlNode node(String key) {
    return entries.get(key).value();
  }

  Optional<Object> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return value(key).map(String.class::cast);
  }

  /** The texts of a list; none if it is absent. */
  List<String> texts(String key) {
    return values.get(key) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  Optional<Boolean> flag(String key) {
    return value(key).map(Boolean.class::cast);
  }

  OptionalLong whole(String key) {
    return values.get(key) instanceof Long v ? OptionalLong.of(v) : OptionalLong.empty();
  }

  OptionalDouble real(String key) {
    return values.get(key) instanceof Number v
        ? OptionalDouble.of(v.doubleValue())
        : OptionalDouble.empty();
  }

  /** The section under a key; empty if it is absent or no mapping. */
  Optional<Section> section(String key) {
    return value(key).map(Section.class::cast);
  }
}
