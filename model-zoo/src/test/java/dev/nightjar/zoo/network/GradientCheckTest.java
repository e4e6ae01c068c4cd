package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients against central differences of the loss.
 *
 * <p>The forward pass is f32, so a loss near 1.4 carries rounding noise of about 1e-7, and a
 * difference over ±0.01 one of about 1e-5; the truncation error of the difference, of the order of
 * 0.01² times a third derivative, is about as large. A gradient is right if it is within 5e-5 plus
 * 1 % of the difference: wrong terms showed as errors of 20 % and more.
 */
class GradientCheckTest {
  private static final float STEP = 1e-2f;

  static Stream<Arguments> networks() {
    return Stream.of(OutputMode.values())
        .flatMap(
            mode ->
                Stream.of(CellType.values())
                    .flatMap(
                        cell -> Stream.of(1, 2).map(layers -> Arguments.of(mode, cell, layers))));
  }

  @ParameterizedTest(name = "{0} {1} × {2}")
  @MethodSource("networks")
  void everyGradientEqualsTheDifference(OutputMode mode, CellType cell, int layers) {
    NetworkSpec spec = new NetworkSpec(new TokenInput(7, 5), cell, layers, 6, 0, 4, mode);
    SequenceBatch batch = Batches.padded(spec, 5, 3, new SplittableRandom(5));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 3)) {
      network.trainStep(batch);
      float[] gradients = Parameters.gradients(network);
      float[] parameters = network.copyParameters();
      for (NamedParameter parameter : network.layout().parameters()) {
        double largest = 0;
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
          double difference =
              (lossWith(network, batch, parameters, i, STEP)
                      - lossWith(network, batch, parameters, i, -STEP))
                  / (2 * STEP);
          assertThat((double) gradients[i])
              .as("%s, index %d", parameter.name(), i - parameter.offset())
              .isCloseTo(difference, within(5e-5 + 0.01 * Math.abs(difference)));
          largest = Math.max(largest, Math.abs(difference));
        }
        // A parameter without any influence would pass the check above whatever the gradient code
        // does.
        assertThat(largest).as(parameter.name()).isGreaterThan(1e-3);
      }
    }
  }

  private static double lossWith(
      RecurrentNetwork network, SequenceBatch batch, float[] parameters, int index, float step) {
    float[] moved = parameters.clone();
    moved[index] += step;
    network.setParameters(moved);
    BatchResult result = network.evaluate(batch);
    return result.meanLoss();
  }

  /**
   * Wider layers run other kernels (blocked weights, vector code). Here the derivative along a
   * random direction is compared: one number for all parameters of a kind, with a relative
   * tolerance of 2 %.
   */
  @ParameterizedTest(name = "{0} {1} × {2}")
  @MethodSource("networks")
  void wideNetworksHaveTheRightDirectionalDerivative(OutputMode mode, CellType cell, int layers) {
    NetworkSpec spec = new NetworkSpec(new TokenInput(40, 24), cell, layers, 64, 0, 20, mode);
    SequenceBatch batch = Batches.padded(spec, 12, 17, new SplittableRandom(8));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 4)) {
      network.trainStep(batch);
      float[] gradients = Parameters.gradients(network);
      float[] parameters = network.copyParameters();
      SplittableRandom random = new SplittableRandom(6);
      for (NamedParameter parameter : network.layout().parameters()) {
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
        double step = 0.02;
        double difference =
            (lossAlong(network, batch, parameters, direction, step)
                    - lossAlong(network, batch, parameters, direction, -step))
                / (2 * step);
        assertThat(expected)
            .as(parameter.name())
            .isCloseTo(difference, within(2e-5 + 0.02 * Math.abs(difference)));
      }
    }
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
    network.setParameters(moved);
    return network.evaluate(batch).meanLoss();
  }
}
