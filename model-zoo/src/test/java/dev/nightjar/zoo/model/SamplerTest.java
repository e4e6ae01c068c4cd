package dev.nightjar.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final float[] PROBABILITIES = {0.1f, 0.4f, 0, 0.2f, 0.2f, 0.1f};
  private static final int DRAWS = 20_000;

  private static double[] shares(double temperature, int topK) {
    Sampler sampler = new Sampler(temperature, topK, new SplittableRandom(9));
    double[] shares = new double[PROBABILITIES.length];
    for (int i = 0; i < DRAWS; i++) {
      shares[sampler.draw(PROBABILITIES)] += 1.0 / DRAWS;
    }
    return shares;
  }

  /** Five standard deviations of a share are at most 0.018: false alarms below 1e-5. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 1, 2, 100})
  void drawsInProportionToThePowerOfTheProbabilities(double temperature) {
    double[] shares = shares(temperature, 0);
    double sum = 0;
    for (float p : PROBABILITIES) {
      sum += p == 0 ? 0 : Math.pow(p, 1 / temperature);
    }
    for (int k = 0; k < shares.length; k++) {
      float p = PROBABILITIES[k];
      double expected = p == 0 ? 0 : Math.pow(p, 1 / temperature) / sum;
      assertThat(shares[k]).as("token %d", k).isCloseTo(expected, within(0.018));
    }
    assertThat(shares[2]).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,4", "5,5", "6,5", "0,5"})
  void drawsFromTheMostProbableOnly(int topK, int drawn) {
    double[] shares = shares(1, topK);
    int different = 0;
    for (double share : shares) {
      different += share > 0 ? 1 : 0;
    }
    assertThat(different).isEqualTo(drawn);
    assertThat(shares[1]).isGreaterThan(0);
  }

  @Test
  void temperatureZeroTakesTheMostProbable() {
    assertThat(shares(0, 0)[1]).isCloseTo(1, within(1e-9));
  }

  private static double[] sharesOfYes(double temperature, int topK, float... probabilities) {
    Sampler sampler = new Sampler(temperature, topK, new SplittableRandom(10));
    double[] shares = new double[probabilities.length];
    for (int i = 0; i < DRAWS; i++) {
      for (int k : sampler.drawEach(probabilities)) {
        shares[k] += 1.0 / DRAWS;
      }
    }
    return shares;
  }

  /** Five standard deviations of a share are at most 0.018: false alarms below 1e-5. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 1, 2, 100})
  void drawsEachInProportionToThePowers(double temperature) {
    float[] probabilities = {0, 1, 0.1f, 0.5f, 0.8f};
    double[] shares = sharesOfYes(temperature, 0, probabilities);
    assertThat(shares[0]).isZero();
    assertThat(shares[1]).isCloseTo(1, within(1e-9));
    for (int k = 2; k < shares.length; k++) {
      double yes = Math.pow(probabilities[k], 1 / temperature);
      double no = Math.pow(1 - probabilities[k], 1 / temperature);
      assertThat(shares[k]).as("answer %d", k).isCloseTo(yes / (yes + no), within(0.018));
    }
  }

  @Test
  void drawsEachFromTheMostProbableOnly() {
    assertThat(sharesOfYes(1, 2, 0.5f, 0.9f, 0.5f, 0.5f))
        .satisfies(shares -> assertThat(shares[0]).isPositive())
        .endsWith(0.0, 0.0);
    assertThat(sharesOfYes(1, 4, 0.5f, 0.9f, 0.5f, 0.5f)).doesNotContain(0.0);
    assertThat(sharesOfYes(0, 0, 0.5f, 0.51f, 0.2f))
        .containsExactly(new double[] {0, 1, 0}, within(1e-9));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    SplittableRandom random = new SplittableRandom(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampler(-0.1, 0, random));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampler(Double.NaN, 0, random));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampler(1, -1, random));
    Sampler sampler = Sampler.of(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sampler.draw(new float[3]))
        .withMessage("none of the 3 tokens has a probability above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sampler.draw(new float[] {0.5f, Float.NaN}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sampler.drawEach(new float[] {0.5f, 1.5f}))
        .withMessage("the answer 1 has probability 1.5");
  }
}
