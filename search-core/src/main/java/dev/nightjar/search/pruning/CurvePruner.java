package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.OptionalDouble;

/**
 * Extrapolates a trial's learning curve by those of the completed trials, and stops it if it will
 * hardly become the best.
 *
 * <p>If the best loss so far follows a power law, y(t) = a + b·t^−c, then what is still to be
 * gained after epoch t is a multiple of what was gained since t/2, whatever a and b are:
 *
 * <pre>  y(t) − y(∞) = ρ·(y(t/2) − y(t)),  ρ = 1/(2^c − 1)</pre>
 *
 * <p>So at epoch t every completed trial i gives a multiple ρᵢ = Gᵢ/(Sᵢ + δ), with Gᵢ = yᵢ(t) −
 * yᵢ(its end) and Sᵢ = yᵢ(⌊t/2⌋) − yᵢ(t), and with it a guess of where the judged trial ends: y(t)
 * − ρᵢ·(y(⌊t/2⌋) − y(t) + δ). Here δ is a tenth of the mean Sᵢ, so that who has just stood still is
 * not taken to stand still forever. If k of the K guesses are better than the best value of any
 * other trial, the probability to become the best is (k + ½)/(K + 1), which is the mean of
 * Jeffreys' posterior of a proportion.
 *
 * <p>The power law, and to stop below a probability of 0.05, are of Domhan, Springenberg and
 * Hutter, "Speeding Up Automatic Hyperparameter Optimization of Deep Neural Networks by
 * Extrapolation of Learning Curves", 2015. There the parameters have a fixed prior and are drawn by
 * MCMC; here the study's own curves are the prior of the exponent, and a and b need none. If curves
 * are no power laws, the multiples are still those of the same task at the same epoch.
 */
public final class CurvePruner implements Pruner {

  /** Who becomes the best with a smaller probability is stopped. */
  public static final double DEFAULT_MIN_PROBABILITY = 0.05;

  /** With fewer curves than ten no probability is below 0.05. */
  public static final WarmUp DEFAULT_WARM_UP = new WarmUp(10, 2, 1);

  /** δ as a share of the mean recent gain. */
  private static final double STANDSTILL = 0.1;

  private final double minProbability;
  private final WarmUp warmUp;

  /**
   * A pruner.
   *
   * @param minProbability stops below this, from 0 to 1
   * @param warmUp when it judges; never after epoch 1, before which nothing is known
   */
  public CurvePruner(double minProbability, WarmUp warmUp) {
    Require.within(0, 1, minProbability, "min_probability");
    this.minProbability = minProbability;
    this.warmUp = warmUp;
  }

  @Override
  public Decision judge(Trial trial, History history) {
    return warmUp.due(trial) && Epochs.last(trial) > 1
        ? Peers.of(trial, history).map(this::judge).orElse(Decision.CONTINUE)
        : Decision.CONTINUE;
  }

  private Decision judge(Peers peers) {
    int epoch = peers.own().lastEpoch();
    Gain[] others =
        peers.completed().stream()
            .filter(curve -> curve.at(epoch / 2).isPresent())
            .map(curve -> Gain.of(curve, epoch))
            .toArray(Gain[]::new);
    OptionalDouble before = peers.own().at(epoch / 2);
    if (others.length < warmUp.minTrials() || before.isEmpty()) {
      return Decision.CONTINUE;
    }
    double sum = 0;
    for (Gain other : others) {
      sum += other.recent();
    }
    double standstill = STANDSTILL * sum / others.length;
    double needed = peers.own().best() - peers.bestOfOthers();
    double recent = before.getAsDouble() - peers.own().best();
    int better = 0;
    for (Gain other : others) {
      // Both sides times (Sᵢ + δ), which may be zero: then nobody gained anything lately.
      if (other.toCome() * (recent + standstill) > needed * (other.recent() + standstill)) {
        better++;
      }
    }
    double probability = (better + 0.5) / (others.length + 1);
    if (probability >= minProbability) {
      return Decision.CONTINUE;
    }
    return new Decision.Stop(
        peers.standing(epoch)
            + " becomes better than the best, "
            + peers.value(peers.bestOfOthers())
            + ", with probability "
            + Peers.digits(probability)
            + " only, by the curves of "
            + others.length
            + " completed trials");
  }

  /**
   * What a completed trial gained around an epoch.
   *
   * @param recent since half the epoch, at least 0
   * @param toCome after the epoch, at least 0
   */
  private record Gain(double recent, double toCome) {
    static Gain of(LearningCurve curve, int epoch) {
      double at = curve.at(epoch).orElseThrow();
      return new Gain(curve.at(epoch / 2).orElseThrow() - at, at - curve.best());
    }
  }
}
