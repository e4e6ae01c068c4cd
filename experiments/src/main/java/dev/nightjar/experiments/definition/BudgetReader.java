package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.MemorySize;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the section {@code budget}: when the search ends. */
final class BudgetReader {
  private static final String LEAST = "min_improvement";

  private final Problems problems;

  BudgetReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the section.
   *
   * @param objectives how many there are
   */
  Budget read(Optional<Section> section, int objectives) {
    Budget budget =
        new Budget(
            section.map(s -> count(s, "max_trials")).orElseGet(OptionalInt::empty),
            duration(section, "max_duration"),
            duration(section, "max_trial_duration"),
            section
                .map(s -> count(s, "max_consecutive_failures"))
                .orElseGet(OptionalInt::empty)
                .orElse(Budget.DEFAULT_MAX_CONSECUTIVE_FAILURES));
    Optional<Object> memory = section.flatMap(s -> s.value("max_trial_memory"));
    if (memory.isPresent()) {
      budget = budget.withMaxTrialMemory((MemorySize) memory.get());
    }
    OptionalDouble least = section.map(s -> s.real(LEAST)).orElseGet(OptionalDouble::empty);
    if (least.isEmpty() || !mayBe(section.get(), least.getAsDouble(), budget, objectives)) {
      return budget;
    }
    return budget.withMinImprovement(least.getAsDouble());
  }

  private boolean mayBe(Section section, double least, Budget budget, int objectives) {
    int before = problems.count();
    if (least == 0) {
      problems.add(
          section.node(LEAST).span(),
          "budget.min_improvement should be above 0: by chance some improvement is always expected",
          "leave it out to use up the budget");
    }
    if (budget.maxTrials().isEmpty() && budget.maxDuration().isEmpty()) {
      problems.add(
          section.entry(LEAST).orElseThrow().span(),
          "budget.min_improvement needs to know what is left of the search",
          "add max_trials or max_duration");
    }
    if (objectives > 1) {
      problems.add(
          section.entry(LEAST).orElseThrow().span(),
          "budget.min_improvement goes with one objective, and there are " + objectives,
          "remove it; max_trials, max_duration and targets end a search with several");
    }
    return problems.count() == before;
  }

  private static OptionalInt count(Section section, String key) {
    return section.whole(key).isPresent()
        ? OptionalInt.of(Math.toIntExact(section.whole(key).getAsLong()))
        : OptionalInt.empty();
  }

  private static Optional<Duration> duration(Optional<Section> section, String key) {
    return section.flatMap(s -> s.value(key)).map(Duration.class::cast);
  }
}
