package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class RecurrentNetworkTest {
  private static NetworkSpec spec(CellType cell, int layers, double dropout, OutputMode mode) {
    return Specs.of(new TokenInput(10, 6), cell, layers, 12, dropout, 5, mode);
  }

  private static final List<CellType> CELLS = List.of(CellType.values());
  private static final NetworkSpec SMALL = spec(CellType.LSTM, 1, 0, OutputMode.LAST_STEP);

  @ParameterizedTest
  @EnumSource(CellType.class)
  void sameSeedGivesTheSameNumbersToTheLastBit(CellType cell) {
    NetworkSpec spec = spec(cell, 3, 0.3, OutputMode.EVERY_STEP);
    SequenceBatch batch = Batches.padded(spec, 7, 4, new SplittableRandom(1));
    try (RecurrentNetwork a = RecurrentNetwork.create(spec, 5);
        RecurrentNetwork b = RecurrentNetwork.create(spec, 5);
        RecurrentNetwork c = RecurrentNetwork.create(spec, 6)) {
      assertThat(a.copyParameters()).isEqualTo(b.copyParameters());
      assertThat(a.copyParameters()).isNotEqualTo(c.copyParameters());
      for (int i = 0; i < 3; i++) {
        assertThat(a.trainStep(batch)).isEqualTo(b.trainStep(batch));
        assertThat(Parameters.gradients(a)).isEqualTo(Parameters.gradients(b));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OutputMode.class)
  void evaluationAgreesWithProbabilitiesAndTraining(OutputMode mode) {
    NetworkSpec spec = spec(CellType.GRU, 2, 0, mode);
    SequenceBatch batch = Batches.padded(spec, 7, 4, new SplittableRandom(2));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 5)) {
      float[] probabilities = network.answers(batch);
      BatchResult result = network.evaluate(batch);
      double loss = 0;
      int count = 0;
      for (int row = 0; row < batch.classes().length; row++) {
        double sum = 0;
        int best = 0;
        for (int k = 0; k < 5; k++) {
          sum += probabilities[row * 5 + k];
          best = probabilities[row * 5 + k] > probabilities[row * 5 + best] ? k : best;
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        int target = batch.classes()[row];
        if (target == SequenceBatch.IGNORED) {
          assertThat(result.classes()[row]).isEqualTo(SequenceBatch.IGNORED);
        } else {
          assertThat(result.classes()[row]).isEqualTo(best);
          loss -= Math.log(probabilities[row * 5 + target]);
          count++;
        }
      }
      assertThat(result.targetCount()).isEqualTo(count);
      assertThat(result.lossSum()).isCloseTo(loss, within(1e-4));
      assertThat(network.trainStep(batch)).isCloseTo(loss / count, within(1e-5));
    }
  }

  @Test
  void lossIsExactWhereAProbabilityUnderflows() {
    try (RecurrentNetwork network = RecurrentNetwork.create(SMALL, 5)) {
      float[] values = network.copyParameters();
      values[network.layout().get("output.bias").offset()] = 500;
      network.setParameters(values);
      SequenceBatch batch =
          SequenceBatch.ofTokens(new int[] {1}, new int[] {1}, new int[] {1}, 1, 1);
      assertThat(network.evaluate(batch).meanLoss()).isBetween(490.0, 510.0);
      assertThat(network.trainStep(batch)).isBetween(490.0, 510.0);
    }
  }

  @Test
  void dropoutActsBetweenLayersInTrainingOnly() {
    NetworkSpec spec = spec(CellType.LSTM, 2, 0.5, OutputMode.LAST_STEP);
    SequenceBatch batch = Batches.padded(spec, 7, 4, new SplittableRandom(3));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 5)) {
      assertThat(network.trainStep(batch)).isNotEqualTo(network.trainStep(batch));
      assertThat(network.evaluate(batch).lossSum()).isEqualTo(network.evaluate(batch).lossSum());
    }
    NetworkSpec single = spec(CellType.LSTM, 1, 0.5, OutputMode.LAST_STEP);
    try (RecurrentNetwork network = RecurrentNetwork.create(single, 5)) {
      assertThat(network.trainStep(batch)).isEqualTo(network.trainStep(batch));
    }
  }

  /**
   * With half of the outputs dropped, the gradient of half of the second layer's input weights'
   * rows is zero for one sequence of one step. 400 units: the share is within 0.5 ± 0.125 (5
   * standard deviations; false alarm 6e-7).
   */
  @Test
  void dropoutDropsItsShareAndTheGradientFollowsTheMask() {
    NetworkSpec spec =
        Specs.of(new TokenInput(3, 4), CellType.RNN, 2, 400, 0.5, 3, OutputMode.LAST_STEP);
    SequenceBatch batch = SequenceBatch.ofTokens(new int[] {1}, new int[] {1}, new int[] {1}, 1, 1);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 9)) {
      network.trainStep(batch);
      float[] gradients = Parameters.gradients(network);
      int input = network.layout().get("layer1.input").offset();
      int bias = network.layout().get("layer0.bias").offset();
      int dropped = 0;
      for (int i = 0; i < 400; i++) {
        boolean zeroRow = gradients[input + i * 400] == 0;
        assertThat(gradients[bias + i] == 0).as("unit %d", i).isEqualTo(zeroRow);
        dropped += zeroRow ? 1 : 0;
      }
      assertThat(dropped / 400.0).isBetween(0.375, 0.625);
    }
  }

  @Test
  void initialWeightsAreWhatIsWritten() {
    NetworkSpec spec =
        Specs.of(new TokenInput(50, 20), CellType.LSTM, 2, 24, 0, 5, OutputMode.LAST_STEP);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      float[] values = network.copyParameters();
      ParameterLayout layout = network.layout();
      for (int layer = 0; layer < 2; layer++) {
        int recurrent = layout.get("layer" + layer + ".recurrent").offset();
        for (int gate = 0; gate < 4; gate++) {
          for (int a = 0; a < 24; a++) {
            for (int b = 0; b < 24; b++) {
              double dot = 0;
              for (int j = 0; j < 24; j++) {
                dot +=
                    (double) values[recurrent + (a * 4 + gate) * 24 + j]
                        * values[recurrent + (b * 4 + gate) * 24 + j];
              }
              assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-5));
            }
          }
        }
        int bias = layout.get("layer" + layer + ".bias").offset();
        for (int i = 0; i < 4 * 24; i++) {
          assertThat(values[bias + i]).isEqualTo(i / 24 == 1 ? 1f : 0f);
        }
        NamedParameter input = layout.get("layer" + layer + ".input");
        double bound = Math.sqrt(6.0 / (input.shape().get(0) + 24));
        for (int i = 0; i < input.size(); i++) {
          assertThat((double) values[input.offset() + i]).isBetween(-bound, bound);
        }
      }
    }
  }

  @Test
  void arraysAreViewsOfTheSameMemory() {
    try (RecurrentNetwork network = RecurrentNetwork.create(SMALL, 5)) {
      INDArray parameters = network.parameters();
      assertThat(parameters.length()).isEqualTo(network.layout().length());
      SequenceBatch batch = Batches.padded(SMALL, 4, 3, new SplittableRandom(4));
      double before = network.evaluate(batch).lossSum();
      parameters.muli(2);
      network.parametersChanged();
      assertThat(network.evaluate(batch).lossSum()).isNotEqualTo(before);
      network.trainStep(batch);
      float[] gradients = Parameters.gradients(network);
      assertThat(network.gradients().toFloatVector()).isEqualTo(gradients);
    }
  }

  @Test
  void gapsOfTheLayoutStayZero() {
    try (RecurrentNetwork network = RecurrentNetwork.create(SMALL, 5)) {
      network.trainStep(Batches.padded(SMALL, 4, 3, new SplittableRandom(4)));
      boolean[] used = new boolean[network.layout().length()];
      for (NamedParameter parameter : network.layout().parameters()) {
        assertThat(parameter.offset() % 16).isZero();
        for (int i = 0; i < parameter.size(); i++) {
          assertThat(used[parameter.offset() + i]).isFalse();
          used[parameter.offset() + i] = true;
        }
      }
      for (int i = 0; i < used.length; i++) {
        if (!used[i]) {
          assertThat(network.parameterBuffer().get(i)).isZero();
          assertThat(network.gradientBuffer().get(i)).isZero();
        }
      }
    }
  }

  @Test
  void manyShapesInAnyOrderGiveWhatAFreshNetworkGives() {
    NetworkSpec spec = spec(CellType.LSTM, 2, 0, OutputMode.EVERY_STEP);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 5)) {
      // More shapes than are cached, small after large and large after small, training and
      // evaluation mixed.
      for (int i = 0; i < 80; i++) {
        int steps = 1 + i * 37 % 41;
        int size = 1 + i * 13 % 7;
        SequenceBatch batch = Batches.padded(spec, steps, size, new SplittableRandom(i));
        double loss = network.trainStep(batch);
        assertThat(network.evaluate(batch).meanLoss()).isCloseTo(loss, within(1e-5));
        if (i % 20 == 0) {
          try (RecurrentNetwork fresh = RecurrentNetwork.create(spec, 5)) {
            assertThat(fresh.trainStep(batch)).isEqualTo(loss);
            assertThat(Parameters.gradients(fresh)).isEqualTo(Parameters.gradients(network));
          }
        }
      }
    }
  }

  /**
   * JavaCPP counts the bytes and objects that it owns: all of a network's are gone when it is
   * closed.
   */
  @Test
  void closeFreesAllNativeMemory() {
    NetworkSpec spec = spec(CellType.LSTM, 2, 0.2, OutputMode.EVERY_STEP);
    for (int i = 0; i < 40; i++) {
      long bytes = Pointer.totalBytes();
      long count = Pointer.totalCount();
      try (RecurrentNetwork network = RecurrentNetwork.create(spec, i)) {
        for (int shape = 0; shape < 3; shape++) {
          SequenceBatch batch = Batches.padded(spec, 20 + shape, 8, new SplittableRandom(i));
          network.trainStep(batch);
          network.evaluate(batch);
          network.answers(batch);
        }
        assertThat(Pointer.totalBytes()).isGreaterThan(bytes + 100_000);
      }
      assertThat(Pointer.totalBytes()).as("bytes, round %d", i).isLessThanOrEqualTo(bytes);
      assertThat(Pointer.totalCount()).as("objects, round %d", i).isLessThanOrEqualTo(count);
    }
  }

  /**
   * What oneDNN holds itself is not in JavaCPP's books, but in the size of the process. A network
   * and its shapes take several megabytes here, so 60 of them that leaked would add hundreds; 64 MB
   * leave room for the JVM's own heap.
   */
  @Test
  void openingAndClosingManyNetworksDoesNotGrowTheProcess() {
    for (int i = 0; i < 30; i++) {
      openTrainClose(i);
    }
    long before = Pointer.physicalBytes();
    for (int i = 30; i < 90; i++) {
      openTrainClose(i);
    }
    assertThat(Pointer.physicalBytes() - before).isLessThan(64L << 20);
  }

  private static void openTrainClose(int round) {
    NetworkSpec spec =
        Specs.of(
            new TokenInput(40, 32),
            CELLS.get(round % CELLS.size()),
            2,
            64 + round % 5,
            0.1,
            40,
            OutputMode.EVERY_STEP);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, round)) {
      for (int shape = 0; shape < 2; shape++) {
        SequenceBatch batch =
            Batches.padded(spec, 40 + round % 3 + shape, 32, new SplittableRandom(round));
        network.trainStep(batch);
        network.evaluate(batch);
      }
    }
  }

  @Test
  void wrongBatchesAreRefused() {
    try (RecurrentNetwork network = RecurrentNetwork.create(SMALL, 5)) {
      assertThatThrownBy(
              () ->
                  network.trainStep(
                      SequenceBatch.ofTokens(new int[] {10}, new int[] {1}, new int[] {0}, 1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("token 10 at place 0")
          .hasMessageContaining("0 to 9");
      assertThatThrownBy(
              () ->
                  network.trainStep(
                      SequenceBatch.ofTokens(new int[] {1}, new int[] {1}, new int[] {5}, 1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("target 0 is 5; allowed are 0 to 4");
      assertThatThrownBy(
              () ->
                  network.evaluate(
                      SequenceBatch.ofTokens(
                          new int[] {1, 2}, new int[] {2}, new int[] {0, 0}, 2, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("LAST_STEP needs 1");
      assertThatThrownBy(
              () ->
                  network.trainStep(
                      SequenceBatch.ofTokens(new int[] {1}, new int[] {1}, new int[] {-1}, 1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("teaches nothing");
    }
  }

  @Test
  void aClosedNetworkSaysSo() {
    RecurrentNetwork network = RecurrentNetwork.create(SMALL, 5);
    network.close();
    network.close();
    assertThatThrownBy(network::copyParameters)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(
            () -> network.trainStep(Batches.padded(SMALL, 4, 3, new SplittableRandom(4))))
        .isInstanceOf(IllegalStateException.class);
  }
}
