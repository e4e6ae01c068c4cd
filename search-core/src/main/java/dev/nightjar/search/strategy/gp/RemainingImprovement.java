package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.trial.History;
import java.util.random.RandomGenerator;

/**
 * How much better the best value of a search can be expected to become. A Gaussian process is
 * fitted to the finished trials as {@link GpStrategy} does it, and the largest expected improvement
 * of a single trial anywhere in the space is multiplied by the number of trials that are left: the
 * best of k trials improves by no more than the sum of what each would improve by alone, so by the
 * process this is a bound for k trials chosen at once, and a generous one. That the process may be
 * wrong it does not know.
 *
 * <p>Costs a fit, O(n³), when the trials have become a tenth more, else O(n²) for each of some
 * hundred points. Not safe for use by several threads at once.
 */
public final class RemainingImprovement {

  private final EncodedTrials encoded = new EncodedTrials();
  private final FittedProcess fitted = new FittedProcess(encoded);

  /**
   * A bound of the expected improvement by the first criterion.
   *
   * @param history with at least one completed trial
   * @param trials that are left, at least 0
   * @param random for where to look for the largest improvement
   * @return in the metric's unit, at least 0
   */
  public double of(History history, int trials, RandomGenerator random) {
    FittedProcess.Model model = fitted.of(history);
    AcquisitionSearch search =
        new AcquisitionSearch(
            history.space(),
            model.process(),
            new ExpectedImprovement(model.best()),
            Price.FREE,
            Region.EVERYWHERE,
            random);
    double log = search.best(model.good()).get(0).log();
    return trials * Math.exp(log) * model.observations().unit();
  }
}
