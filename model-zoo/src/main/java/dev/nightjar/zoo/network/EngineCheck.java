package dev.nightjar.zoo.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether the native libraries load on this machine and compute what they should. Run it in a
 * process whose native libraries use one thread.
 */
public final class EngineCheck {

  private static final int STEPS = 6;
  private static final int BATCH = 5;
  private static final int TOKENS = 7;

  /** Along the gradient a central difference in f32 is right to about a thousandth. */
  private static final double TOLERANCE = 0.02;

  private EngineCheck() {}

  /**
   * Multiplies two matrices with ND4J and compares with loops in Java.
   *
   * @return what is wrong; empty if nothing is
   */
  public static Optional<String> nd4j() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] a = matrix(random, 17, 33);
    double[][] b = matrix(random, 33, 9);
    INDArray product = Nd4j.create(a).mmul(Nd4j.create(b));
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        double expected = 0;
        for (int k = 0; k < b.length; k++) {
          expected += a[i][k] * b[k][j];
        }
        if (!(Math.abs(product.getDouble(i, j) - expected) < 1e-4)) {
          return Optional.of(
              String.format(
                  Locale.ROOT,
                  "a product of matrices is %s where it should be %s",
                  product.getDouble(i, j),
                  expected));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Computes the gradient of a small network of every cell with oneDNN, and compares its length
   * with how the loss changes along it.
   *
   * @return what is wrong; empty if nothing is
   */
  public static Optional<String> oneDnn() {
    return Arrays.stream(CellType.values())
        .filter(cell -> cell != CellType.TDNN)
        .flatMap(cell -> gradient(cell).stream())
        .findFirst();
  }

  private static Optional<String> gradient(CellType cell) {
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(TOKENS, 8), new Head.Softmax(OutputMode.LAST_STEP, TOKENS))
            .cell(cell)
            .hiddenSize(16)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      SequenceBatch batch = batch();
      network.trainStep(batch);
      float[] gradient = new float[network.layout().length()];
      network.gradientBuffer().get(0, gradient);
      double length = 0;
      for (float g : gradient) {
        length += (double) g * g;
      }
      length = Math.sqrt(length);
      double step = 1e-2;
      float[] start = network.copyParameters();
      double higher = loss(network, batch, start, gradient, step / length);
      double lower = loss(network, batch, start, gradient, -step / length);
      double difference = (higher - lower) / (2 * step);
      return length > 0 && Math.abs(difference - length) <= TOLERANCE * length
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "the gradient of %s is %s where the loss changes by %s",
                  cell,
                  length,
                  difference));
    }
  }

  private static double loss(
      RecurrentNetwork network, SequenceBatch batch, float[] start, float[] direction, double by) {
    float[] moved = new float[start.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (start[i] + by * direction[i]);
    }
    network.setParameters(moved);
    return network.evaluate(batch).meanLoss();
  }

  private static SequenceBatch batch() {
    SplittableRandom random = new SplittableRandom(2);
    int[] lengths = new int[BATCH];
    Arrays.fill(lengths, STEPS);
    return SequenceBatch.ofTokens(
        random.ints((long) STEPS * BATCH, 0, TOKENS).toArray(),
        lengths,
        random.ints(BATCH, 0, TOKENS).toArray(),
        STEPS,
        BATCH);
  }

  private static double[][] matrix(SplittableRandom random, int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      Arrays.setAll(row, i -> random.nextDouble() - 0.5);
    }
    return matrix;
  }
}
