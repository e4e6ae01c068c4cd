package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long a network takes to answer: milliseconds a step of a sequence, in batches of validation,
 * on the worker's one thread. It is the median over batches, so that a batch during which the
 * machine did something else does not count, and so that it is not the first batches' time, which
 * prepare the computation.
 */
final class PredictTime {
  /** So many timings at least; a validation part of few batches is answered again and again. */
  static final int FEWEST_TIMINGS = 15;

  /** So many batches at most, spread evenly over the part. */
  static final int MOST_BATCHES = 50;

  private PredictTime() {}

  /**
   * Measures.
   *
   * @param batches of the validation part, at least one
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   * @return above 0 with a clock that goes on
   */
  static double millis(RecurrentNetwork network, List<SequenceBatch> batches, LongSupplier nanos) {
    int count = Math.min(MOST_BATCHES, batches.size());
    int rounds = Math.max(1, (FEWEST_TIMINGS + count - 1) / count);
    double[] timings = new double[count * rounds];
    for (int i = 0; i < count; i++) {
      SequenceBatch batch = batches.get((int) ((long) i * batches.size() / count));
      long steps = Arrays.stream(batch.lengths()).asLongStream().sum();
      answer(network, batch); // Prepares what this shape needs.
      for (int round = 0; round < rounds; round++) {
        long start = nanos.getAsLong();
        answer(network, batch);
        timings[i * rounds + round] = (nanos.getAsLong() - start) / 1e6 / steps;
      }
    }
    Arrays.sort(timings);
    return timings[timings.length / 2];
  }

  /** Answers a batch, also one that goes on from another: from a state of zeros. */
  static void answer(RecurrentNetwork network, SequenceBatch batch) {
    if (batch.continuesAny()) {
      // A new state each time: one after padding is none to go on from.
      network.read(batch.size()).answers(batch);
    } else {
      network.answers(batch);
    }
  }
}
