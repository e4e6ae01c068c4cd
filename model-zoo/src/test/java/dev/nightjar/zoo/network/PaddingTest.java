package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Padding changes nothing: a padded batch gives the gradients of its sequences trained one by one
 * without padding.
 */
class PaddingTest {
  static Stream<Arguments> networks() {
    return GradientCheckTest.networks();
  }

  @ParameterizedTest(name = "{0} {1} × {2}")
  @MethodSource("networks")
  void gradientsAreThoseOfTheSequencesAlone(OutputMode mode, CellType cell, int layers) {
    NetworkSpec spec = new NetworkSpec(new TokenInput(11, 8), cell, layers, 32, 0, 6, mode);
    SequenceBatch batch = Batches.padded(spec, 13, 6, new SplittableRandom(31));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 32)) {
      double loss = network.trainStep(batch);
      float[] padded = Parameters.gradients(network);

      int targets = 0;
      double lossSum = 0;
      double[] sum = new double[padded.length];
      for (int n = 0; n < batch.size(); n++) {
        SequenceBatch alone = Batches.alone(batch, n);
        int count = alone.targets().length;
        lossSum += count * network.trainStep(alone);
        targets += count;
        float[] gradients = Parameters.gradients(network);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (double) count * gradients[i];
        }
      }
      assertThat(loss).isCloseTo(lossSum / targets, within(1e-6));
      // Other batch sizes run other kernels, which round differently: equal to f32 accuracy of the
      // largest gradient.
      double largest = 0;
      for (double value : sum) {
        largest = Math.max(largest, Math.abs(value) / targets);
      }
      for (int i = 0; i < sum.length; i++) {
        assertThat((double) padded[i]).isCloseTo(sum[i] / targets, within(1e-5 * largest));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1} × {2}")
  @MethodSource("networks")
  void whatStandsInPaddedPlacesDoesNotMatter(OutputMode mode, CellType cell, int layers) {
    NetworkSpec spec = new NetworkSpec(new TokenInput(11, 8), cell, layers, 16, 0, 6, mode);
    SequenceBatch batch = Batches.padded(spec, 9, 5, new SplittableRandom(33));
    int[] tokens = batch.tokens().clone();
    for (int t = 0; t < batch.steps(); t++) {
      for (int n = 0; n < batch.size(); n++) {
        if (t >= batch.lengths()[n]) {
          tokens[t * batch.size() + n] = (t * 7 + n) % 11;
        }
      }
    }
    SequenceBatch other =
        new SequenceBatch(tokens, batch.lengths(), batch.targets(), batch.steps(), batch.size());
    assertThat(Arrays.equals(tokens, batch.tokens())).isFalse();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 34)) {
      double loss = network.trainStep(batch);
      float[] gradients = Parameters.gradients(network);
      assertThat(network.trainStep(other)).isEqualTo(loss);
      assertThat(Parameters.gradients(network)).isEqualTo(gradients);
    }
  }
}
