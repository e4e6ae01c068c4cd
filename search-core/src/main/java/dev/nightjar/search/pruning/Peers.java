package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A running trial among the others, by the first criterion of the study. Failed trials are left out
 * with all they reported, and so is who has not reported a finite value.
 *
 * @param criterion what trials are compared by
 * @param own the curve of the trial that is judged
 * @param completed the curves of others that ran to their end
 * @param unfinished the curves of others that were pruned or are running
 */
record Peers(
    Criterion criterion,
    LearningCurve own,
    List<LearningCurve> completed,
    List<LearningCurve> unfinished) {

  Peers {
    completed = List.copyOf(completed);
    unfinished = List.copyOf(unfinished);
  }

  /**
   * The trial among all others; empty if it is not to be judged: it has no finite value yet, it is
   * a finalist, or no other trial has a better value than it, which makes it the best so far.
   */
  static Optional<Peers> of(Trial trial, History history) {
    return of(trial, history, other -> true);
  }

  /** The trial among the others that a condition admits; the best of all is spared still. */
  static Optional<Peers> of(Trial trial, History history, Predicate<Trial> admitted) {
    Criterion criterion = history.criteria().get(0);
    Optional<LearningCurve> own = LearningCurve.of(trial, criterion);
    if (own.isEmpty() || trial.spec().role() == TrialRole.FINALIST) {
      return Optional.empty();
    }
    List<LearningCurve> completed = new ArrayList<>();
    List<LearningCurve> unfinished = new ArrayList<>();
    boolean best = true;
    for (Finished<?> other : history.completed()) {
      best &= add(other.trial(), trial, criterion, own.get(), admitted, completed);
    }
    for (Finished<?> other : history.pruned()) {
      best &= add(other.trial(), trial, criterion, own.get(), admitted, unfinished);
    }
    for (Trial other : history.running()) {
      best &= add(other, trial, criterion, own.get(), admitted, unfinished);
    }
    return best
        ? Optional.empty()
        : Optional.of(new Peers(criterion, own.get(), completed, unfinished));
  }

  /** Adds another trial's curve to its list; whether it leaves the trial the best so far. */
  private static boolean add(
      Trial other,
      Trial trial,
      Criterion criterion,
      LearningCurve own,
      Predicate<Trial> admitted,
      List<LearningCurve> curves) {
    if (other.number() == trial.number()) {
      return true;
    }
    Optional<LearningCurve> curve = LearningCurve.of(other, criterion);
    curve.filter(c -> admitted.test(other)).ifPresent(curves::add);
    return curve.map(c -> own.best() <= c.best()).orElse(true);
  }

  /** The best loss of any other trial. */
  double bestOfOthers() {
    double best = Double.POSITIVE_INFINITY;
    for (LearningCurve curve : completed) {
      best = Math.min(best, curve.best());
    }
    for (LearningCurve curve : unfinished) {
      best = Math.min(best, curve.best());
    }
    return best;
  }

  /** The beginning of a reason: "at epoch 6 its best validation.loss 1.92". */
  String standing(int epoch) {
    return "at epoch "
        + epoch
        + " its best "
        + criterion.metric()
        + " "
        + value(own.at(epoch).orElseThrow());
  }

  /** A loss as people know it: with the criterion's own sign and four digits. */
  String value(double loss) {
    return digits(criterion.goal().loss(loss));
  }

  /** A number with four digits that count. */
  static String digits(double number) {
    double size = Math.abs(number);
    if (size != 0 && (size < 1e-4 || size >= 1e7)) {
      return String.format(Locale.ROOT, "%.3e", number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
