package dev.nightjar.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {

  @Test
  void isKnownForFewPoints() {
    assertThat(Hypervolume.ofUnitCube(List.of())).isZero();
    assertThat(Hypervolume.ofUnitCube(List.of(new double[] {0, 0, 0}))).isEqualTo(1);
    assertThat(Hypervolume.ofUnitCube(List.of(new double[] {0.3}, new double[] {0.6})))
        .isEqualTo(0.7);
    assertThat(Hypervolume.ofUnitCube(List.of(new double[] {0, 0.5}, new double[] {0.5, 0})))
        .isEqualTo(0.75);
    assertThat(
            Hypervolume.ofUnitCube(
                List.of(
                    new double[] {0, 0, 0.5}, new double[] {0.5, 0, 0}, new double[] {1, 1, 1})))
        .isEqualTo(0.75);
  }

  /**
   * Against the share of 100,000 random points that are dominated: five standard errors, which a
   * correct measure exceeds in one of two million comparisons.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void isTheShareOfRandomPointsThatAreDominated(int dimensions) {
    SplittableRandom random = new SplittableRandom(dimensions);
    List<double[]> points =
        IntStream.range(0, 12)
            .mapToObj(i -> random.doubles(dimensions).map(Math::sqrt).toArray())
            .toList();
    int samples = 100_000;
    long dominated =
        IntStream.range(0, samples)
            .mapToObj(i -> random.doubles(dimensions).toArray())
            .filter(sample -> points.stream().anyMatch(p -> dominates(p, sample)))
            .count();
    double share = (double) dominated / samples;
    assertThat(Hypervolume.ofUnitCube(points))
        .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / samples) + 1e-4));
  }

  private static boolean dominates(double[] point, double[] other) {
    return IntStream.range(0, point.length).allMatch(i -> point[i] <= other[i]);
  }

  @Test
  void pointsThatAreDominatedOrEqualChangeNothing() {
    List<double[]> front = List.of(new double[] {0.1, 0.7, 0.2}, new double[] {0.4, 0.2, 0.6});
    List<double[]> more =
        Arrays.asList(
            new double[] {0.4, 0.2, 0.6},
            new double[] {0.5, 0.8, 0.6},
            new double[] {0.1, 0.7, 0.2},
            new double[] {0.4, 0.2, 0.6});
    assertThat(Hypervolume.ofUnitCube(more))
        .isCloseTo(Hypervolume.ofUnitCube(front), within(1e-12));
  }
}
