package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkEnsembleTest {

  private static final int STEPS = 3;
  private static final int SIZE = 2;

  static List<Head> heads() {
    return List.of(
        new Head.Softmax(OutputMode.EVERY_STEP, 4),
        new Head.Regression(OutputMode.EVERY_STEP, 2),
        new Head.Bernoulli(OutputMode.EVERY_STEP, 2));
  }

  private static RecurrentNetwork network(Head head, CellType cell, int units, long seed) {
    return RecurrentNetwork.create(
        NetworkSpec.builder(new TokenInput(5, units), head).cell(cell).hiddenSize(units).build(),
        seed);
  }

  /** Rows of which one is not asked; they go on from the batch before. */
  private static SequenceBatch batch(Head head) {
    Targets targets =
        head instanceof Head.Softmax
            ? new Targets.Classes(new int[] {0, 3, SequenceBatch.IGNORED, 1, 2, 2})
            : new Targets.Values(new float[] {0, 1, 1, 1, Float.NaN, 0, 0.25f, 0, 1, 0, 0, 0.5f});
    return new SequenceBatch(
        new StepInput.Tokens(new int[] {1, 2, 3, 4, 0, 1}),
        new int[] {STEPS, STEPS},
        targets,
        STEPS,
        SIZE,
        new boolean[] {true, true});
  }

  @ParameterizedTest
  @MethodSource("heads")
  void aNetworkTwiceAnswersAndScoresAsTheNetwork(Head head) {
    SequenceBatch batch = batch(head);
    try (RecurrentNetwork alone = network(head, CellType.GRU, 4, 1);
        NetworkEnsemble twice =
            new NetworkEnsemble(
                List.of(network(head, CellType.GRU, 4, 1), network(head, CellType.GRU, 4, 1)),
                List.of(1.0, 3.0))) {
      assertThat(twice.head()).isEqualTo(head);
      Predictor.Reading ours = twice.read(SIZE);
      Predictor.Reading theirs = alone.read(SIZE);
      for (int i = 0; i < 2; i++) { // The second batch from the state after the first.
        assertThat(ours.answers(batch)).containsExactly(theirs.answers(batch), within(1e-6f));
        BatchResult together = ours.evaluate(batch);
        BatchResult one = theirs.evaluate(batch);
        assertThat(together.targetCount()).isEqualTo(one.targetCount());
        assertThat(together.lossSum()).isCloseTo(one.lossSum(), within(1e-4));
        assertThat(together.classes()).isEqualTo(one.classes());
        assertThat(together.values()).containsExactly(one.values(), within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void answersAreTheWeightedMeanOfNetworksOfDifferentShapes(Head head) {
    SequenceBatch batch = batch(head);
    try (RecurrentNetwork a = network(head, CellType.LSTM, 3, 1);
        RecurrentNetwork b = network(head, CellType.GRU, 6, 2);
        NetworkEnsemble both =
            new NetworkEnsemble(
                List.of(network(head, CellType.LSTM, 3, 1), network(head, CellType.GRU, 6, 2)),
                List.of(1.0, 3.0))) {
      float[] ofA = a.read(SIZE).answers(batch);
      float[] ofB = b.read(SIZE).answers(batch);
      float[] mean = both.read(SIZE).answers(batch);
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).isCloseTo(0.25f * ofA[i] + 0.75f * ofB[i], within(1e-6f));
      }
      assertThat(both.specs()).containsExactly(b.spec(), a.spec());
      assertThat(both.weights()).containsExactly(0.25, 0.75);
    }
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    Head head = new Head.Softmax(OutputMode.EVERY_STEP, 4);
    Head wider = new Head.Softmax(OutputMode.EVERY_STEP, 5);
    try (RecurrentNetwork a = network(head, CellType.GRU, 4, 1);
        RecurrentNetwork b = network(wider, CellType.GRU, 4, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NetworkEnsemble(List.of(a, b), List.of(1.0, 1.0)))
          .withMessageContaining("reads or answers something else");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NetworkEnsemble(List.of(a), List.of(0.0)))
          .withMessageContaining("it must be above 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NetworkEnsemble(List.of(), List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NetworkEnsemble(List.of(a), List.of(1.0, 1.0)));
    }
  }
}
