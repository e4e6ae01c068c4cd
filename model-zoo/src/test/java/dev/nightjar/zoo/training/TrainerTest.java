package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.zoo.network.BatchResult;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.Specs;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.EarlyStopping.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  private static final int SYMBOLS = 4;
  private static final int STEPS = 8;
  private static final int SIZE = 32;

  private static NetworkSpec spec(CellType cell) {
    return Specs.of(new TokenInput(SYMBOLS, 8), cell, 2, 24, 0.1, SYMBOLS, OutputMode.LAST_STEP);
  }

  /** Which symbol came first? Sequences of 2 to 8 symbols, padded. */
  private static SequenceBatch recallFirst(RandomGenerator random) {
    int[] lengths = random.ints(SIZE, 2, STEPS + 1).toArray();
    int[] tokens = random.ints((long) STEPS * SIZE, 0, SYMBOLS).toArray();
    return SequenceBatch.ofTokens(tokens, lengths, Arrays.copyOf(tokens, SIZE), STEPS, SIZE);
  }

  private static BatchSource training() {
    return (epoch, random) -> {
      List<SequenceBatch> batches = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        batches.add(recallFirst(random));
      }
      return batches;
    };
  }

  private static Validation validation() {
    List<SequenceBatch> batches = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < 8; i++) {
      batches.add(recallFirst(random));
    }
    return network -> {
      double loss = 0;
      int right = 0;
      int count = 0;
      for (SequenceBatch batch : batches) {
        BatchResult result = network.evaluate(batch);
        loss += result.lossSum();
        count += result.targetCount();
        for (int n = 0; n < SIZE; n++) {
          right += result.classes()[n] == batch.classes()[n] ? 1 : 0;
        }
      }
      return Map.of("validation.loss", loss / count, "validation.accuracy", (double) right / count);
    };
  }

  private static TrainingSettings settings(
      int epochs, double learningRate, Optimizer optimizer, int patience) {
    return settings(new EarlyStopping("validation.loss", Goal.MINIMIZE, patience, 0))
        .epochs(epochs)
        .learningRate(learningRate)
        .optimizer(optimizer)
        .build();
  }

  private static TrainingSettings.Builder settings(EarlyStopping earlyStopping) {
    return TrainingSettings.builder(earlyStopping)
        .batchSize(SIZE)
        .schedule(new LearningRateSchedule.Cosine(0.01))
        .seed(7);
  }

  private static final EarlyStopping WATCH =
      new EarlyStopping("validation.loss", Goal.MINIMIZE, 0, 0);

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyCellLearnsToRecallTheFirstSymbol(CellType cell) {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(cell), 3)) {
      TrainingResult result =
          new Trainer(settings(25, 5e-3, Optimizer.named("adam"), 0), training(), validation())
              .train(network, epoch -> true);
      assertThat(result.reason()).isEqualTo(StopReason.EPOCHS_DONE);
      assertThat(result.epochs()).hasSize(25);
      // Guessing gives 0.25; the seeds are fixed, so this does not depend on chance.
      assertThat(result.bestMetrics().get("validation.accuracy")).isGreaterThan(0.97);
    }
  }

  @Test
  void sameSeedGivesTheSameTrainingToTheLastBit() {
    List<EpochResult> first = new ArrayList<>();
    List<EpochResult> second = new ArrayList<>();
    float[] a = trained(first, 3);
    float[] b = trained(second, 3);
    assertThat(a).isEqualTo(b);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).trainingLoss()).isEqualTo(second.get(i).trainingLoss());
      assertThat(first.get(i).metrics()).isEqualTo(second.get(i).metrics());
    }
    assertThat(trained(new ArrayList<>(), 4)).isNotEqualTo(a);
  }

  private static float[] trained(List<EpochResult> epochs, long seed) {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.LSTM), seed)) {
      TrainingResult result =
          new Trainer(settings(4, 5e-3, Optimizer.named("adamw"), 0), training(), validation())
              .train(network, epoch -> true);
      epochs.addAll(result.epochs());
      return network.copyParameters();
    }
  }

  @Test
  void theBestWeightsAreRestoredAndPatienceEndsTheTraining() {
    double[] losses = {3, 1, 2, 4, 0.1};
    List<float[]> snapshots = new ArrayList<>();
    Validation scripted =
        network -> {
          snapshots.add(network.copyParameters());
          return Map.of("validation.loss", losses[snapshots.size() - 1]);
        };
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.RNN), 3)) {
      TrainingResult result =
          new Trainer(settings(10, 1e-2, Optimizer.named("sgd"), 2), training(), scripted)
              .train(network, epoch -> true);
      assertThat(result.reason()).isEqualTo(StopReason.EARLY_STOPPED);
      assertThat(result.epochs()).hasSize(4);
      assertThat(result.bestEpoch()).isEqualTo(2);
      assertThat(result.bestMetrics()).containsEntry("validation.loss", 1.0);
      assertThat(network.copyParameters())
          .isEqualTo(snapshots.get(1))
          .isNotEqualTo(snapshots.get(3));
    }
  }

  @Test
  void theListenerCanEndTheTraining() {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.GRU), 3)) {
      List<Integer> heard = new ArrayList<>();
      TrainingResult result =
          new Trainer(settings(10, 1e-2, Optimizer.named("rmsprop"), 0), training(), validation())
              .train(
                  network,
                  epoch -> {
                    heard.add(epoch.epoch());
                    return epoch.epoch() < 3;
                  });
      assertThat(heard).containsExactly(1, 2, 3);
      assertThat(result.reason()).isEqualTo(StopReason.LISTENER_STOPPED);
      assertThat(result.epochs().get(2).learningRate()).isBetween(1e-4, 1e-2);
      assertThat(result.epochs().get(2).seconds()).isPositive();
    }
  }

  @Test
  void aHugeLearningRateDiverges() {
    TrainingSettings settings =
        settings(WATCH)
            .learningRate(1e38)
            .schedule(new LearningRateSchedule.Constant())
            .clipping(GradientClipping.NONE)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.LSTM), 3)) {
      assertThatThrownBy(
              () -> new Trainer(settings, training(), validation()).train(network, epoch -> true))
          .isInstanceOf(DivergedException.class)
          .hasMessageStartingWith("diverged at epoch 1: ")
          .satisfies(e -> assertThat(((DivergedException) e).epoch()).isEqualTo(1));
    }
  }

  @Test
  void aWatchedMetricThatIsNotFiniteDiverges() {
    double[] losses = {1, Double.NaN};
    int[] calls = {0};
    Validation scripted = network -> Map.of("validation.loss", losses[calls[0]++]);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.RNN), 3)) {
      assertThatThrownBy(
              () ->
                  new Trainer(settings(10, 1e-3, Optimizer.named("adam"), 0), training(), scripted)
                      .train(network, epoch -> true))
          .isInstanceOf(DivergedException.class)
          .hasMessageStartingWith("diverged at epoch 2: validation.loss is NaN");
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec(CellType.RNN), 3)) {
      TrainingSettings settings = settings(1, 1e-3, Optimizer.named("adam"), 0);
      assertThatThrownBy(
              () ->
                  new Trainer(settings, training(), n -> Map.of("validation.mse", 1.0))
                      .train(network, epoch -> true))
          .hasMessageContaining("'validation.loss'")
          .hasMessageContaining("validation.mse");
      assertThatThrownBy(
              () ->
                  new Trainer(settings, (epoch, random) -> List.of(), validation())
                      .train(network, epoch -> true))
          .hasMessageContaining("no batches");
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    Optimizer adam = Optimizer.named("adam");
    assertThatThrownBy(() -> settings(0, 1e-3, adam, 0)).hasMessageContaining("epochs is 0");
    assertThatThrownBy(() -> settings(1, 0, adam, 0)).hasMessageContaining("learning_rate is 0.0");
    assertThatThrownBy(() -> settings(1, Double.POSITIVE_INFINITY, adam, 0))
        .hasMessageContaining("learning_rate is Infinity");
    assertThatThrownBy(() -> settings(WATCH).maxSteps(-1).build())
        .hasMessageContaining("max_steps is -1; it must be 0 (no limit) or above");
    assertThatThrownBy(() -> settings(WATCH).batchSize(0).build())
        .hasMessageContaining("batch_size is 0");
  }
}
