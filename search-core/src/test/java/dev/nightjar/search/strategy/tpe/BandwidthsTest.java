package dev.nightjar.search.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandwidthsTest {

  private static final TpeSettings SETTINGS = TpeSettings.defaults();

  @Test
  void narrowWhereGoodTrialsAgreeAndWideWhereTheyDoNot() {
    SearchSpace space =
        SearchSpace.of(FloatParameter.linear("same", 5, 9), FloatParameter.linear("spread", 5, 9));
    List<double[]> good =
        IntStream.range(0, 20).mapToObj(i -> new double[] {0.5, i / 19.0}).toList();
    double[] widths = Bandwidths.of(space, good, SETTINGS);
    assertThat(widths[0]).isLessThan(0.3 * widths[1]).isPositive();
  }

  @Test
  void isNeverNarrowerThanHalfACell() {
    SearchSpace space = SearchSpace.of(IntParameter.linear("i", 1, 4));
    List<double[]> good = IntStream.range(0, 20).mapToObj(i -> new double[] {0.125}).toList();
    assertThat(Bandwidths.of(space, good, SETTINGS)[0]).isGreaterThanOrEqualTo(0.125);
  }

  @Test
  void staysInsideTheRangeWithoutObservations() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("c", "a", "b"),
            new FloatParameter("f", 0, 1, false, Optional.of(Condition.on("c", "a"))));
    assertThat(Bandwidths.of(space, List.of(), SETTINGS))
        .hasSize(2)
        .satisfies(BandwidthsTest::areInsideTheRange);
    assertThat(Bandwidths.of(space, List.of(new double[] {0.75, Double.NaN}), SETTINGS))
        .satisfies(BandwidthsTest::areInsideTheRange);
  }

  private static void areInsideTheRange(double[] widths) {
    for (double width : widths) {
      assertThat(width).isGreaterThan(0).isLessThanOrEqualTo(1);
    }
  }
}
