package dev.nightjar.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeSamplingTest {

  @Test
  void theLogisticFunctionIsExactToAMillionth() {
    for (float z = -20; z <= 20; z += 0.0037f) {
      assertThat(NegativeSampling.logistic(z))
          .isCloseTo((float) (1 / (1 + Math.exp(-z))), within(1e-6f));
    }
    assertThat(NegativeSampling.logistic(Float.MAX_VALUE)).isEqualTo(1);
    assertThat(NegativeSampling.logistic(-Float.MAX_VALUE)).isEqualTo(0);
    assertThat(NegativeSampling.logistic(0)).isEqualTo(0.5f);
  }

  private static double loss(float[] h, float[][] outputs) {
    double loss = 0;
    for (int token = 0; token < outputs.length; token++) {
      double dot = 0;
      for (int i = 0; i < h.length; i++) {
        dot += (double) h[i] * outputs[token][i];
      }
      loss += Math.log1p(Math.exp(token == 0 ? -dot : dot)); // Token 0 is to be predicted.
    }
    return loss;
  }

  private static double slope(float[] values, int i, java.util.function.DoubleSupplier loss) {
    float kept = values[i];
    float step = 1e-2f;
    values[i] = kept + step;
    double above = loss.getAsDouble();
    float highest = values[i];
    values[i] = kept - step;
    double slope = (above - loss.getAsDouble()) / ((double) highest - values[i]);
    values[i] = kept;
    return slope;
  }

  /** Steps of rate 1 are the gradient itself, held against differences of the loss. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 19})
  void stepsGoDownTheGradientOfTheLoss(int size) {
    Random random = new Random(size);
    float[] h = new float[size];
    float[][] outputs = new float[4][size];
    for (int i = 0; i < size; i++) {
      h[i] = (float) random.nextGaussian();
      for (float[] u : outputs) {
        u[i] = (float) random.nextGaussian() / 2;
      }
    }
    float[] expectedAlong = new float[size];
    float[][] expected = new float[4][size];
    for (int i = 0; i < size; i++) {
      expectedAlong[i] = (float) -slope(h, i, () -> loss(h, outputs));
      for (int token = 0; token < 4; token++) {
        expected[token][i] =
            outputs[token][i] - (float) slope(outputs[token], i, () -> loss(h, outputs));
      }
    }
    float[] along = new float[size];
    for (int token = 0; token < 4; token++) {
      NegativeSampling.step(h, along, outputs, token, token == 0, 1);
    }
    assertThat(along).containsExactly(expectedAlong, within(2e-4f));
    for (int token = 0; token < 4; token++) {
      assertThat(outputs[token]).containsExactly(expected[token], within(2e-4f));
    }
  }
}
