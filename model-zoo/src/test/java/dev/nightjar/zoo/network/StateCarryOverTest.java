package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Truncated back-propagation through time, held against one long sequence. */
class StateCarryOverTest {
  private static final int STEPS = 12;
  private static final int WINDOW = 4;
  private static final int SIZE = 3;

  private static NetworkSpec spec(CellType cell) {
    return NetworkSpec.builder(new TokenInput(9, 6), new Head.Softmax(OutputMode.EVERY_STEP, 9))
        .cell(cell)
        .layers(2)
        .hiddenSize(16)
        .widthFactor(0.75)
        .build();
  }

  private static SequenceBatch window(SequenceBatch whole, int from, boolean continues) {
    int[] lengths = new int[SIZE];
    Arrays.fill(lengths, WINDOW);
    boolean[] rows = new boolean[SIZE];
    Arrays.fill(rows, continues);
    return new SequenceBatch(
        new StepInput.Tokens(
            Arrays.copyOfRange(whole.tokens(), from * SIZE, (from + WINDOW) * SIZE)),
        lengths,
        new Targets.Classes(
            Arrays.copyOfRange(whole.classes(), from * SIZE, (from + WINDOW) * SIZE)),
        WINDOW,
        SIZE,
        rows);
  }

  @ParameterizedTest
  @EnumSource(value = CellType.class, mode = EnumSource.Mode.EXCLUDE, names = "TDNN")
  void windowsGiveTheAnswersOfOneLongSequence(CellType cell) {
    NetworkSpec spec = spec(cell);
    SequenceBatch whole = Batches.full(spec, STEPS, SIZE, new SplittableRandom(1));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 2)) {
      float[] expected = network.answers(whole);
      RecurrentState state = network.newState(SIZE);
      RecurrentState training = network.newState(SIZE);
      double lossSum = 0;
      double trainedSum = 0;
      for (int from = 0; from < STEPS; from += WINDOW) {
        SequenceBatch window = window(whole, from, from > 0);
        float[] answers = network.answers(window, state);
        for (int i = 0; i < answers.length; i++) {
          assertThat(answers[i])
              .as("value %d of the window from step %d", i, from)
              .isCloseTo(expected[from * SIZE * 9 + i], within(1e-5f));
        }
        trainedSum += network.trainStep(window, training);
      }
      RecurrentState scored = network.newState(SIZE);
      for (int from = 0; from < STEPS; from += WINDOW) {
        lossSum += network.evaluate(window(whole, from, from > 0), scored).meanLoss();
      }
      double loss = network.evaluate(whole).meanLoss();
      assertThat(lossSum * WINDOW / STEPS).isCloseTo(loss, within(1e-6));
      assertThat(trainedSum * WINDOW / STEPS).isCloseTo(loss, within(1e-6));
    }
  }

  /** The gradient of a window is that of its own loss with the state before it held fast. */
  @ParameterizedTest
  @EnumSource(value = CellType.class, mode = EnumSource.Mode.EXCLUDE, names = "TDNN")
  void theGradientOfAWindowTakesTheStateAsGiven(CellType cell) {
    NetworkSpec spec = spec(cell);
    SequenceBatch whole = Batches.full(spec, STEPS, SIZE, new SplittableRandom(3));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 4)) {
      float[] start = network.copyParameters();
      afterFirstWindow(network, whole, start, start);
      float[] gradients = Parameters.gradients(network);
      double norm = 0;
      for (float g : gradients) {
        norm += (double) g * g;
      }
      norm = Math.sqrt(norm);
      double[] direction = new double[start.length];
      double expected = 0;
      SplittableRandom random = new SplittableRandom(5);
      for (int i = 0; i < start.length; i++) {
        direction[i] = gradients[i] / norm + random.nextGaussian() / Math.sqrt(start.length);
        expected += direction[i] * gradients[i];
      }
      double wide = slope(network, whole, start, direction, 0.02);
      double narrow = slope(network, whole, start, direction, 0.01);
      double difference = (4 * narrow - wide) / 3;
      assertThat(expected).isCloseTo(difference, within(1e-4 + 0.01 * Math.abs(difference)));
    }
  }

  private static double slope(
      RecurrentNetwork network,
      SequenceBatch whole,
      float[] start,
      double[] direction,
      double step) {
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] moved = new float[start.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = (float) (start[i] + (side == 0 ? step : -step) * direction[i]);
      }
      losses[side] = afterFirstWindow(network, whole, start, moved);
    }
    return (losses[0] - losses[1]) / (2 * step);
  }

  /** Reads the first window with one set of parameters and trains on the second with another. */
  private static double afterFirstWindow(
      RecurrentNetwork network, SequenceBatch whole, float[] first, float[] second) {
    RecurrentState state = network.newState(SIZE);
    network.setParameters(first);
    network.evaluate(window(whole, 0, false), state);
    network.setParameters(second);
    return network.trainStep(window(whole, WINDOW, true), state);
  }

  @Test
  void rowsThatDoNotGoOnBeginFromZero() {
    NetworkSpec spec = spec(CellType.LSTM);
    SequenceBatch whole = Batches.full(spec, STEPS, SIZE, new SplittableRandom(6));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 7)) {
      RecurrentState state = network.newState(SIZE);
      network.evaluate(window(whole, 0, false), state);
      SequenceBatch second = window(whole, WINDOW, true);
      second.continues()[1] = false;
      float[] mixed = network.answers(second, state);
      float[] fromZero = network.answers(window(whole, WINDOW, false));
      for (int t = 0; t < WINDOW; t++) {
        for (int n = 0; n < SIZE; n++) {
          int at = (t * SIZE + n) * 9;
          float[] row = Arrays.copyOfRange(mixed, at, at + 9);
          float[] zero = Arrays.copyOfRange(fromZero, at, at + 9);
          assertThat(Arrays.equals(row, zero)).as("step %d, row %d", t, n).isEqualTo(n == 1);
        }
      }
    }
  }

  @Test
  void whatCannotBeCarriedOverIsRefused() {
    NetworkSpec spec = spec(CellType.GRU);
    SequenceBatch whole = Batches.full(spec, STEPS, SIZE, new SplittableRandom(8));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 9)) {
      assertThatThrownBy(() -> network.trainStep(window(whole, WINDOW, true)))
          .hasMessageContaining("give the state");
      assertThatThrownBy(() -> network.trainStep(window(whole, 0, false), network.newState(2)))
          .hasMessageContaining("the state is of 2 sequences, the batch of 3");
    }
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 9);
        RecurrentNetwork other = RecurrentNetwork.create(spec(CellType.LSTM), 9)) {
      assertThatThrownBy(() -> network.trainStep(window(whole, 0, false), other.newState(SIZE)))
          .hasMessageContaining("made by a network of another shape");
      RecurrentState state = network.newState(SIZE);
      SequenceBatch shorter = window(whole, 0, false);
      shorter.lengths()[1]--;
      shorter.classes()[(WINDOW - 1) * SIZE + 1] = SequenceBatch.IGNORED;
      network.trainStep(shorter, state);
      assertThatThrownBy(() -> network.trainStep(window(whole, WINDOW, true), state))
          .hasMessageContaining("sequence 1 goes on, but it was padded");
    }
    NetworkSpec both =
        NetworkSpec.builder(new TokenInput(9, 6), new Head.Softmax(OutputMode.LAST_STEP, 2))
            .bidirectional(true)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(both, 9)) {
      assertThatThrownBy(() -> network.newState(2)).hasMessageContaining("bidirectional");
    }
  }
}
