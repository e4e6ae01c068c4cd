package dev.nightjar.zoo.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random batches for tests. */
final class Batches {
  private Batches() {}

  /** With lengths from 1 to {@code steps}, one of them {@code steps}. */
  static SequenceBatch padded(NetworkSpec spec, int steps, int size, RandomGenerator random) {
    int[] lengths = random.ints(size, 1, steps + 1).toArray();
    lengths[random.nextInt(size)] = steps;
    return of(spec, steps, lengths, random);
  }

  /** All sequences as long as the batch. */
  static SequenceBatch full(NetworkSpec spec, int steps, int size, RandomGenerator random) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    return of(spec, steps, lengths, random);
  }

  private static SequenceBatch of(
      NetworkSpec spec, int steps, int[] lengths, RandomGenerator random) {
    int size = lengths.length;
    int width = spec.input().width();
    StepInput input;
    if (spec.input() instanceof TokenInput of) {
      int[] tokens = new int[steps * size];
      fill(steps, lengths, i -> tokens[i] = random.nextInt(of.vocabularySize()));
      input = new StepInput.Tokens(tokens);
    } else {
      float[] values = new float[steps * size * width];
      fill(
          steps,
          lengths,
          i -> {
            for (int k = 0; k < width; k++) {
              values[i * width + k] = (float) random.nextGaussian();
            }
          });
      input = new StepInput.Values(values);
    }
    return new SequenceBatch(input, lengths, targets(spec, steps, lengths, random), steps, size);
  }

  private static Targets targets(
      NetworkSpec spec, int steps, int[] lengths, RandomGenerator random) {
    boolean each = spec.head().mode() == OutputMode.EVERY_STEP;
    int rows = each ? steps * lengths.length : lengths.length;
    int width = spec.head().width();
    int[] askedLengths = new int[lengths.length];
    Arrays.fill(askedLengths, 1);
    int[] real = each ? lengths : askedLengths;
    if (spec.head() instanceof Head.Softmax) {
      int[] classes = new int[rows];
      Arrays.fill(classes, SequenceBatch.IGNORED);
      fill(each ? steps : 1, real, i -> classes[i] = random.nextInt(width));
      return new Targets.Classes(classes);
    }
    float[] values = new float[rows * width];
    Arrays.fill(values, Float.NaN);
    fill(
        each ? steps : 1,
        real,
        i -> {
          for (int k = 0; k < width; k++) {
            values[i * width + k] =
                spec.head() instanceof Head.Bernoulli
                    ? random.nextInt(2)
                    : (float) random.nextGaussian();
          }
        });
    return new Targets.Values(values);
  }

  /** Calls {@code write} with each real place, time-major. */
  private static void fill(int steps, int[] lengths, java.util.function.IntConsumer write) {
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < lengths.length; n++) {
        if (t < lengths[n]) {
          write.accept(t * lengths.length + n);
        }
      }
    }
  }

  /** One sequence of a batch, alone and without padding. */
  static SequenceBatch alone(NetworkSpec spec, SequenceBatch batch, int sequence) {
    return steps(spec, batch, sequence, 0, batch.lengths()[sequence]);
  }

  /** Steps {@code from} to {@code to} (exclusive) of one sequence, all real. */
  static SequenceBatch steps(
      NetworkSpec spec, SequenceBatch batch, int sequence, int from, int to) {
    int length = to - from;
    int[] places = new int[length];
    for (int t = from; t < to; t++) {
      places[t - from] = t * batch.size() + sequence;
    }
    int[] rows = spec.head().mode() == OutputMode.EVERY_STEP ? places : new int[] {sequence};
    StepInput input =
        batch.input() instanceof StepInput.Tokens tokens
            ? new StepInput.Tokens(pick(tokens.tokens(), places))
            : new StepInput.Values(
                pick(((StepInput.Values) batch.input()).values(), places, spec.input().width()));
    Targets targets =
        batch.targets() instanceof Targets.Classes classes
            ? new Targets.Classes(pick(classes.classes(), rows))
            : new Targets.Values(
                pick(((Targets.Values) batch.targets()).values(), rows, spec.head().width()));
    return new SequenceBatch(input, new int[] {length}, targets, length, 1);
  }

  /** Number of rows a batch of real places only asks for. */
  static int asked(NetworkSpec spec, SequenceBatch batch) {
    return spec.head().mode() == OutputMode.EVERY_STEP
        ? Arrays.stream(batch.lengths()).sum()
        : batch.size();
  }

  private static int[] pick(int[] values, int[] places) {
    return Arrays.stream(places).map(i -> values[i]).toArray();
  }

  private static float[] pick(float[] values, int[] places, int width) {
    float[] picked = new float[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values, places[i] * width, picked, i * width, width);
    }
    return picked;
  }
}
