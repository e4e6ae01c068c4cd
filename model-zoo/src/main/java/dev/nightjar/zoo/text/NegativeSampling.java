package dev.nightjar.zoo.text;

/**
 * Predicting a token from a vector h by telling it apart from others: with output vectors u, the
 * loss is −log σ(u<sub>target</sub>·h) − Σ log σ(−u<sub>k</sub>·h) over the tokens k that were
 * drawn against it (Mikolov, Sutskever, Chen, Corrado and Dean 2013, equation 4).
 */
final class NegativeSampling {
  /** The logistic function is read off a table with lines between its points: exact to 1e-6. */
  private static final int TABLE = 4096;

  private static final float EDGE = 16;
  private static final float[] LOGISTIC = new float[2 * TABLE + 2];

  static {
    for (int i = 0; i < LOGISTIC.length; i++) {
      double z = (i - TABLE) * (double) EDGE / TABLE;
      LOGISTIC[i] = (float) (1 / (1 + StrictMath.exp(-z))); // The same bits on every machine.
    }
  }

  private NegativeSampling() {}

  /**
   * A step of gradient descent of the output vectors.
   *
   * @param h the vector predicted from
   * @param along −rate·∂loss/∂h is added to it
   * @param outputs the output vectors, of which that of the token is moved
   * @param token one to be predicted, or drawn against it
   * @param target whether it is to be predicted
   */
  static void step(
      float[] h, float[] along, float[][] outputs, int token, boolean target, float rate) {
    float[] u = outputs[token];
    float error = ((target ? 1 : 0) - logistic(dot(u, h))) * rate;
    addScaled(along, u, error);
    addScaled(u, h, error);
  }

  static float logistic(float z) {
    if (z >= EDGE) {
      return 1;
    }
    if (z <= -EDGE) {
      return 0;
    }
    float place = z * (TABLE / EDGE) + TABLE;
    int below = (int) place;
    return LOGISTIC[below] + (place - below) * (LOGISTIC[below + 1] - LOGISTIC[below]);
  }

  // Eight sums side by side: a single one would wait for each addition.
  private static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + 7 < a.length; i += 8) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
      s4 += a[i + 4] * b[i + 4];
      s5 += a[i + 5] * b[i + 5];
      s6 += a[i + 6] * b[i + 6];
      s7 += a[i + 7] * b[i + 7];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
  }

  /** Adds a multiple of a vector to another: to += scale·what. */
  static void addScaled(float[] to, float[] what, float scale) {
    for (int i = 0; i < to.length; i++) {
      to[i] += scale * what[i];
    }
  }
}
