package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import java.util.Optional;

/** What a parameter of somebody else's program may be: whatever its range or its values say. */
final class FreeDomain implements ParameterDomain {

  /** Whole numbers beyond 2^53 are not exact as a double, and few programs read them as such. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private static final int LONGEST_NAME = 200;

  private final String name;
  private final boolean whole;
  private final Problems problems;

  /**
   * A parameter.
   *
   * @param whole whether it is written as a range of whole numbers
   */
  FreeDomain(String name, boolean whole, Problems problems) {
    this.name = name;
    this.whole = whole;
    this.problems = problems;
  }

  /** Every name is allowed that messages can show. */
  static ParameterNames names(Problems problems) {
    return entry -> {
      String key = entry.key();
      if (key.isBlank()
          || key.length() > LONGEST_NAME
          || !key.codePoints().allMatch(c -> Printable.codePoint(c) == c)) {
        problems.add(
            entry.span(),
            Words.quote(key) + " is no name for a parameter",
            "a name is text that can be printed, of at most " + LONGEST_NAME + " characters");
        return Optional.empty();
      }
      boolean whole =
          entry.value() instanceof YamlMap map
              && map.find("type")
                  .filter(type -> type.value() instanceof YamlScalar s && s.text().equals("int"))
                  .isPresent();
      return Optional.of(new FreeDomain(entry.key(), whole, problems));
    };
  }

  @Override
  public String describe() {
    return whole
        ? "a whole number within ±2^53"
        : "a finite number, a whole one within 64 bits, text or a truth value";
  }

  @Override
  public String example() {
    return "{type: float, min: …, max: …}, {type: int, min: …, max: …} or {values: […]}";
  }

  @Override
  public String howToFix() {
    return "what is not searched belongs in the program that is told the parameters";
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public boolean hasRange(boolean ofWhole) {
    return true;
  }

  @Override
  public double min() {
    return -max();
  }

  @Override
  public double max() {
    return whole ? LARGEST_WHOLE : Double.MAX_VALUE;
  }

  @Override
  public Optional<Object> read(YamlNode node) {
    Optional<Object> value =
        node instanceof YamlScalar scalar
            ? scalar.value().flatMap(this::convert)
            : Optional.empty();
    if (value.isEmpty()) {
      problems.add(node.span(), name + " should be " + describe() + ", not " + node.describe());
    }
    return value;
  }

  @Override
  public Optional<Object> convert(Object value) {
    boolean allowed =
        value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || (value instanceof Double d && Double.isFinite(d));
    return allowed ? Optional.of(Configuration.canonical(value)) : Optional.empty();
  }
}
