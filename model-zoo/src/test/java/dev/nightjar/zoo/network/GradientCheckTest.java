package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients against central differences of the trained loss, for every cell, head and option.
 * Dropout draws the same masks and noise the same numbers each time.
 *
 * <p>The forward pass is f32, so a loss near 1.4 carries rounding noise of about 1e-7. Two
 * differences, over ±h and ±h/2, are extrapolated to h = 0 (Richardson), which leaves a noise of
 * about 5e-5 and a truncation error of the order of h⁴. A gradient is right if it is within 2e-4
 * plus 1 % of the difference: wrong terms showed as errors of 20 % and more. Rectifiers are checked
 * over smaller steps, since a difference may lie across a kink.
 */
class GradientCheckTest {
  private static final float STEP = 2e-2f;
  private static final float RECTIFIER_STEP = 4e-3f;

  static List<Named<NetworkSpec>> steady() {
    return Specs.steady(5, 6);
  }

  static List<Named<NetworkSpec>> dropping() {
    return Specs.dropping(5, 6);
  }

  @ParameterizedTest
  @MethodSource({"steady", "dropping"})
  void everyGradientEqualsTheDifference(NetworkSpec spec) {
    SequenceBatch batch = Batches.padded(spec, 5, 3, new SplittableRandom(5));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 3)) {
      Parameters.randomiseBiases(network);
      float[] parameters = network.copyParameters();
      loss(network, batch, parameters);
      float[] gradients = Parameters.gradients(network);
      for (NamedParameter parameter : trained(network)) {
        int wrong = 0;
        double largest = 0;
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
          double difference = extrapolated(network, batch, parameters, i);
          if (Math.abs(gradients[i] - difference) > 2e-4 + 0.01 * Math.abs(difference)) {
            wrong++;
            assertThat(spec.cell().activation())
                .as("%s, index %d: %s is not %s", parameter.name(), i, gradients[i], difference)
                .isEqualTo(Activation.RELU);
          }
          largest = Math.max(largest, Math.abs(difference));
        }
        // A rectifier has a kink, which a difference may lie across: rarely.
        assertThat(wrong).as(parameter.name()).isLessThanOrEqualTo(parameter.size() / 20 + 1);
        // A parameter without any influence would pass the check above whatever the gradient code
        // does.
        assertThat(largest).as(parameter.name()).isGreaterThan(1e-3);
      }
    }
  }

  /** Those that are trained; the others must have no gradient. */
  private static List<NamedParameter> trained(RecurrentNetwork network) {
    int from = network.layout().trainedFrom();
    for (int i = 0; i < from; i++) {
      assertThat(network.gradientBuffer().get(i)).isZero();
    }
    return network.layout().parameters().stream().filter(p -> p.offset() >= from).toList();
  }

  private static double extrapolated(
      RecurrentNetwork network, SequenceBatch batch, float[] parameters, int index) {
    boolean relu = network.spec().cell().activation() == Activation.RELU;
    float step = relu ? RECTIFIER_STEP : STEP;
    double wide = difference(network, batch, parameters, index, step);
    double narrow = difference(network, batch, parameters, index, step / 2);
    return (4 * narrow - wide) / 3;
  }

  private static double difference(
      RecurrentNetwork network, SequenceBatch batch, float[] parameters, int index, float step) {
    float[] moved = parameters.clone();
    moved[index] = parameters[index] + step;
    double above = loss(network, batch, moved);
    double width = moved[index];
    moved[index] = parameters[index] - step;
    return (above - loss(network, batch, moved)) / (width - moved[index]);
  }

  private static double loss(RecurrentNetwork network, SequenceBatch batch, float[] parameters) {
    network.setParameters(parameters);
    network.reseed(77);
    return network.trainStep(batch);
  }

  static List<Named<NetworkSpec>> wide() {
    List<Named<NetworkSpec>> all = Specs.steady(24, 64);
    all.addAll(Specs.dropping(24, 64));
    return all;
  }

  /**
   * Wider layers run other kernels (blocked weights, vector code). Here the derivative along a
   * random direction is compared: one number for all parameters of a kind, with a relative
   * tolerance of 2 %.
   */
  @ParameterizedTest
  @MethodSource("wide")
  void wideNetworksHaveTheRightDirectionalDerivative(NetworkSpec spec) {
    SequenceBatch batch = Batches.padded(spec, 12, 17, new SplittableRandom(8));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 4)) {
      float[] parameters = network.copyParameters();
      loss(network, batch, parameters);
      float[] gradients = Parameters.gradients(network);
      SplittableRandom random = new SplittableRandom(6);
      for (NamedParameter parameter : trained(network)) {
        // Half along the gradient, half at random: a random direction alone is almost orthogonal to
        // it.
        double norm = 0;
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
          norm += (double) gradients[i] * gradients[i];
        }
        norm = Math.sqrt(norm);
        double[] direction = new double[parameters.length];
        double expected = 0;
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
          direction[i] = gradients[i] / norm + random.nextGaussian() / Math.sqrt(parameter.size());
          expected += direction[i] * gradients[i];
        }
        double wide = slope(network, batch, parameters, direction, 0.02);
        double narrow = slope(network, batch, parameters, direction, 0.01);
        double difference = (4 * narrow - wide) / 3;
        assertThat(expected)
            .as(parameter.name())
            .isCloseTo(difference, within(5e-5 + 0.02 * Math.abs(difference)));
      }
    }
  }

  private static double slope(
      RecurrentNetwork network,
      SequenceBatch batch,
      float[] parameters,
      double[] direction,
      double step) {
    return (lossAlong(network, batch, parameters, direction, step)
            - lossAlong(network, batch, parameters, direction, -step))
        / (2 * step);
  }

  private static double lossAlong(
      RecurrentNetwork network,
      SequenceBatch batch,
      float[] parameters,
      double[] direction,
      double step) {
    float[] moved = new float[parameters.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (parameters[i] + step * direction[i]);
    }
    return loss(network, batch, moved);
  }
}
