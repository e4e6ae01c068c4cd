package dev.nightjar.zoo.dl4j;

import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.NamedParameter;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies weights into DL4J's layers. A matrix of ours is [inputs, gates, units] and one of DL4J's
 * [inputs, gates · units]; only the gates of an LSTM stand in another order.
 */
final class Dl4jWeights {

  /**
   * Where gate k of ours (i, f, c̃, o) stands among DL4J's (c̃, f, o, i), which it calls i, f, o,
   * g.
   */
  private static final int[] LSTM_GATES = {3, 1, 0, 2};

  private final RecurrentNetwork from;
  private final NetworkSpec spec;
  private final MultiLayerNetwork to;
  private final float[] values;

  private Dl4jWeights(RecurrentNetwork from, MultiLayerNetwork to) {
    this.from = from;
    this.to = to;
    spec = from.spec();
    values = from.copyParameters();
  }

  static void copy(RecurrentNetwork from, MultiLayerNetwork to) {
    new Dl4jWeights(from, to).copy();
  }

  private void copy() {
    int next = 0;
    if (spec.input() instanceof TokenInput) {
      set(next++ + "_W", matrix("embedding"));
    }
    for (int layer = 0; layer < spec.layers(); layer++) {
      String ours = "layer" + layer;
      if (spec.bidirectional()) {
        cell(ours, next + "_f");
        cell(ours + ".reverse", next++ + "_b");
      } else {
        cell(ours, next++ + "_");
      }
    }
    set(next + "_W", output());
    set(next + "_b", matrix("output.bias"));
  }

  private void cell(String ours, String theirs) {
    set(theirs + "W", gates(matrix(ours + ".input"), ours));
    set(theirs + "RW", gates(matrix(ours + ".recurrent"), ours));
    set(theirs + "b", gates(matrix(ours + ".bias"), ours));
  }

  /** A parameter as rows; one that stands for a vector is one row. */
  private float[][] matrix(String name) {
    NamedParameter parameter = from.layout().get(name);
    boolean vector = name.endsWith("bias");
    int rows = vector ? 1 : parameter.shape().get(0);
    int columns = parameter.size() / rows;
    float[][] matrix = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, parameter.offset() + row * columns, matrix[row], 0, columns);
    }
    return matrix;
  }

  private float[][] gates(float[][] matrix, String layer) {
    if (spec.cell().type() != CellType.LSTM) {
      return matrix;
    }
    int units = from.layout().get(layer + ".recurrent").shape().get(0);
    float[][] ordered = new float[matrix.length][matrix[0].length];
    for (int row = 0; row < matrix.length; row++) {
      for (int gate = 0; gate < LSTM_GATES.length; gate++) {
        System.arraycopy(matrix[row], gate * units, ordered[row], LSTM_GATES[gate] * units, units);
      }
    }
    return ordered;
  }

  /**
   * The output weights, [features, classes]. Tied ones are the embedding's, transposed, after the
   * projection where there is one: two linear layers are one.
   */
  private float[][] output() {
    if (!spec.tieWeights()) {
      return matrix("output.weights");
    }
    float[][] embedding = matrix("embedding");
    int width = spec.input().width();
    float[][] projection =
        spec.outputWidth(spec.layers() - 1) == width
            ? identity(width)
            : matrix("projection.weights");
    float[][] output = new float[projection.length][embedding.length];
    for (int row = 0; row < projection.length; row++) {
      for (int token = 0; token < embedding.length; token++) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
          sum += (double) projection[row][k] * embedding[token][k];
        }
        output[row][token] = (float) sum;
      }
    }
    return output;
  }

  private static float[][] identity(int size) {
    float[][] matrix = new float[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 1;
    }
    return matrix;
  }

  private void set(String name, float[][] matrix) {
    INDArray parameter = to.getParam(name);
    try (INDArray given = Nd4j.create(matrix)) {
      parameter.assign(parameter.rank() == 1 ? given.reshape(given.length()) : given);
    }
  }
}
