package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BernoulliHeadTest {
  private static NetworkSpec spec(int outputs) {
    return NetworkSpec.builder(
            new ValueInput(3), new Head.Bernoulli(OutputMode.EVERY_STEP, outputs))
        .hiddenSize(4)
        .build();
  }

  /** More outputs than the logarithm of one product holds, too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 88, 1100})
  void theLossIsTheCrossEntropySummedOverOutputsAndAveragedOverRealSteps(int outputs) {
    NetworkSpec spec = spec(outputs);
    SequenceBatch batch = Batches.padded(spec, 5, 4, new SplittableRandom(1));
    float[] wanted = ((Targets.Values) batch.targets()).values();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 2)) {
      Parameters.randomiseBiases(network);
      float[] answers = network.answers(batch);
      double sum = 0;
      for (int i = 0; i < wanted.length; i++) {
        if (!Float.isNaN(wanted[i])) {
          sum -= Math.log(wanted[i] == 1 ? answers[i] : 1.0 - answers[i]);
        }
      }
      int steps = Arrays.stream(batch.lengths()).sum();
      BatchResult result = network.evaluate(batch);
      assertThat(result.targetCount()).isEqualTo(steps);
      assertThat(result.lossSum()).isCloseTo(sum, within(1e-5 * sum));
      assertThat(network.trainStep(batch)).isCloseTo(sum / steps, within(1e-5 * sum / steps));
    }
  }

  /** Probabilities of 0 and 1 in f32; σ alone would give an infinite loss. */
  @ParameterizedTest
  @ValueSource(floats = {50, 300, 1e30f})
  void logitsOfAnySizeHaveAFiniteLossAndGradient(float size) {
    NetworkSpec spec = spec(4);
    SequenceBatch batch =
        new SequenceBatch(
            new StepInput.Values(new float[3]),
            new int[] {1},
            new Targets.Values(new float[] {1, 0, 1, 0}),
            1,
            1);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 2)) {
      NamedParameter bias = network.layout().get(ParameterLayout.OUTPUT_BIAS);
      float[] parameters = new float[network.layout().length()];
      float[] logits = {size, size, -size, -size};
      System.arraycopy(logits, 0, parameters, bias.offset(), 4);
      network.setParameters(parameters);
      assertThat(network.evaluate(batch).lossSum()).isCloseTo(2.0 * size, within(1e-6 * size));
      assertThat(network.trainStep(batch)).isCloseTo(2.0 * size, within(1e-6 * size));
      float[] gradients = Parameters.gradients(network);
      assertThat(Arrays.copyOfRange(gradients, bias.offset(), bias.offset() + 4))
          .containsExactly(new float[] {0, 1, -1, 0}, within(1e-6f));
    }
  }

  /** How often it is yes may be asked for as well. */
  @ParameterizedTest
  @ValueSource(floats = {0.25f, 0.9f})
  void sharesAreTargetsToo(float share) {
    SequenceBatch batch =
        new SequenceBatch(
            new StepInput.Values(new float[3]),
            new int[] {1},
            new Targets.Values(new float[] {share}),
            1,
            1);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(1), 2)) {
      float[] parameters = new float[network.layout().length()];
      double logit = Math.log(share / (1 - share));
      parameters[network.layout().get(ParameterLayout.OUTPUT_BIAS).offset()] = (float) logit;
      network.setParameters(parameters);
      double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
      assertThat(network.trainStep(batch)).isCloseTo(entropy, within(1e-6));
      assertThat(Parameters.gradients(network)).containsOnly(new float[] {0}, within(1e-6f));
    }
  }
}
