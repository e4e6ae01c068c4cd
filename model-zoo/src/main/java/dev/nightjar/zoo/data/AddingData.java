package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The built-in data set {@code adding}: two marked numbers of a long sequence to be added
 * (experiment 4 of Hochreiter and Schmidhuber 1997, "Long short-term memory"; in the form of Le,
 * Jaitly and Hinton 2015, "A simple way to initialize recurrent networks of rectified linear
 * units", with the marks as in Arjovsky, Shah and Bengio 2016).
 *
 * <p>A sequence has T = {@value #STEPS} steps of two numbers: a value, uniform in [0, 1), and a
 * mark, 1 at one random step of the first half and one of the second, else 0. The answer is the sum
 * of the two marked values. Who always answers 1 has a mean squared error of 1/6, {@link
 * #MEMORYLESS_ERROR}.
 *
 * <p>{@value #TRAIN} sequences to train on, {@value #VALIDATION} to validate and {@value #TEST} to
 * test.
 */
public final class AddingData {

  /** T: steps of a sequence. */
  public static final int STEPS = 100;

  /** Numbers a step. */
  public static final int WIDTH = 2;

  /** The best mean squared error without memory: the variance of the answer. */
  public static final double MEMORYLESS_ERROR = 1 / 6.0;

  static final int TRAIN = 10_000;
  static final int VALIDATION = 1000;
  static final int TEST = 1000;

  private static final long SEED = 2015;

  private AddingData() {}

  static NumberCorpus load() {
    // Random's numbers are specified, so the sequences are the same on every Java.
    Random random = new Random(SEED);
    Parts<NumberSequence> parts =
        new Parts<>(draw(random, TRAIN), draw(random, VALIDATION), draw(random, TEST));
    return new NumberCorpus(
        Builtin.ADDING.label(),
        WIDTH,
        parts,
        StableHash.ofInts(
            Stream.of(parts.train(), parts.validation(), parts.test())
                .flatMap(List::stream)
                .map(AddingData::bits)
                .toList()));
  }

  private static List<NumberSequence> draw(Random random, int count) {
    List<NumberSequence> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[STEPS * WIDTH];
      for (int step = 0; step < STEPS; step++) {
        values[step * WIDTH] = random.nextFloat();
      }
      int first = random.nextInt(STEPS / 2);
      int second = STEPS / 2 + random.nextInt(STEPS / 2);
      values[first * WIDTH + 1] = 1;
      values[second * WIDTH + 1] = 1;
      sequences.add(
          new NumberSequence(values, WIDTH, values[first * WIDTH] + values[second * WIDTH]));
    }
    return sequences;
  }

  private static int[] bits(NumberSequence sequence) {
    int[] bits = new int[sequence.values().length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(sequence.values()[i]));
    return bits;
  }
}
