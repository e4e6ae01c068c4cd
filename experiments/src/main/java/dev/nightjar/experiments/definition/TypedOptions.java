package dev.nightjar.experiments.definition;

import java.util.List;
import java.util.Map;

/** Checks sections whose type decides which other keys they may have. */
final class TypedOptions {

  private TypedOptions() {}

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
