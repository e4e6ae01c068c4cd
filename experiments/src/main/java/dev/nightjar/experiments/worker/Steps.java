package dev.nightjar.experiments.worker;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The steps that a program has reported, and the best of them. */
final class Steps {

  private final Criterion criterion;
  private final TrialContext context;
  private long lastNanos = System.nanoTime();
  private int last;
  private Optional<Step> best = Optional.empty();

  /**
   * None yet.
   *
   * @param criterion what the values are of
   * @param context whom they are reported to
   */
  Steps(Criterion criterion, TrialContext context) {
    this.criterion = criterion;
    this.context = context;
  }

  /**
   * Reports a step.
   *
   * @throws ProgramFailedException if it does not come after the one before
   */
  Decision report(Step step) {
    if (step.step() <= last) {
      throw new ProgramFailedException(
          "the program reported step " + step.step() + " after step " + last + "; steps must grow");
    }
    last = step.step();
    if (best.isEmpty() || criterion.goal().better(step.value(), best.get().value())) {
      best = Optional.of(step);
    }
    long now = System.nanoTime();
    double seconds = (now - lastNanos) / 1e9;
    lastNanos = now;
    return context.report(
        new EpochReport(step.step(), Map.of(criterion.metric(), step.value()), seconds));
  }

  /** The step last reported, 0 before the first. */
  int last() {
    return last;
  }

  /** The best step as a result; empty without a step. */
  Optional<Result> result() {
    return best.map(
        step ->
            new Result(
                Map.of(criterion.metric(), step.value()), OptionalInt.of(step.step()), List.of()));
  }
}
