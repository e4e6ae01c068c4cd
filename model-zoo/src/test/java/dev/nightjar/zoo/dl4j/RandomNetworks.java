package dev.nightjar.zoo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NamedParameter;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import dev.nightjar.zoo.network.TokenInput;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random networks, and random inputs in our arrays and DL4J's. */
final class RandomNetworks {
  private RandomNetworks() {}

  /** Biases are drawn too: they begin at zero, which would hide where they belong. */
  static RecurrentNetwork network(NetworkSpec spec, long seed) {
    RecurrentNetwork network = RecurrentNetwork.create(spec, seed);
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = network.copyParameters();
    for (NamedParameter parameter : network.layout().parameters()) {
      if (parameter.name().endsWith("bias")) {
        for (int i = 0; i < parameter.size(); i++) {
          values[parameter.offset() + i] = (float) random.nextGaussian() * 0.5f;
        }
      }
    }
    network.setParameters(values);
    return network;
  }

  record Inputs(SequenceBatch batch, INDArray array, INDArray mask) {}

  static Inputs inputs(NetworkSpec spec, int steps, int size, RandomGenerator random) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    return inputs(spec, steps, lengths, random);
  }

  static Inputs inputs(NetworkSpec spec, int steps, int[] lengths, RandomGenerator random) {
    int size = lengths.length;
    int width = spec.input().width();
    boolean tokens = spec.input() instanceof TokenInput;
    int[] read = new int[tokens ? steps * size : 0];
    float[] values = new float[tokens ? 0 : steps * size * width];
    INDArray array =
        tokens
            ? Nd4j.zeros(DataType.FLOAT, size, steps)
            : Nd4j.zeros(DataType.FLOAT, size, width, steps);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, size, steps);
    for (int n = 0; n < size; n++) {
      for (int t = 0; t < lengths[n]; t++) {
        mask.putScalar(n, t, 1);
        if (tokens) {
          read[t * size + n] = random.nextInt(((TokenInput) spec.input()).vocabularySize());
          array.putScalar(n, t, read[t * size + n]);
        }
        for (int k = 0; !tokens && k < width; k++) {
          values[(t * size + n) * width + k] = (float) random.nextGaussian();
          array.putScalar(n, k, t, values[(t * size + n) * width + k]);
        }
      }
    }
    StepInput input = tokens ? new StepInput.Tokens(read) : new StepInput.Values(values);
    return new Inputs(
        new SequenceBatch(input, lengths, unasked(spec, steps, size), steps, size), array, mask);
  }

  private static Targets unasked(NetworkSpec spec, int steps, int size) {
    int rows = spec.head().mode() == OutputMode.EVERY_STEP ? steps * size : size;
    if (spec.head() instanceof Head.Softmax) {
      int[] classes = new int[rows];
      Arrays.fill(classes, SequenceBatch.IGNORED);
      return new Targets.Classes(classes);
    }
    float[] numbers = new float[rows * spec.head().width()];
    Arrays.fill(numbers, Float.NaN);
    return new Targets.Values(numbers);
  }

  static void assertSame(float[] ours, INDArray theirs, NetworkSpec spec, int steps, int size) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    assertSame(ours, theirs, spec, steps, lengths);
  }

  /** Where a sequence has ended, nothing is compared. */
  static void assertSame(
      float[] ours, INDArray theirs, NetworkSpec spec, int steps, int[] lengths) {
    int width = spec.head().width();
    int size = lengths.length;
    boolean each = spec.head().mode() == OutputMode.EVERY_STEP;
    assertThat(theirs.shape())
        .isEqualTo(each ? new long[] {size, width, steps} : new long[] {size, width});
    for (int n = 0; n < size; n++) {
      for (int t = 0; t < (each ? lengths[n] : 1); t++) {
        for (int k = 0; k < width; k++) {
          float theirValue = each ? theirs.getFloat(n, k, t) : theirs.getFloat(n, k);
          assertThat(Math.abs(ours[(t * size + n) * width + k] - theirValue))
              .as("sequence %d, step %d, value %d", n, t, k)
              .isLessThan(1e-5f);
        }
      }
    }
  }
}
