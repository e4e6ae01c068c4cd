package dev.nightjar.search.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.strategy.MannWhitney;
import org.junit.jupiter.api.Test;

class SolvedTest {
  /** Regrets of 1, 2 and 6 above a smallest value of −5: solved is up to −5 + 0.002. */
  private final Solved solved = Solved.of(-5, new double[] {-4, -3, 1});

  @Test
  void aThousandthOfTheMedianRegretIsSolved() {
    assertThat(solved.tolerance()).isEqualTo(0.002, within(1e-12));
    assertThat(solved.is(-5)).isTrue();
    assertThat(solved.is(-4.9981)).isTrue();
    assertThat(solved.is(-4.9979)).isFalse();
  }

  /** As where curves or optima were rounded. */
  @Test
  void belowTheOptimumIsSolved() {
    assertThat(solved.is(-5.0001)).isTrue();
  }

  @Test
  void solvedRunsTieAndOthersDoNot() {
    double[] ours = solved.tied(new double[] {-4.999, -4.99});
    double[] theirs = solved.tied(new double[] {-5, -4.98});
    assertThat(ours).containsExactly(-5, -4.99);
    assertThat(MannWhitney.u(ours, theirs)).isEqualTo(2.5);
  }
}
