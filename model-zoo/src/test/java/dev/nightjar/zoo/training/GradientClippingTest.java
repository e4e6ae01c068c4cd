package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientClippingTest {
  private static double scaleByNorm(double maxNorm, float... gradients) {
    FloatBuffer buffer = FloatBuffer.wrap(gradients.clone());
    double scale = GradientClipping.byNorm(maxNorm).start().clip(buffer);
    assertThat(buffer.array()).as("the gradients themselves").isEqualTo(gradients);
    return scale;
  }

  @Test
  void longGradientsAreShortenedToTheLimit() {
    assertThat(scaleByNorm(1, 3, 0, -4)).isCloseTo(0.2, within(1e-7));
    assertThat(scaleByNorm(5, 3, 0, -4)).isEqualTo(1);
    assertThat(scaleByNorm(10, 3, 0, -4)).isEqualTo(1);
    assertThat(scaleByNorm(0, 3, 0, -4)).isEqualTo(1);
  }

  @Test
  void eachGradientBeyondTheValueBecomesTheValue() {
    float[] gradients = {3, 0.25f, -0f, -4, 0.5f, -0.5f, Float.POSITIVE_INFINITY, -1e30f};
    FloatBuffer buffer = FloatBuffer.wrap(gradients);
    assertThat(GradientClipping.byValue(0.5).start().clip(buffer)).isEqualTo(1);
    assertThat(gradients).containsExactly(0.5f, 0.25f, -0f, -0.5f, 0.5f, -0.5f, 0.5f, -0.5f);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    float[] gradients = {Float.NaN, 2};
    GradientClipping.byValue(1).start().clip(FloatBuffer.wrap(gradients));
    assertThat(gradients).containsExactly(Float.NaN, 1f);
  }

  @Test
  void theNormIsThatOfTheClippedValues() {
    float[] gradients = {30, 0, -40, 0.5f};
    GradientClipper clipper = new GradientClipping(1, 0.3).start();
    double scale = clipper.clip(FloatBuffer.wrap(gradients));
    assertThat(gradients).containsExactly(1f, 0f, -1f, 0.5f);
    assertThat(clipper.norm()).isCloseTo(1.5, within(1e-6));
    assertThat(scale).isCloseTo(0.2, within(1e-7));
  }

  @Test
  void nothingIsTouchedWithoutLimits() {
    float[] gradients = {30, Float.NaN, -40};
    assertThat(GradientClipping.NONE.start().clip(FloatBuffer.wrap(gradients))).isEqualTo(1);
    assertThat(gradients).containsExactly(30f, Float.NaN, -40f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 1024, 1025, 10_000})
  void allValuesAreClippedAndCounted(int length) {
    SplittableRandom random = new SplittableRandom(1);
    FloatBuffer gradients = FloatBuffer.allocate(length);
    float[] expected = new float[length];
    double sum = 0;
    for (int i = 0; i < length; i++) {
      float value = (float) random.nextGaussian();
      gradients.put(i, value);
      expected[i] = Math.min(0.75f, Math.max(-0.75f, value));
      sum += (double) expected[i] * expected[i];
    }
    GradientClipper clipper = new GradientClipping(0.75, 1e-3).start();
    double scale = clipper.clip(gradients);
    assertThat(gradients.array()).isEqualTo(expected);
    assertThat(clipper.norm()).isCloseTo(Math.sqrt(sum), within(1e-5 * Math.sqrt(sum)));
    assertThat(scale).isCloseTo(1e-3 / Math.sqrt(sum), within(1e-5));
    // Clipped again they are the same, to the last bit: sums do not grow from step to step.
    assertThat(clipper.clip(gradients)).isEqualTo(scale);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> GradientClipping.byNorm(-1))
        .hasMessage("gradient_clipping is -1.0; it must be 0 (none) or above");
    assertThatThrownBy(() -> GradientClipping.byValue(Double.NaN))
        .hasMessage("gradient_value_clipping is NaN; it must be 0 (none) or above");
  }
}
