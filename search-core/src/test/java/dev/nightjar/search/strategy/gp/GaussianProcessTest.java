package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.TestProblems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

  private static final SearchSpace SPACE = TestProblems.hartmann6().space();
  private static final Distances DISTANCES = new Distances(SPACE);
  private static final Hyperparameters PARAMETERS =
      new Hyperparameters(new double[] {4, 2, 1, 0.5, 3, 0.1}, 1.7, 1e-8);

  private static List<double[]> points(SearchSpace space, int count, int seed) {
    RandomGenerator random = Seeds.ofSuggestion(11, seed);
    return Stream.generate(() -> space.encode(space.sample(random))).limit(count).toList();
  }

  private static double[] values(List<double[]> points) {
    return points.stream().mapToDouble(p -> Math.sin(3 * p[0]) + p[1] - p[4] * p[4]).toArray();
  }

  private static GaussianProcess process(List<double[]> points) {
    return GaussianProcess.of(DISTANCES, PARAMETERS, points, values(points));
  }

  @Test
  void goesThroughObservationsWithoutNoise() {
    List<double[]> points = points(SPACE, 70, 1);
    double[][] predicted = process(points).predict(points);
    assertThat(predicted[0]).containsExactly(values(points), within(1e-5));
    assertThat(Arrays.stream(predicted[1]).max().orElseThrow()).isLessThan(1e-3);
  }

  @Test
  void knowsMoreNearObservationsAndTheUsualFarFromThem() {
    List<double[]> points = points(SPACE, 20, 2);
    GaussianProcess process = process(points);
    double before = 0;
    for (double step : new double[] {0, 0.01, 0.05, 0.1, 0.2}) {
      double[] near = points.get(0).clone();
      near[0] += near[0] > 0.5 ? -step : step;
      double deviation = process.predict(near).deviation();
      assertThat(deviation).isGreaterThan(before).isLessThan(Math.sqrt(1.7));
      before = deviation;
    }
    GaussianProcess narrow =
        GaussianProcess.of(
            DISTANCES,
            new Hyperparameters(new double[] {1e4, 1e4, 1e4, 1e4, 1e4, 1e4}, 1.7, 1e-6),
            points,
            values(points));
    GaussianProcess.Prediction far = narrow.predict(new double[] {0, 1, 0, 1, 0, 1});
    assertThat(far.mean()).isCloseTo(0, within(1e-6));
    assertThat(far.deviation()).isCloseTo(Math.sqrt(1.7), within(1e-6));
  }

  /** More than fit into one tile, and none. */
  @Test
  void manyPointsAreAsEachAlone() {
    GaussianProcess process = process(points(SPACE, 37, 3));
    List<double[]> at = points(SPACE, 150, 4);
    double[][] together = process.predict(at);
    for (int i = 0; i < at.size(); i++) {
      GaussianProcess.Prediction alone = process.predict(at.get(i));
      assertThat(together[0][i]).isCloseTo(alone.mean(), within(1e-9));
      assertThat(together[1][i]).isCloseTo(alone.deviation(), within(1e-6));
    }
    assertThat(process.predict(List.of())).isDeepEqualTo(new double[2][0]);
  }

  @Test
  void gradientsAreThoseOfThePrediction() {
    assertGradients(TestProblems.hartmann6().space(), PARAMETERS);
  }

  @Test
  void gradientsOnAMixedAndConditionalSpace() {
    SearchSpace space = TestProblems.recurrent().space();
    double[] weights = new double[space.dimension()];
    Arrays.fill(weights, 0.7);
    assertGradients(space, new Hyperparameters(weights, 0.8, 1e-4));
  }

  private static void assertGradients(SearchSpace space, Hyperparameters parameters) {
    List<double[]> points = points(space, 25, 5);
    double[] values = Seeds.ofSuggestion(12, 0).doubles(25, -2, 2).toArray();
    GaussianProcess process = GaussianProcess.of(new Distances(space), parameters, points, values);
    for (double[] at : points(space, 5, 6)) {
      double[] ofMean = Gradients.of(x -> process.predict(x).mean(), at, 1e-5);
      double[] ofDeviation = Gradients.of(x -> process.predict(x).deviation(), at, 1e-5);
      GaussianProcess.Prediction prediction = process.predict(at);
      for (int d = 0; d < at.length; d++) {
        if (space.parameters().get(d).cardinality().isPresent() || Double.isNaN(at[d])) {
          continue; // A choice jumps; whole numbers and inactive ones are not climbed along.
        }
        assertThat(prediction.ofMean()[d]).isCloseTo(ofMean[d], within(1e-5));
        assertThat(prediction.ofDeviation()[d]).isCloseTo(ofDeviation[d], within(1e-5));
      }
    }
  }

  @Test
  void withMoreIsOfAll() {
    List<double[]> known = points(SPACE, 30, 7);
    List<double[]> more = points(SPACE, 4, 8);
    List<double[]> all = new ArrayList<>(known);
    all.addAll(more);
    List<double[]> at = points(SPACE, 10, 9);
    GaussianProcess before = process(known);
    double[][] predictedBefore = before.predict(at);
    assertThat(before.with(more, values(all)).predict(at)).isDeepEqualTo(process(all).predict(at));
    assertThat(before.predict(at)).isDeepEqualTo(predictedBefore);
  }
}
