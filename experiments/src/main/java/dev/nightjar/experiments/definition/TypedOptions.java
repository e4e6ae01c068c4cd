package dev.nightjar.experiments.definition;

import java.util.List;
import java.util.Map;

/** Options of what has a type that decides which other keys it may have. */
final class TypedOptions {

  private TypedOptions() {}

  /**
   * The value of an option.
   *
   * @param owner who should have it, for messages
   * @param kind the type in words, for messages
   * @throws IllegalArgumentException if it is not there, or of another type
   */
  static <T> T value(
      String owner, Map<String, Object> options, String option, Class<T> type, String kind) {
    Object value = options.get(option);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          owner + " has no " + kind + " " + option + " among " + options);
    }
    return type.cast(value);
  }

  /**
   * Records the options that go with other types.
   *
   * @param name of the section
   * @param typesOfOptions every option with the types it goes with
   */
  static void check(
      Problems problems,
      String name,
      Section section,
      String type,
      Map<String, List<String>> typesOfOptions) {
    typesOfOptions.forEach(
        (option, types) ->
            section
                .entry(option)
                .filter(entry -> !types.contains(type))
                .ifPresent(
                    entry ->
                        problems.add(
                            entry.span(),
                            name
                                + "."
                                + option
                                + " goes with type "
                                + String.join(" or ", types)
                                + ", not with "
                                + type,
                            "remove it")));
  }
}
