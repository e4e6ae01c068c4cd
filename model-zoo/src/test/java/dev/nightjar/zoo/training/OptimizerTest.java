package dev.nightjar.zoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each optimiser against its formulas in double, for several steps and more values than a chunk
 * has; f32 accuracy.
 */
class OptimizerTest {
  private static final int LENGTH = 2500;
  private static final int STEPS = 7;
  private static final double RATE = 0.05;
  private static final double SCALE = 0.75;

  /** One step of the reference for one parameter; {@code state} has two numbers, zero at first. */
  private interface Reference {
    double step(double parameter, double gradient, double[] state, int t);
  }

  @Test
  void adam() {
    check(
        Optimizer.named("adam"),
        (p, g, s, t) -> p - RATE * mean(g, s, t) / (Math.sqrt(square(g, s, t)) + 1e-8));
  }

  @Test
  void adamWithOtherSettings() {
    check(
        new Optimizer.Adam(0.5, 0.9, 0.1),
        (p, g, s, t) -> {
          s[0] = 0.5 * s[0] + 0.5 * g;
          s[1] = 0.9 * s[1] + 0.1 * g * g;
          double mean = s[0] / (1 - Math.pow(0.5, t));
          double square = s[1] / (1 - Math.pow(0.9, t));
          return p - RATE * mean / (Math.sqrt(square) + 0.1);
        });
  }

  @Test
  void adamW() {
    check(
        new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.3),
        (p, g, s, t) ->
            p - RATE * 0.3 * p - RATE * mean(g, s, t) / (Math.sqrt(square(g, s, t)) + 1e-8));
  }

  @Test
  void nadam() {
    check(
        Optimizer.named("nadam"),
        (p, g, s, t) -> {
          double mean = mean(g, s, t);
          double ahead = 0.9 * mean + 0.1 * g / (1 - Math.pow(0.9, t));
          return p - RATE * ahead / (Math.sqrt(square(g, s, t)) + 1e-8);
        });
  }

  @Test
  void rmsProp() {
    check(
        Optimizer.named("rmsprop"),
        (p, g, s, t) -> {
          s[0] = 0.99 * s[0] + 0.01 * g * g;
          return p - RATE * g / (Math.sqrt(s[0]) + 1e-8);
        });
  }

  @Test
  void adagrad() {
    check(
        Optimizer.named("adagrad"),
        (p, g, s, t) -> {
          s[0] += g * g;
          return p - RATE * g / (Math.sqrt(s[0]) + 1e-10);
        });
  }

  @Test
  void gradientDescent() {
    check(Optimizer.named("sgd"), (p, g, s, t) -> p - RATE * g);
  }

  @Test
  void momentum() {
    check(
        new Optimizer.Sgd(0.9, false),
        (p, g, s, t) -> {
          s[0] = 0.9 * s[0] + g;
          return p - RATE * s[0];
        });
  }

  @Test
  void nesterovMomentum() {
    check(
        new Optimizer.Sgd(0.9, true),
        (p, g, s, t) -> {
          s[0] = 0.9 * s[0] + g;
          return p - RATE * (g + 0.9 * s[0]);
        });
  }

  /** The penalty is added to the gradient once it is scaled, and nothing else changes. */
  @ParameterizedTest
  @ValueSource(strings = {"adam", "nadam", "rmsprop", "adagrad", "sgd"})
  void anL2PenaltyIsAGradientTowardsZero(String name) {
    Optimizer plain = Optimizer.named(name);
    SplittableRandom random = new SplittableRandom(5);
    FloatBuffer penalised = FloatBuffer.allocate(LENGTH);
    FloatBuffer expected = FloatBuffer.allocate(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      penalised.put(i, (float) random.nextGaussian());
      expected.put(i, penalised.get(i));
    }
    Updater with = new Optimizer.L2(plain, 0.25).start(LENGTH);
    Updater without = plain.start(LENGTH);
    for (int t = 1; t <= STEPS; t++) {
      FloatBuffer gradients = FloatBuffer.allocate(LENGTH);
      FloatBuffer summed = FloatBuffer.allocate(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        gradients.put(i, (float) random.nextGaussian());
        summed.put(i, (float) SCALE * gradients.get(i) + 0.25f * expected.get(i));
      }
      with.update(penalised, gradients, SCALE, RATE);
      without.update(expected, summed, 1, RATE);
    }
    assertThat(penalised.array()).isEqualTo(expected.array());
  }

  @Test
  void gradientDescentWithAnL2PenaltyShrinksWhatHasNoGradient() {
    FloatBuffer parameters = FloatBuffer.wrap(new float[] {1, -2, 0});
    Updater updater = new Optimizer.L2(Optimizer.named("sgd"), 0.5).start(3);
    updater.update(parameters, FloatBuffer.allocate(3), 1, 0.5);
    assertThat(parameters.array()).containsExactly(0.75f, -1.5f, 0f);
  }

  private static double mean(double g, double[] s, int t) {
    s[0] = 0.9 * s[0] + 0.1 * g;
    return s[0] / (1 - Math.pow(0.9, t));
  }

  private static double square(double g, double[] s, int t) {
    s[1] = 0.999 * s[1] + 0.001 * g * g;
    return s[1] / (1 - Math.pow(0.999, t));
  }

  private static void check(Optimizer optimizer, Reference reference) {
    SplittableRandom random = new SplittableRandom(3);
    FloatBuffer parameters = FloatBuffer.allocate(LENGTH);
    FloatBuffer gradients = FloatBuffer.allocate(LENGTH);
    double[] expected = new double[LENGTH];
    double[][] state = new double[LENGTH][2];
    for (int i = 0; i < LENGTH; i++) {
      parameters.put(i, (float) random.nextGaussian());
      expected[i] = parameters.get(i);
    }
    Updater updater = optimizer.start(LENGTH);
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < LENGTH; i++) {
        float gradient = (float) random.nextGaussian();
        gradients.put(i, gradient);
        expected[i] = reference.step(expected[i], SCALE * gradient, state[i], t);
      }
      updater.update(parameters, gradients, SCALE, RATE);
    }
    for (int i = 0; i < LENGTH; i++) {
      assertThat((double) parameters.get(i)).isCloseTo(expected[i], within(3e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "adamw", "nadam", "rmsprop", "adagrad", "sgd"})
  void aParameterWithoutGradientStaysZero(String name) {
    Updater updater = Optimizer.named(name).start(3);
    FloatBuffer parameters = FloatBuffer.allocate(3);
    for (int t = 0; t < 3; t++) {
      updater.update(parameters, FloatBuffer.allocate(3), 1, 0.1);
    }
    assertThat(parameters.array()).containsOnly(0f);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> Optimizer.named("adamm"))
        .hasMessageContaining("'adamm'")
        .hasMessageContaining("adam, adamw, nadam, rmsprop, adagrad, sgd");
    assertThatThrownBy(() -> new Optimizer.Sgd(1, false)).hasMessageContaining("momentum is 1.0");
    assertThatThrownBy(() -> new Optimizer.Sgd(0, true)).hasMessageContaining("needs a momentum");
    assertThatThrownBy(() -> new Optimizer.Adam(0.9, 1, 1e-8)).hasMessageContaining("beta2 is 1.0");
    assertThatThrownBy(() -> new Optimizer.AdamW(0.9, 0.99, 1e-8, -1))
        .hasMessageContaining("weight_decay is -1.0");
    assertThatThrownBy(() -> new Optimizer.L2(Optimizer.named("adam"), Double.NaN))
        .hasMessageContaining("weight_decay is NaN");
    assertThatThrownBy(() -> new Optimizer.L2(Optimizer.named("adamw"), 0.1))
        .hasMessageContaining("AdamW");
    assertThatThrownBy(() -> new Optimizer.Adagrad(0)).hasMessageContaining("epsilon is 0.0");
    assertThatThrownBy(
            () ->
                Optimizer.named("adam")
                    .start(3)
                    .update(FloatBuffer.allocate(2), FloatBuffer.allocate(3), 1, 1))
        .hasMessageContaining("2 parameters and 3 gradients given to an optimiser for 3");
  }
}
