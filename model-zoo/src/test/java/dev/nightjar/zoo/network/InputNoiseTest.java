package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise on what is read: its distribution, and when it is drawn. */
class InputNoiseTest {
  private static final int INPUTS = 4000;
  private static final int UNITS = 2;

  private static NetworkSpec spec(double noise) {
    return NetworkSpec.builder(new ValueInput(INPUTS), new Head.Regression(OutputMode.LAST_STEP, 1))
        .cell(CellType.RNN)
        .hiddenSize(UNITS)
        .inputNoise(noise)
        .build();
  }

  /** One sequence of one step, all of whose numbers are {@code value}. */
  private static SequenceBatch batch(float value) {
    float[] values = new float[INPUTS];
    Arrays.fill(values, value);
    return new SequenceBatch(
        new StepInput.Values(values), new int[] {1}, new Targets.Values(new float[] {1}), 1, 1);
  }

  /**
   * What the first layer read in a training step: the gradient of an input weight is that of the
   * unit's bias times the input.
   */
  private static double[] read(RecurrentNetwork network, float value) {
    network.trainStep(batch(value));
    float[] gradients = Parameters.gradients(network);
    int weights = network.layout().get("layer0.input").offset();
    double bias = gradients[network.layout().get("layer0.bias").offset()];
    double[] read = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      read[i] = gradients[weights + i * UNITS] / bias;
    }
    return read;
  }

  /**
   * Mean, deviation and the shares within one and two deviations of 4000 values, each within five
   * standard errors: false alarm 6e-7 each.
   */
  @ParameterizedTest
  @CsvSource({"0, 0.25", "-0.4, 0.5", "0.1, 1"})
  void itIsNormalAroundWhatIsRead(float value, double deviation) {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(deviation), 3)) {
      double[] noise = Arrays.stream(read(network, value)).map(x -> x - value).toArray();
      double mean = Arrays.stream(noise).average().orElseThrow();
      double squares = Arrays.stream(noise).map(x -> (x - mean) * (x - mean)).sum();
      double root = Math.sqrt(INPUTS);
      assertThat(mean).isCloseTo(0, within(5 * deviation / root));
      assertThat(Math.sqrt(squares / INPUTS))
          .isCloseTo(deviation, within(5 * deviation / root / Math.sqrt(2)));
      assertShare(noise, deviation, 0.6827);
      assertShare(noise, 2 * deviation, 0.9545);
    }
  }

  private static void assertShare(double[] noise, double bound, double share) {
    double within = Arrays.stream(noise).filter(x -> Math.abs(x) <= bound).count();
    assertThat(within / INPUTS)
        .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / INPUTS)));
  }

  /** Correlations of independent noise have a standard error of 1/√4000: five of them. */
  @Test
  void itIsDrawnAnewAtEachStep() {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(1), 3)) {
      double[] first = read(network, 0);
      double[] second = read(network, 0);
      double product = 0;
      for (int i = 0; i < INPUTS; i++) {
        product += first[i] * second[i];
      }
      assertThat(product / INPUTS).isCloseTo(0, within(5 / Math.sqrt(INPUTS)));
    }
  }

  @Test
  void itIsThereInTrainingOnlyAndLeavesTheWeightsThatTrainingStartsFrom() {
    SequenceBatch batch = batch(0.3f);
    try (RecurrentNetwork noisy = RecurrentNetwork.create(spec(0.5), 3);
        RecurrentNetwork plain = RecurrentNetwork.create(spec(0), 3)) {
      assertThat(noisy.copyParameters()).isEqualTo(plain.copyParameters());
      assertThat(noisy.answers(batch)).isEqualTo(plain.answers(batch));
      assertThat(noisy.trainStep(batch)).isNotEqualTo(plain.trainStep(batch));
      assertThat(noisy.evaluate(batch).lossSum()).isEqualTo(plain.evaluate(batch).lossSum());
      assertThat(noisy.answers(batch)).isEqualTo(plain.answers(batch));
    }
  }

  @Test
  void theSameSeedGivesTheSameNoise() {
    SequenceBatch batch = Batches.padded(spec(0.5), 4, 3, new SplittableRandom(2));
    try (RecurrentNetwork one = RecurrentNetwork.create(spec(0.5), 3);
        RecurrentNetwork other = RecurrentNetwork.create(spec(0.5), 3)) {
      for (int step = 0; step < 3; step++) {
        assertThat(one.trainStep(batch)).isEqualTo(other.trainStep(batch));
        assertThat(Parameters.gradients(one)).isEqualTo(Parameters.gradients(other));
      }
    }
  }
}
