package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveChartTest {

  @Test
  void aCurveFallsFromTheTopLeftToTheBottomRight() {
    assertThat(CurveChart.draw(List.of(3.0, 2.0, Double.NaN, 1.0)))
        .containsExactly(
            "3.000 |*",
            "      |",
            "      |",
            "      | *",
            "      |",
            "      |",
            "      |",
            "1.000 |   *",
            "      +----",
            "       1  4");
  }

  @Test
  void longCurvesAndLargeValuesFit() {
    List<String> lines = CurveChart.draw(Collections.nCopies(500, 2.0));
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    assertThat(lines.get(7)).endsWith("*".repeat(60));
    assertThat(CurveChart.draw(List.of(-Double.MAX_VALUE, Double.MAX_VALUE)).get(0)).endsWith(" *");
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThat(CurveChart.draw(List.of())).isEmpty();
    assertThat(CurveChart.draw(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEmpty();
  }
}
