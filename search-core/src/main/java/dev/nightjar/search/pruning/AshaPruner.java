package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asynchronous successive halving. At each rung, epoch min·ηᵏ, a trial goes on if it is among the
 * best 1/η of all trials that have reached the rung so far, itself included and rounded up to whole
 * trials, by their best value up to it.
 *
 * <p>L. Li et al., "A System for Massively Parallel Hyperparameter Tuning", 2020, algorithm 2, in
 * the form that stops instead of pausing: nobody waits for others to reach the rung, and nobody is
 * taken up again. Pruned trials count at the rungs they reached, completed ones at all of them. The
 * first η trials at a rung go on: too few have been there for a share of 1/η to mean much.
 */
public final class AshaPruner implements Pruner {

  /** The first rung. */
  public static final int DEFAULT_MIN_EPOCHS = 2;

  /** One of two goes on. */
  public static final int DEFAULT_REDUCTION_FACTOR = 2;

  private final Rungs rungs;

  /**
   * A pruner.
   *
   * @param minEpochs the first rung, from 1
   * @param reductionFactor η, from 2
   */
  public AshaPruner(int minEpochs, int reductionFactor) {
    this.rungs = new Rungs(minEpochs, reductionFactor);
  }

  @Override
  public Decision judge(Trial trial, History history) {
    return judge(trial, history, other -> true);
  }

  /** The same among some of the trials. */
  Decision judge(Trial trial, History history, Predicate<Trial> admitted) {
    OptionalInt rung = rungs.justReached(trial);
    return rung.isEmpty()
        ? Decision.CONTINUE
        : Peers.of(trial, history, admitted)
            .map(peers -> judge(peers, rung.getAsInt()))
            .orElse(Decision.CONTINUE);
  }

  private Decision judge(Peers peers, int rung) {
    OptionalDouble own = peers.own().at(rung);
    if (own.isEmpty()) {
      return Decision.CONTINUE;
    }
    List<Double> others =
        Stream.concat(peers.completed().stream(), peers.unfinished().stream())
            .map(curve -> curve.at(rung))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    int factor = rungs.reductionFactor();
    int reached = others.size() + 1;
    long better = others.stream().filter(loss -> loss < own.getAsDouble()).count();
    int places = (reached + factor - 1) / factor;
    if (reached <= factor || better < places) {
      return Decision.CONTINUE;
    }
    return new Decision.Stop(
        peers.standing(rung)
            + " is place "
            + (better + 1)
            + " of "
            + reached
            + "; the best "
            + places
            + " go on");
  }
}
