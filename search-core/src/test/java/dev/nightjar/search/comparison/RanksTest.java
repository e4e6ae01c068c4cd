package dev.nightjar.search.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RanksTest {

  @Test
  void medianOfOddAndEven() {
    assertThat(Ranks.median(new double[] {9, -1, 4})).isEqualTo(4);
    assertThat(Ranks.median(new double[] {9, -1, 4, 5})).isEqualTo(4.5);
  }

  @Test
  void equalValuesShareTheirRanks() {
    assertThat(Ranks.mean(new double[][] {{7, 2, 2, -3}})).containsExactly(4, 2.5, 2.5, 1);
  }

  @Test
  void ranksAreAveragedOverRowsOfAnyScale() {
    assertThat(Ranks.mean(new double[][] {{1, 2, 3}, {1e9, 5e9, 2e9}}))
        .containsExactly(1, 2.5, 2.5);
  }
}
