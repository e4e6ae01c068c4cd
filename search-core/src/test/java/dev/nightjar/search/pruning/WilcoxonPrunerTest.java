package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.trial.Decision;
import org.junit.jupiter.api.Test;

class WilcoxonPrunerTest extends PrunerContract {

  private static final Pruner WILCOXON = new WilcoxonPruner(0.1, 4);

  @Override
  Pruner create() {
    return WILCOXON;
  }

  @Override
  boolean comparesPairs() {
    return true;
  }

  /** Of the 16 ways to give four differences their signs, one makes all of them positive. */
  @Test
  void stopsWhoIsWorseAtFourStepsOfFour() {
    Curves curves = Curves.minimizing().completed(0, 1, 2, 3, 4).completed(1, 5, 5, 5, 5);
    assertThat(WILCOXON.judge(curves.judged(2, 1.5, 2.25, 4), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    assertThat(WILCOXON.judge(curves.judged(2, 1.5, 2.25, 4, 6), curves.history()))
        .isEqualTo(
            new Decision.Stop(
                "over 4 epochs its score is by 0.9375 worse than that of trial 0 (Wilcoxon: p ="
                    + " 0.0625)"));
    assertThat(WILCOXON.judge(curves.judged(2, 0.9, 2.25, 4, 6), curves.history()))
        .as("the smallest difference has the other sign: p = 2/16")
        .isEqualTo(Decision.CONTINUE);
  }

  @Test
  void comparesStepsThatBothReported() {
    Curves curves = Curves.minimizing().completed(0, 1, 2, Double.NaN, 4);
    assertThat(WILCOXON.judge(curves.judged(2, 9, 9, 9, 9, 9, 9), curves.history()))
        .isEqualTo(Decision.CONTINUE);
  }

  @Test
  void theTestIsExactForFewPairs() {
    assertThat(SignedRanks.aboveZero(new double[] {})).isEqualTo(1);
    assertThat(SignedRanks.aboveZero(new double[] {0, 0})).isEqualTo(1);
    assertThat(SignedRanks.aboveZero(new double[] {1, 2, 3, 4, 5})).isEqualTo(1 / 32.0);
    // Rank sums of at least 14 of 15: all five, or all but the smallest.
    assertThat(SignedRanks.aboveZero(new double[] {-1, 2, 3, 4, 5})).isEqualTo(2 / 32.0);
    assertThat(SignedRanks.aboveZero(new double[] {-1, -2, -3, -4, -5})).isEqualTo(1);
    // Two share ranks 1 and 2: sums are 0, 1.5, 1.5, 3 and the same with 3 more.
    assertThat(SignedRanks.aboveZero(new double[] {1, -1, 2})).isEqualTo(3 / 8.0);
    assertThat(SignedRanks.aboveZero(new double[] {0, 1, -1, 2})).isEqualTo(3 / 8.0);
  }

  /** The exact distribution and the normal one agree where one takes over from the other. */
  @Test
  void theTestIsNearlyExactForManyPairs() {
    double[] hundred = new double[100];
    double[] more = new double[101];
    for (int i = 0; i < 101; i++) {
      double difference = (i % 5 == 0 ? -2 : 1) * (i + 1);
      more[i] = difference;
      if (i < 100) {
        hundred[i] = difference;
      }
    }
    assertThat(SignedRanks.aboveZero(more)).isCloseTo(SignedRanks.aboveZero(hundred), within(0.02));
  }
}
