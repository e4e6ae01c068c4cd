package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Padding changes nothing: a padded batch gives the gradients of its sequences trained one by one
 * without padding.
 */
class PaddingTest {
  static List<Named<NetworkSpec>> networks() {
    return Specs.steady(8, 32);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreThoseOfTheSequencesAlone(NetworkSpec spec) {
    SequenceBatch batch = Batches.padded(spec, 13, 6, new SplittableRandom(31));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 32)) {
      double loss = network.trainStep(batch);
      float[] padded = Parameters.gradients(network);

      int targets = 0;
      double lossSum = 0;
      double[] sum = new double[padded.length];
      for (int n = 0; n < batch.size(); n++) {
        SequenceBatch alone = Batches.alone(spec, batch, n);
        int count = Batches.asked(spec, alone);
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

  @ParameterizedTest
  @MethodSource("networks")
  void whatStandsInPaddedPlacesDoesNotMatter(NetworkSpec spec) {
    SequenceBatch batch = Batches.padded(spec, 9, 5, new SplittableRandom(33));
    SequenceBatch other = withOtherPadding(spec, batch);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 34)) {
      double loss = network.trainStep(batch);
      float[] gradients = Parameters.gradients(network);
      assertThat(network.trainStep(other)).isEqualTo(loss);
      assertThat(Parameters.gradients(network)).isEqualTo(gradients);
    }
  }

  private static SequenceBatch withOtherPadding(NetworkSpec spec, SequenceBatch batch) {
    int width = spec.input().width();
    StepInput input;
    if (batch.input() instanceof StepInput.Tokens t) {
      int[] tokens = t.tokens().clone();
      eachPadded(batch, i -> tokens[i] = i % 11);
      assertThat(tokens).isNotEqualTo(t.tokens());
      input = new StepInput.Tokens(tokens);
    } else {
      float[] values = ((StepInput.Values) batch.input()).values().clone();
      eachPadded(batch, i -> Arrays.fill(values, i * width, (i + 1) * width, i));
      input = new StepInput.Values(values);
    }
    return new SequenceBatch(input, batch.lengths(), batch.targets(), batch.steps(), batch.size());
  }

  private static void eachPadded(SequenceBatch batch, IntConsumer write) {
    for (int t = 0; t < batch.steps(); t++) {
      for (int n = 0; n < batch.size(); n++) {
        if (t >= batch.lengths()[n]) {
          write.accept(t * batch.size() + n);
        }
      }
    }
  }
}
