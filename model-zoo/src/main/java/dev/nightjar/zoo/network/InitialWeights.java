package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The weights a network starts from, drawn from a seed.
 *
 * <ul>
 *   <li>embedding: normal, mean 0, standard deviation 1, so that cells see signals of unit size;
 *       where the output layer has the same weights, 1/√(embedding size), so that logits are of
 *       unit size
 *   <li>input weights of a layer and output weights: uniform in ±√(6 / (inputs + outputs)), for
 *       each gate (Glorot and Bengio 2010, equation 16)
 *   <li>recurrent weights: an orthogonal matrix for each gate (Saxe, McClelland and Ganguli 2014),
 *       which neither shrinks nor stretches the state
 *   <li>biases: 0, but {@link CellSpec#forgetBias} for the forget gate of an LSTM
 * </ul>
 */
final class InitialWeights {
  private static final int FORGET_GATE = 1;

  private InitialWeights() {}

  /** Fills {@code parameters}, which must be zero before. */
  static void fill(
      NetworkSpec spec, ParameterLayout layout, FloatBuffer parameters, RandomGenerator random) {
    for (NamedParameter parameter : layout.parameters()) {
      // A generator of its own, so that a change in one parameter's shape leaves the others alone.
      RandomGenerator own = new SplittableRandom(random.nextLong());
      FloatBuffer values = parameters.slice(parameter.offset(), parameter.size());
      String name = parameter.name();
      List<Integer> shape = parameter.shape();
      if (name.equals(ParameterLayout.EMBEDDING)) {
        fillNormal(values, spec.tokenVectorDeviation(), own);
      } else if (name.endsWith(".recurrent")) {
        fillOrthogonal(values, shape.get(0), shape.get(1), own);
      } else if (name.endsWith(".input") && spec.cell().type() == CellType.TDNN) {
        fillGlorot(values, shape.get(0) * shape.get(1), shape.get(2), own);
      } else if (name.endsWith(".input") || name.endsWith(".weights")) {
        fillGlorot(values, shape.get(0), shape.get(shape.size() - 1), own);
      } else if (spec.cell().type() == CellType.LSTM && name.startsWith("layer")) {
        int units = shape.get(1);
        for (int j = 0; j < units; j++) {
          values.put(FORGET_GATE * units + j, (float) spec.cell().forgetBias());
        }
      }
    }
  }

  private static void fillNormal(FloatBuffer values, double deviation, RandomGenerator random) {
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) (deviation * random.nextGaussian()));
    }
  }

  private static void fillGlorot(
      FloatBuffer values, int inputs, int outputs, RandomGenerator random) {
    double bound = Math.sqrt(6.0 / (inputs + outputs));
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) ((2 * random.nextDouble() - 1) * bound));
    }
  }

  /** Values are [units, gates, units]. */
  private static void fillOrthogonal(
      FloatBuffer values, int units, int gates, RandomGenerator random) {
    for (int gate = 0; gate < gates; gate++) {
      float[][] rows = orthogonal(units, random);
      for (int i = 0; i < units; i++) {
        values.put((i * gates + gate) * units, rows[i]);
      }
    }
  }

  /**
   * Gram–Schmidt over Gaussian rows, each made orthogonal twice: once leaves float rounding errors
   * behind.
   */
  private static float[][] orthogonal(int units, RandomGenerator random) {
    float[][] rows = new float[units][units];
    for (int i = 0; i < units; i++) {
      float[] row = rows[i];
      for (int j = 0; j < units; j++) {
        row[j] = (float) random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          subtract(row, rows[k], (float) dot(row, rows[k]));
        }
        double norm = Math.sqrt(dot(row, row));
        for (int j = 0; j < units; j++) {
          row[j] = (float) (row[j] / norm);
        }
      }
    }
    return rows;
  }

  // Four sums side by side: a single one would wait for each addition.
  private static double dot(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += (double) a[i] * b[i];
    }
    return s0 + s1 + s2 + s3;
  }

  private static void subtract(float[] from, float[] what, float factor) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= factor * what[j];
    }
  }
}
