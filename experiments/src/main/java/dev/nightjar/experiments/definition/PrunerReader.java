package dev.nightjar.experiments.definition;

import dev.nightjar.search.pruning.AshaPruner;
import dev.nightjar.search.pruning.CurvePruner;
import dev.nightjar.search.pruning.PatiencePruner;
import dev.nightjar.search.pruning.PercentilePruner;
import dev.nightjar.search.pruning.WarmUp;
import dev.nightjar.search.pruning.WilcoxonPruner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads the section {@code pruner}: which one ends trials, and what else is said about it. */
final class PrunerReader {

  private static final Map<String, Object> WARM_UP =
      Map.of(
          "min_trials", (long) WarmUp.DEFAULT.minTrials(),
          "min_epochs", (long) WarmUp.DEFAULT.minEpochs(),
          "interval", (long) WarmUp.DEFAULT.interval());

  private static final Map<String, Object> HALVING =
      Map.of(
          "min_epochs", (long) AshaPruner.DEFAULT_MIN_EPOCHS,
          "reduction_factor", (long) AshaPruner.DEFAULT_REDUCTION_FACTOR);

  /** The options of each type with their defaults; that of max_epochs depends on the training. */
  private static final Map<String, Map<String, Object>> DEFAULTS =
      new TreeMap<>(
          Map.of(
              "none", Map.of(),
              "median", WARM_UP,
              "percentile", with(WARM_UP, "percentile", PercentilePruner.DEFAULT_PERCENTILE),
              "patience",
                  with(
                      with(WARM_UP, "min_delta", 0.0),
                      "patience",
                      (long) PatiencePruner.DEFAULT_PATIENCE),
              "asha", HALVING,
              "hyperband", with(HALVING, "max_epochs", 0L),
              "wilcoxon",
                  Map.of(
                      "p_value",
                      WilcoxonPruner.DEFAULT_P_VALUE,
                      "min_epochs",
                      (long) WilcoxonPruner.DEFAULT_MIN_EPOCHS),
              "curve",
                  Map.of(
                      "min_probability", CurvePruner.DEFAULT_MIN_PROBABILITY,
                      "min_trials", (long) CurvePruner.DEFAULT_WARM_UP.minTrials(),
                      "min_epochs", (long) CurvePruner.DEFAULT_WARM_UP.minEpochs(),
                      "interval", (long) CurvePruner.DEFAULT_WARM_UP.interval())));

  private final Problems problems;

  PrunerReader(Problems problems) {
    this.problems = problems;
  }

  private static Map<String, Object> with(Map<String, Object> options, String key, Object value) {
    Map<String, Object> more = new HashMap<>(options);
    more.put(key, value);
    return Map.copyOf(more);
  }

  /** Every option with the types it goes with, in the order of their names. */
  static Map<String, List<String>> typesOfOptions() {
    Map<String, List<String>> types = new TreeMap<>();
    DEFAULTS.forEach(
        (type, options) ->
            options
                .keySet()
                .forEach(
                    option -> types.computeIfAbsent(option, o -> new ArrayList<>()).add(type)));
    return types;
  }

  /**
   * Reads the section.
   *
   * @param epochs the most epochs of a training, which {@code hyperband} divides; empty if only the
   *     section can say
   */
  PrunerSpec read(Optional<Section> section, OptionalLong epochs) {
    // Without a type, or with a wrong one, there is a problem already, and it is the only one.
    return section
        .flatMap(s -> s.text("type").map(type -> read(s, type, epochs)))
        .orElse(PrunerSpec.NONE);
  }

  private PrunerSpec read(Section section, String type, OptionalLong epochs) {
    TypedOptions.check(problems, "pruner", section, type, typesOfOptions());
    Map<String, Object> options = new HashMap<>(DEFAULTS.get(type));
    options.computeIfPresent("max_epochs", (key, none) -> epochs.orElse(0));
    options.replaceAll(
        (option, usual) -> section.value(option).map(v -> like(usual, v)).orElse(usual));
    checkBrackets(section, options);
    return new PrunerSpec(type, options);
  }

  private void checkBrackets(Section section, Map<String, Object> options) {
    if (!(options.get("max_epochs") instanceof Long most)
        || !(options.get("min_epochs") instanceof Long least)) {
      return;
    }
    Span span = section.node("type").span();
    if (most == 0 && !section.mentions("max_epochs")) {
      problems.add(
          span,
          "hyperband needs pruner.max_epochs here: the most steps that a trial reports",
          "add for example: max_epochs: 30");
    } else if (most > 0 && least > most) {
      problems.add(
          span,
          "hyperband has no bracket: pruner.min_epochs "
              + least
              + " is above the "
              + most
              + " epochs of a training",
          "make min_epochs smaller, or max_epochs or training.epochs larger");
    }
  }

  /** A number of the type of the default: one may write 1 where 1.0 is meant. */
  private static Object like(Object usual, Object value) {
    return usual instanceof Double ? (Object) ((Number) value).doubleValue() : value;
  }
}
