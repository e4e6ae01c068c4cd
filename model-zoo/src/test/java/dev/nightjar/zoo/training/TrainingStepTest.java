package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.RecurrentState;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import dev.nightjar.zoo.network.TokenInput;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {
  private static final int TOKENS = 5;
  private static final int STEPS = 4;
  private static final Optimizer SGD = Optimizer.named("sgd");

  private static RecurrentNetwork network(CellType cell) {
    return network(cell, OutputMode.EVERY_STEP);
  }

  private static RecurrentNetwork network(CellType cell, OutputMode mode) {
    return RecurrentNetwork.create(
        NetworkSpec.builder(new TokenInput(TOKENS, 3), new Head.Softmax(mode, TOKENS))
            .cell(cell)
            .layers(2)
            .hiddenSize(6)
            .build(),
        11);
  }

  /** A window of {@code size} texts; the seed says which. */
  private static SequenceBatch window(int size, long seed, boolean... continues) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] lengths = new int[size];
    Arrays.fill(lengths, STEPS);
    return new SequenceBatch(
        new StepInput.Tokens(random.ints((long) STEPS * size, 0, TOKENS).toArray()),
        lengths,
        new Targets.Classes(random.ints((long) STEPS * size, 0, TOKENS).toArray()),
        STEPS,
        size,
        continues);
  }

  /** Tied or not, whatever else the optimiser does to parameters. */
  @ParameterizedTest
  @CsvSource({"adam,0,false", "adamw,0.1,false", "sgd,0.1,false", "sgd,0.1,true", "adagrad,0,true"})
  void whatIsFrozenStaysAndTheRestIsTrainedAsEver(String name, double decay, boolean tied) {
    Optimizer named = Optimizer.named(name);
    Optimizer optimizer =
        name.equals("adamw")
            ? new Optimizer.AdamW(0.9, 0.999, 1e-8, decay)
            : new Optimizer.L2(named, decay);
    float[][] after = new float[2][];
    for (int i = 0; i < 2; i++) {
      NetworkSpec spec =
          NetworkSpec.builder(
                  new TokenInput(TOKENS, 3, i == 0),
                  new Head.Softmax(OutputMode.EVERY_STEP, TOKENS))
              .hiddenSize(6)
              .tieWeights(tied)
              .build();
      try (RecurrentNetwork network = RecurrentNetwork.create(spec, 11)) {
        float[] before = network.copyParameters();
        new TrainingStep(network, optimizer, new GradientClipping(0, 0)).run(window(2, 3), 0.1);
        after[i] = network.copyParameters();
        boolean stayed = Arrays.equals(before, 0, TOKENS * 3, after[i], 0, TOKENS * 3);
        assertThat(stayed).isEqualTo(i == 1);
      }
    }
    // One step: gradients of all else are the same.
    for (int k = 16; k < after[0].length; k++) {
      assertThat(after[1][k]).isCloseTo(after[0][k], within(1e-6f));
    }
  }

  /** At a learning rate of 0 the losses are those of the same network, handed on by hand. */
  @ParameterizedTest
  @EnumSource(
      value = CellType.class,
      names = {"RNN", "LSTM", "GRU", "GRU_CHO"})
  void windowsGoOnWhereTheOnesBeforeEnded(CellType cell) {
    SequenceBatch first = window(2, 1); // Nothing of it goes on, which need not be spelled out.
    SequenceBatch second = window(2, 2, true, true);
    SequenceBatch third = window(2, 3, true, false);
    try (RecurrentNetwork network = network(cell);
        RecurrentNetwork other = network(cell)) {
      TrainingStep step = new TrainingStep(network, SGD, GradientClipping.NONE);
      RecurrentState state = other.newState(2);
      assertThat(step.run(first, 0)).isEqualTo(other.trainStep(first, state));
      assertThat(step.run(second, 0)).isEqualTo(other.trainStep(second, state));
      assertThat(step.run(third, 0)).isEqualTo(other.trainStep(third, state));
      assertThat(other.trainStep(second, state))
          .as("from another state")
          .isNotEqualTo(other.trainStep(second, other.newState(2)));
    }
  }

  @Test
  void aClassifierKeepsItsStateOnceItIsSaidToGoOn() {
    SequenceBatch first = asked(window(2, 1, false, false));
    SequenceBatch second = asked(window(2, 2, true, true));
    try (RecurrentNetwork network = network(CellType.GRU, OutputMode.LAST_STEP);
        RecurrentNetwork other = network(CellType.GRU, OutputMode.LAST_STEP)) {
      TrainingStep step = new TrainingStep(network, SGD, GradientClipping.NONE);
      RecurrentState state = other.newState(2);
      assertThat(step.run(first, 0)).isEqualTo(other.trainStep(first, state));
      assertThat(step.run(second, 0)).isEqualTo(other.trainStep(second, state));
    }
  }

  /** The same window, asked once a sequence. */
  private static SequenceBatch asked(SequenceBatch window) {
    return new SequenceBatch(
        window.input(),
        window.lengths(),
        new Targets.Classes(Arrays.copyOf(window.classes(), window.size())),
        window.steps(),
        window.size(),
        window.continues());
  }

  /** Its layers read the whole sequence in both directions and have no state to keep. */
  @Test
  void aBidirectionalNetworkTrainsWithoutAState() {
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(TOKENS, 3), new Head.Softmax(OutputMode.LAST_STEP, TOKENS))
            .hiddenSize(4)
            .bidirectional(true)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      TrainingStep step = new TrainingStep(network, SGD, GradientClipping.NONE);
      assertThat(step.run(asked(window(2, 1)), 0)).isPositive();
    }
  }

  @Test
  void anEpochBeginsFromZero() {
    SequenceBatch first = window(2, 1, false, false);
    SequenceBatch second = window(2, 2, true, true);
    try (RecurrentNetwork network = network(CellType.LSTM)) {
      TrainingStep step = new TrainingStep(network, SGD, GradientClipping.NONE);
      double begin = step.run(first, 0);
      double end = step.run(second, 0);
      assertThat(step.run(first, 0)).isEqualTo(begin);
      assertThat(step.run(second, 0)).isEqualTo(end);
    }
  }

  @Test
  void aBatchOfAnotherSizeBeginsAnotherState() {
    SequenceBatch two = window(2, 1, false, false);
    SequenceBatch three = window(3, 2, true, true, true);
    try (RecurrentNetwork network = network(CellType.GRU)) {
      TrainingStep step = new TrainingStep(network, SGD, GradientClipping.NONE);
      step.run(two, 0);
      assertThat(step.run(three, 0)).isEqualTo(network.trainStep(three, network.newState(3)));
    }
  }

  @Test
  void sequencesThatStandAloneNeedNoState() {
    SequenceBatch alone = window(2, 1);
    SequenceBatch begins = window(2, 1, false, false);
    try (RecurrentNetwork network = network(CellType.LSTM)) {
      TrainingStep step = new TrainingStep(network, SGD, GradientClipping.NONE);
      double loss = step.run(alone, 0);
      assertThat(loss).isEqualTo(network.trainStep(alone));
      step.run(begins, 0);
      step.run(window(2, 2, true, true), 0);
      assertThat(step.run(alone, 0)).as("after others with a state").isEqualTo(loss);
    }
  }

  /** One step of gradient descent moves each parameter by at most η·v, the norm by at most η. */
  @Test
  void gradientsAreClippedBeforeTheStep() {
    SequenceBatch batch = window(3, 4);
    try (RecurrentNetwork network = network(CellType.RNN)) {
      float[] before = network.copyParameters();
      new TrainingStep(network, SGD, GradientClipping.byValue(1e-3)).run(batch, 1);
      float[] after = network.copyParameters();
      double largest = 0;
      int limited = 0;
      for (int i = 0; i < before.length; i++) {
        double moved = Math.abs(after[i] - before[i]);
        largest = Math.max(largest, moved);
        limited += moved > 0.99e-3 ? 1 : 0;
      }
      assertThat(largest).isCloseTo(1e-3, within(1e-6));
      assertThat(limited).as("gradients at the limit").isGreaterThan(10);

      network.setParameters(before);
      new TrainingStep(network, SGD, new GradientClipping(1e-3, 1e-3)).run(batch, 1);
      double squares = 0;
      float[] shortened = network.copyParameters();
      for (int i = 0; i < before.length; i++) {
        squares += Math.pow(shortened[i] - before[i], 2);
      }
      assertThat(Math.sqrt(squares)).isCloseTo(1e-3, within(1e-5));
    }
  }
}
