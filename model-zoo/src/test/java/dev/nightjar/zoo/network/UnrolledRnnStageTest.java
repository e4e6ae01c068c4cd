package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which of the two ways through a vanilla RNN is taken depends on the CPU; both must learn the
 * same.
 */
class UnrolledRnnStageTest {
  private static final int STEPS = 6;
  private static final int SIZE = 5;
  private static final int WINDOWS = 3;

  @ParameterizedTest
  @EnumSource(Activation.class)
  void givesTheGradientsOfTheOtherWay(Activation activation) {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(11, 5), new Head.Softmax(OutputMode.EVERY_STEP, 4))
            .cell(new CellSpec(CellType.RNN, activation, 1, 1))
            .layers(2)
            .hiddenSize(7)
            .build();
    float[] parameters;
    try (RecurrentNetwork random = RecurrentNetwork.create(spec, 3)) {
      Parameters.randomiseBiases(random);
      parameters = random.copyParameters();
    }
    try (RecurrentNetwork unrolled = RecurrentNetwork.blank(spec, new Dnn(true));
        RecurrentNetwork other = RecurrentNetwork.blank(spec, new Dnn(false))) {
      unrolled.setParameters(parameters);
      other.setParameters(parameters);
      RecurrentState unrolledState = unrolled.newState(SIZE);
      RecurrentState otherState = other.newState(SIZE);
      SplittableRandom random = new SplittableRandom(4);
      for (int window = 0; window < WINDOWS; window++) {
        SequenceBatch batch = Batches.full(spec, STEPS, SIZE, random);
        double loss = unrolled.trainStep(batch, unrolledState);
        assertThat(other.trainStep(batch, otherState)).isCloseTo(loss, within(1e-6));
        assertThat(Parameters.gradients(unrolled))
            .containsExactly(Parameters.gradients(other), within(1e-5f));
      }
      assertThat(unrolledState.hidden(0)).containsExactly(otherState.hidden(0), within(1e-5f));
    }
  }
}
