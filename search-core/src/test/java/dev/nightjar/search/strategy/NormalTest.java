package dev.nightjar.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
