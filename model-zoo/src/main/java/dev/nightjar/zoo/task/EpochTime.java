package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.TrainingSettings;
import dev.nightjar.zoo.training.TrainingStep;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * How long an epoch takes, on the one thread that a training has: some steps of training and some
 * batches of validation are timed, and the whole of both is reckoned from them.
 */
final class EpochTime {

  private final long patienceNanos;
  private final LongSupplier nanos;

  /**
   * Timings that end.
   *
   * @param patience after which training is timed no longer, and after as much again validation
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   */
  EpochTime(Duration patience, LongSupplier nanos) {
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
  }

  /** The time of an epoch of a fresh network, whose weights change meanwhile. */
  Duration of(RecurrentNetwork network, Task task, Settings settings, TrainingSettings training) {
    TrainingStep step = new TrainingStep(network, training.optimizer(), training.clipping());
    List<SequenceBatch> batches =
        task.batches(settings, LearnedParts.TRAINING)
            .epoch(1, new SplittableRandom(training.seed()));
    long learning = whole(batches, batch -> step.run(batch, training.learningRate()));
    return Duration.ofNanos(
        learning + whole(task.validationBatches(), batch -> PredictTime.answer(network, batch)));
  }

  @FunctionalInterface
  private interface Work {
    void on(SequenceBatch batch);
  }

  /** What the work on all batches takes, reckoned from those that patience sufficed for. */
  private long whole(List<SequenceBatch> batches, Work work) {
    // Batches of an epoch may be made when they are asked for, and each is asked for once.
    SequenceBatch first = batches.get(0);
    work.on(first); // Prepares what is needed once.
    long begun = nanos.getAsLong();
    work.on(first);
    int done = 1;
    while (done < batches.size() && nanos.getAsLong() - begun < patienceNanos) {
      work.on(batches.get(done++));
    }
    return (long) ((nanos.getAsLong() - begun) * ((double) batches.size() / done));
  }
}
