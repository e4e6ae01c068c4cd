package dev.nightjar.app;

import dev.nightjar.experiments.definition.Feasibility;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How large a space is, in words. */
final class SpaceSize {

  /** Where constraints leave less, random draws find little. */
  private static final double LITTLE = 1e-3;

  private SpaceSize() {}

  /** Such as {@code 12 configurations}, and what constraints leave where that was not counted. */
  static String describe(SearchSpace space) {
    OptionalLong size = space.size();
    if (size.isPresent()) {
      return size.getAsLong() + (size.getAsLong() == 1 ? " configuration" : " configurations");
    }
    OptionalLong all = space.where(List.of()).size();
    String words =
        all.isPresent() ? all.getAsLong() + " configurations" : "infinitely many configurations";
    return space.constraints().isEmpty()
        ? words
        : String.format(
            Locale.ROOT,
            "%s, of which the constraints leave about %.3g %%",
            words,
            100 * Feasibility.share(space));
  }

  /** A warning if constraints leave hardly anything; empty otherwise. */
  static Optional<String> warning(SearchSpace space) {
    return !space.constraints().isEmpty() && Feasibility.share(space) < LITTLE
        ? Optional.of(
            "warning: the constraints leave less than 0.1 % of the space, so that random draws find"
                + " little of it; narrower ranges would help every strategy")
        : Optional.empty();
  }
}
