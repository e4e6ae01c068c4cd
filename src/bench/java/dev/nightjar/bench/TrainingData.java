package dev.nightjar.bench;

import java.util.SplittableRandom;

/** The same random tokens and targets for every engine of a row, time-major [steps × batch]. */
@SuppressWarnings("ArrayRecordComponent") // Handed to native code as they are.
record TrainingData(int[] tokens, int[] targets) {
  static TrainingData of(TrainingRow row) {
    SplittableRandom random = new SplittableRandom(1);
    int count = row.batch() * row.steps();
    return new TrainingData(
        random.ints(count, 0, row.classes()).toArray(),
        random.ints(count, 0, row.classes()).toArray());
  }
}
