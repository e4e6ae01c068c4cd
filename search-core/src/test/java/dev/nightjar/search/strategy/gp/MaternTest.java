package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaternTest {

  /** (1 + √5·r + 5/3·r²)·exp(−√5·r) by hand. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0.52399411", "4, 0.13866022", "0.25, 0.82864914"})
  void valueAtASquaredDistance(double square, double value) {
    assertThat(Matern.value(square)).isCloseTo(value, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 1, 5, 40})
  void slopeIsThatOfTheValue(double square) {
    double[] slope = Gradients.of(s -> Matern.value(s[0]), new double[] {square}, 1e-5);
    assertThat(Matern.slope(square)).isCloseTo(slope[0], within(1e-6));
  }

  @Test
  void hasAFiniteSlopeAtZeroAndVanishesFarOut() {
    assertThat(Matern.slope(0)).isCloseTo(-5.0 / 6, within(1e-15));
    assertThat(Matern.value(1e6)).isZero();
    assertThat(Matern.slope(1e6)).isZero();
  }
}
