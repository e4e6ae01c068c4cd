package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Successive halving that does not bet on one first rung. Trials are dealt to brackets; in bracket
 * b = 0 … B − 1 the first rung is min·ηᵇ, with B = ⌊log_η(max/min)⌋ + 1, so that in the last one a
 * trial has nearly all epochs before it is judged. Trials of a bracket compete with each other
 * only, as in {@link AshaPruner}.
 *
 * <p>L. Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization", 2018,
 * with asynchronous brackets as in the ASHA paper. Of each cycle of trials, bracket b gets the
 * share that algorithm 1 gives it, ⌈B·η^s/(s + 1)⌉ with s = B − 1 − b. Which one a trial is dealt
 * to is a hash of its number, so it depends neither on other trials nor on resumes.
 */
public final class HyperbandPruner implements Pruner {

  private final List<AshaPruner> brackets = new ArrayList<>();
  private final List<Integer> shares = new ArrayList<>();
  private final int total;

  /**
   * A pruner.
   *
   * @param minEpochs the first rung of the first bracket, from 1
   * @param maxEpochs the epochs of a training, at least {@code minEpochs}
   * @param reductionFactor η, from 2
   */
  public HyperbandPruner(int minEpochs, int maxEpochs, int reductionFactor) {
    Require.atLeast(1, minEpochs, "min_epochs");
    Require.atLeast(minEpochs, maxEpochs, "max_epochs");
    for (long first = minEpochs; first <= maxEpochs; first *= reductionFactor) {
      brackets.add(new AshaPruner((int) first, reductionFactor));
    }
    int count = brackets.size();
    double trials = 1;
    for (int s = 0; s < count; s++) {
      shares.add(0, (int) Math.ceil(count * trials / (s + 1)));
      trials *= reductionFactor;
    }
    this.total = shares.stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public Decision judge(Trial trial, History history) {
    int bracket = bracket(trial.number());
    Decision decision =
        brackets.get(bracket).judge(trial, history, other -> bracket(other.number()) == bracket);
    return decision instanceof Decision.Stop stop
        ? new Decision.Stop(
            stop.reason() + " in bracket " + (bracket + 1) + " of " + brackets.size())
        : decision;
  }

  /** The bracket of a trial, from 0. */
  int bracket(int number) {
    int ticket = new SplittableRandom(number).nextInt(total);
    int bracket = 0;
    while (ticket >= shares.get(bracket)) {
      ticket -= shares.get(bracket++);
    }
    return bracket;
  }

  /** How many of {@code total} trials each bracket gets. */
  List<Integer> shares() {
    return List.copyOf(shares);
  }
}
