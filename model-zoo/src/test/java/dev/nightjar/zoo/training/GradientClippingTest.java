package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
  @Test
  void longGradientsAreShortenedToTheLimit() {
    FloatBuffer gradients = FloatBuffer.wrap(new float[] {3, 0, -4});
    assertThat(new GradientClipping(1).scale(gradients)).isCloseTo(0.2, within(1e-7));
    assertThat(new GradientClipping(5).scale(gradients)).isEqualTo(1);
    assertThat(new GradientClipping(10).scale(gradients)).isEqualTo(1);
    assertThat(new GradientClipping(0).scale(gradients)).isEqualTo(1);
  }

  @Test
  void theNormIsThatOfAllValues() {
    SplittableRandom random = new SplittableRandom(1);
    for (int length : new int[] {1, 1023, 1024, 1025, 10_000}) {
      FloatBuffer gradients = FloatBuffer.allocate(length);
      double sum = 0;
      for (int i = 0; i < length; i++) {
        float value = (float) random.nextGaussian();
        gradients.put(i, value);
        sum += (double) value * value;
      }
      GradientClipping clipping = new GradientClipping(1);
      assertThat(clipping.norm(gradients)).isCloseTo(Math.sqrt(sum), within(1e-5 * Math.sqrt(sum)));
      assertThat(clipping.norm(gradients)).isEqualTo(clipping.norm(gradients));
    }
  }
}
