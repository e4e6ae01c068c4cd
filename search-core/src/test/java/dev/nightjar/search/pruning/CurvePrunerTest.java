package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.trial.Decision;
import org.junit.jupiter.api.Test;

class CurvePrunerTest extends PrunerContract {

  @Override
  Pruner create() {
    return new CurvePruner(CurvePruner.DEFAULT_MIN_PROBABILITY, CurvePruner.DEFAULT_WARM_UP);
  }

  /** The first {@code epochs} of a + b·t^−c. */
  private static double[] powerLaw(double a, double b, double c, int epochs) {
    double[] losses = new double[epochs];
    for (int t = 1; t <= epochs; t++) {
      losses[t - 1] = a + b * Math.pow(t, -c);
    }
    return losses;
  }

  /**
   * Ten trials like t^−1 that end at 16 with 1 + b/16. At epoch 4 each has gained b/4 since epoch 2
   * and has 3b/16 to come: the multiple is 0.75, and nearly so with δ.
   */
  private static Curves ten() {
    Curves curves = Curves.minimizing();
    for (int i = 0; i < 10; i++) {
      curves.completed(i, powerLaw(1, 1 + i / 10.0, 1, 16));
    }
    return curves;
  }

  @Test
  void stopsWhoEndsAboveTheBestByAllCurves() {
    Curves curves = ten();
    // The best is 1.0625. Both are at 1.5 after epoch 4; one needs 0.4375 and gained 0.25, which
    // makes 0.1875 more, the other gained 0.7, which makes 0.5 more.
    double[] slow = {2.5, 1.75, 1.6, 1.5};
    double[] fast = {3.5, 2.2, 1.8, 1.5};
    assertThat(create().judge(curves.judged(10, slow), curves.history()))
        .isEqualTo(
            new Decision.Stop(
                "at epoch 4 its best score 1.5 becomes better than the best, 1.063, with"
                    + " probability 0.04545 only, by the curves of 10 completed trials"));
    assertThat(create().judge(curves.judged(10, fast), curves.history()))
        .isEqualTo(Decision.CONTINUE);
  }

  /** The ten gained 0.3625 on average, so δ is 0.03625, which makes 0.024 to 0.025 more. */
  @Test
  void whoStandsStillMayGainALittle() {
    Curves curves = ten();
    assertThat(create().judge(curves.judged(10, 1.08, 1.08, 1.08, 1.08), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    assertThat(create().judge(curves.judged(10, 1.09, 1.09, 1.09, 1.09), curves.history()))
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void aCurveThatGainedLateGivesHope() {
    Curves curves = ten();
    curves.completed(11, 3, 2.5, 2.4, 2.39, 1.5, 1.2);
    double[] slow = {2.5, 1.75, 1.6, 1.5};
    assertThat(create().judge(curves.judged(12, slow), curves.history()))
        .as("one guess of eleven: 1.5/12")
        .isEqualTo(Decision.CONTINUE);
  }

  @Test
  void nineCurvesAreTooFew() {
    Curves curves = Curves.minimizing();
    for (int i = 0; i < 9; i++) {
      curves.completed(i, powerLaw(1, 1, 1, 16));
    }
    assertThat(create().judge(curves.judged(10, 9, 9, 9, 9), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    assertThat(
            new CurvePruner(0.06, new WarmUp(9, 2, 1))
                .judge(curves.judged(10, 9, 9, 9, 9), curves.history()))
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void whereNobodyGainsAnythingTheWorseIsStopped() {
    Curves curves = Curves.minimizing();
    for (int i = 0; i < 10; i++) {
      curves.completed(i, 1, 1, 1);
    }
    assertThat(create().judge(curves.judged(10, 2), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(create().judge(curves.judged(10, 2, 2), curves.history()))
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> new CurvePruner(1.5, CurvePruner.DEFAULT_WARM_UP))
        .hasMessage("min_probability is 1.5 but must be from 0.0 to 1.0");
  }
}
