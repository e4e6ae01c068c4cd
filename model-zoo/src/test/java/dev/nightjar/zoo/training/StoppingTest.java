package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.EarlyStopping.Goal;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that ends a training, on a clock of the test's own: a step takes a second. */
class StoppingTest {
  private static final int BATCHES = 20;
  private static final double RATE = 0.01;

  private static final SequenceBatch BATCH =
      SequenceBatch.ofTokens(new int[] {0, 1, 1, 0}, new int[] {2, 2}, new int[] {0, 1}, 2, 2);

  private long seconds;
  private int steps;
  private final List<float[]> snapshots = new ArrayList<>();
  private float[] trained = {};

  /** Batches that are counted when they are asked for. */
  private List<SequenceBatch> batches(int count) {
    return new AbstractList<>() {
      @Override
      public SequenceBatch get(int index) {
        steps++;
        seconds++;
        return BATCH;
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  /** Losses of a script, one an epoch, the last one for ever. */
  private Validation scripted(double... losses) {
    return network -> {
      snapshots.add(network.copyParameters());
      return Map.of("validation.loss", losses[Math.min(snapshots.size(), losses.length) - 1]);
    };
  }

  private static TrainingSettings.Builder settings(int patience, OptionalDouble target) {
    return TrainingSettings.builder(
            new EarlyStopping("validation.loss", Goal.MINIMIZE, patience, 0, target))
        .epochs(5)
        .learningRate(RATE)
        .schedule(new LearningRateSchedule.Linear(0))
        .optimizer(Optimizer.named("sgd"));
  }

  private static TrainingSettings.Builder settings() {
    return settings(0, OptionalDouble.empty());
  }

  private Deadline deadline(long afterSeconds) {
    seconds = 0;
    return Deadline.after(
        Duration.ofSeconds(afterSeconds), () -> Duration.ofSeconds(seconds).toNanos());
  }

  private TrainingResult train(
      TrainingSettings.Builder settings, Validation validation, Deadline deadline) {
    return train(settings, (epoch, random) -> batches(BATCHES), validation, e -> true, deadline);
  }

  private TrainingResult train(
      TrainingSettings.Builder settings,
      BatchSource source,
      Validation validation,
      EpochListener listener,
      Deadline deadline) {
    seconds = 0;
    steps = 0;
    snapshots.clear();
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(2, 2), new Head.Softmax(OutputMode.LAST_STEP, 2))
            .cell(CellType.RNN)
            .hiddenSize(3)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      TrainingResult result =
          new Trainer(settings.build(), source, validation).train(network, listener, deadline);
      trained = network.copyParameters();
      return result;
    }
  }

  @Test
  void withoutAValidationPartTheLastEpochIsKeptAndOnlyTheListenerEndsItEarly() {
    EarlyStopping impatient =
        new EarlyStopping("validation.loss", Goal.MINIMIZE, 1, 1e9, OptionalDouble.of(1e9));
    TrainingSettings settings =
        TrainingSettings.builder(impatient).epochs(5).learningRate(RATE).build();
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(2, 2), new Head.Softmax(OutputMode.LAST_STEP, 2))
            .cell(CellType.RNN)
            .hiddenSize(3)
            .build();
    List<float[]> weights = new ArrayList<>();
    for (int last : new int[] {3, 9}) {
      try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
        weights.clear();
        TrainingResult result =
            new Trainer(settings, (epoch, random) -> batches(BATCHES))
                .train(
                    network,
                    epoch -> {
                      weights.add(network.copyParameters());
                      return epoch.epoch() < last;
                    });
        int epochs = Math.min(5, last);
        assertThat(result.epochs()).hasSize(epochs).allMatch(e -> e.metrics().isEmpty());
        assertThat(result.bestEpoch()).isEqualTo(epochs);
        assertThat(result.reason())
            .isEqualTo(last < 5 ? StopReason.LISTENER_STOPPED : StopReason.EPOCHS_DONE);
        assertThat(network.copyParameters()).isEqualTo(weights.get(epochs - 1));
      }
    }
  }

  private static double lastRate(TrainingResult result, int epoch) {
    return result.epochs().get(epoch - 1).learningRate();
  }

  /** The last step is done just before the end, so the rate there is one step from zero. */
  @ParameterizedTest
  @CsvSource({"1,1", "19,1", "20,1", "21,2", "50,3", "99,5"})
  void theMostStepsEndTheTrainingAndTheSchedule(int maxSteps, int epochs) {
    TrainingResult result = train(settings().maxSteps(maxSteps), scripted(1), Deadline.NONE);
    assertThat(result.reason()).isEqualTo(StopReason.STEPS_DONE);
    assertThat(steps).isEqualTo(maxSteps);
    assertThat(result.epochs()).hasSize(epochs);
    assertThat(snapshots).as("validations").hasSize(epochs);
    assertThat(lastRate(result, epochs)).isCloseTo(RATE / maxSteps, within(1e-12));
    if (epochs > 1) {
      assertThat(lastRate(result, 1)).isCloseTo(RATE * (1 - 19.0 / maxSteps), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "100", "101", "1000000000"})
  void stepsThatSufficeForAllEpochsChangeNothing(int maxSteps) {
    TrainingResult result = train(settings().maxSteps(maxSteps), scripted(1), Deadline.NONE);
    assertThat(result.reason()).isEqualTo(StopReason.EPOCHS_DONE);
    assertThat(steps).isEqualTo(100);
    assertThat(lastRate(result, 1)).isCloseTo(RATE * (1 - 0.95 / 5), within(1e-12));
    assertThat(lastRate(result, 5)).isCloseTo(RATE * (1 - 4.95 / 5), within(1e-12));
  }

  @Test
  void epochsMayDifferInTheirSteps() {
    TrainingResult result =
        train(
            settings().maxSteps(45),
            (epoch, random) -> batches(epoch % 2 == 1 ? 20 : 10),
            scripted(1),
            e -> true,
            Deadline.NONE);
    assertThat(result.epochs()).hasSize(3);
    // 15 steps of 20 are left for the third epoch, so it all ends at 2.75.
    assertThat(lastRate(result, 3)).isCloseTo(RATE * (1 - 2.7 / 2.75), within(1e-12));
  }

  @Test
  void theTrainingLossOfACutEpochIsTheMeanOfItsSteps() {
    TrainingResult cut = train(settings().maxSteps(3), scripted(1), Deadline.NONE);
    // At next to no learning rate all steps have the loss of the first.
    TrainingResult still = train(settings().learningRate(1e-9), scripted(1), Deadline.NONE);
    assertThat(cut.epochs().get(0).trainingLoss())
        .isCloseTo(still.epochs().get(0).trainingLoss(), within(0.05));
  }

  @Test
  void theDeadlineEndsTheTrainingAfterTheRunningStep() {
    TrainingResult result = train(settings(), scripted(1, 2), deadline(27));
    assertThat(result.reason()).isEqualTo(StopReason.DEADLINE_PASSED);
    assertThat(steps).isEqualTo(27);
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.bestEpoch()).isEqualTo(1);
    assertThat(trained).isEqualTo(snapshots.get(0)).isNotEqualTo(snapshots.get(1));
  }

  @Test
  void whatACutEpochLearnedIsKeptIfItIsTheBest() {
    TrainingResult result = train(settings(), scripted(2, 1), deadline(27));
    assertThat(result.bestEpoch()).isEqualTo(2);
    assertThat(trained).isEqualTo(snapshots.get(1));
  }

  @Test
  void aDeadlineThatHasPassedBeforeLeavesOneStep() {
    TrainingResult result = train(settings(), scripted(1), deadline(0));
    assertThat(result.reason()).isEqualTo(StopReason.DEADLINE_PASSED);
    assertThat(steps).isEqualTo(1);
    assertThat(result.epochs()).hasSize(1);
  }

  @Test
  void aDeadlineThatPassesInValidationBeginsNoEpoch() {
    Validation slow =
        network -> {
          seconds += 100;
          return Map.of("validation.loss", 1.0);
        };
    TrainingResult result = train(settings(), slow, deadline(50));
    assertThat(result.reason()).isEqualTo(StopReason.DEADLINE_PASSED);
    assertThat(result.epochs()).hasSize(1);
    assertThat(steps).isEqualTo(BATCHES);

    TrainingResult last = train(settings().epochs(1), slow, deadline(50));
    assertThat(last.reason()).isEqualTo(StopReason.EPOCHS_DONE);
  }

  @Test
  void theTargetEndsTheTraining() {
    TrainingResult result =
        train(settings(0, OptionalDouble.of(0.5)), scripted(3, 0.6, 0.5, 0.1), Deadline.NONE);
    assertThat(result.reason()).isEqualTo(StopReason.TARGET_REACHED);
    assertThat(result.epochs()).hasSize(3);
    assertThat(result.bestEpoch()).isEqualTo(3);
    assertThat(trained).isEqualTo(snapshots.get(2));
  }

  @Test
  void patienceEndsTheTraining() {
    TrainingResult result =
        train(settings(2, OptionalDouble.of(0.5)), scripted(3, 2, 2, 4, 0.1), Deadline.NONE);
    assertThat(result.reason()).isEqualTo(StopReason.EARLY_STOPPED);
    assertThat(result.epochs()).hasSize(4);
    assertThat(result.bestEpoch()).isEqualTo(2);
  }

  /** All of it holds after the second epoch. */
  @Test
  void ofSeveralReasonsTheLastOfTheListIsGiven() {
    OptionalDouble none = OptionalDouble.empty();
    OptionalDouble half = OptionalDouble.of(0.5);
    assertThat(train(settings(1, none).epochs(2), scripted(1), Deadline.NONE).reason())
        .isEqualTo(StopReason.EARLY_STOPPED);
    assertThat(train(settings(1, none).maxSteps(40), scripted(1), Deadline.NONE).reason())
        .isEqualTo(StopReason.STEPS_DONE);
    assertThat(train(settings(1, none).maxSteps(40), scripted(1), deadline(40)).reason())
        .isEqualTo(StopReason.DEADLINE_PASSED);
    assertThat(train(settings(1, half).maxSteps(40), scripted(1, 0.5), deadline(40)).reason())
        .isEqualTo(StopReason.TARGET_REACHED);
    TrainingResult listener =
        train(
            settings(1, half).maxSteps(40),
            (epoch, random) -> batches(BATCHES),
            scripted(1, 0.5),
            epoch -> epoch.epoch() < 2,
            deadline(40));
    assertThat(listener.reason()).isEqualTo(StopReason.LISTENER_STOPPED);
    assertThat(listener.epochs()).hasSize(2);
  }
}
