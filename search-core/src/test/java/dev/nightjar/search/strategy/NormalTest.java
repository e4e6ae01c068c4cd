package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

  /** Reference values from tables of Φ to 15 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.841344746068543",
    "-1, 0.158655253931457",
    "1.96, 0.975002104851780",
    "-3, 0.00134989803163009",
    "-6, 9.86587645037698e-10",
    "-8, 6.22096057427178e-16",
    "40, 1"
  })
  void cumulativeProbability(double z, double probability) {
    assertThat(Normal.cdf(z)).isCloseTo(probability, within(1e-8 * probability));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 0.682689492137086", "5, 6, 2.85664984e-7", "-6, -5, 2.85664984e-7"})
  void massBetween(double low, double high, double mass) {
    assertThat(Normal.mass(low, high)).isCloseTo(mass, within(1e-7 * mass));
  }

  /** Either side of the width at which the narrow formula takes over. */
  @ParameterizedTest
  @CsvSource({"0", "0.7", "2", "-3"})
  void narrowIntervalsJoinWideOnes(double z) {
    double narrow = Normal.mass(z, z + 0.0499);
    double wide = Normal.cdf(z + 0.0499) - Normal.cdf(z);
    assertThat(narrow).isCloseTo(wide, within(2e-3 * wide));
  }

  /** Exactly 0 in the middle; else as near as the rounding of the probability lets it come. */
  @Test
  void quantileInvertsTheCumulativeProbability() {
    assertThat(Normal.quantile(0.5)).isZero();
    for (double z = -6.5; z <= 6.5; z += 0.01) {
      assertThat(Normal.quantile(Normal.cdf(z)))
          .isCloseTo(z, within(1e-9 + 3e-16 / Normal.density(z)));
    }
    for (double p = 0.001; p < 1; p += 0.001) {
      assertThat(Normal.cdf(Normal.quantile(p))).isCloseTo(p, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"1e-12, -7.034483825", "0.025, -1.959963984540", "0.975, 1.959963984540"})
  void quantile(double probability, double z) {
    assertThat(Normal.quantile(probability)).isCloseTo(z, within(1e-9 + 3e-16 / Normal.density(z)));
  }

  @Test
  void densityIsTheSlopeOfTheCumulativeProbability() {
    assertThat(Normal.density(0)).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-15));
    for (double z = -5; z <= 5; z += 0.25) {
      double slope = (Normal.cdf(z + 1e-4) - Normal.cdf(z - 1e-4)) / 2e-4;
      assertThat(Normal.density(z)).isCloseTo(slope, within(1e-8));
    }
  }
}
