package dev.nightjar.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.trial.Goal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueAxisTest {

  @Test
  void divergedValuesDoNotFlattenTheOthers() {
    ValueAxis axis =
        ValueAxis.of(List.of(0.61, 0.63, 0.7, 0.72, 0.8, 0.85, 1e9, Double.NaN), Goal.MINIMIZE);

    assertThat(axis.axis().max()).isLessThan(1);
    assertThat(axis.beyond()).isEqualTo(1);
    assertThat(axis.note("trial"))
        .contains("1 trial above the axis, drawn at its edge; the farthest at 1.000e+09");
  }

  @Test
  void theGoodSideIsNeverCut() {
    List<Double> values = List.of(-1e6, 0.61, 0.63, 0.7, 0.72, 0.8, 0.85);

    assertThat(ValueAxis.of(values, Goal.MINIMIZE).beyond()).isZero();
    assertThat(ValueAxis.of(values, Goal.MAXIMIZE).beyond()).isEqualTo(1);
    assertThat(ValueAxis.of(values, Goal.MAXIMIZE).note("trial").orElseThrow())
        .contains("below the axis");
  }

  @Test
  void ordinaryBadValuesStay() {
    ValueAxis axis =
        ValueAxis.of(List.of(0.28, 0.42, 0.6, 0.7, 0.72, 0.73, 0.74, 0.75), Goal.MAXIMIZE);

    assertThat(axis.beyond()).isZero();
    assertThat(axis.axis().min()).isLessThanOrEqualTo(0.28);
  }

  @Test
  void wideRangesAreLogarithmic() {
    List<Double> values = new ArrayList<>();
    for (double v = 1e-4; v < 10; v *= 2) {
      values.add(v);
    }
    ValueAxis axis = ValueAxis.of(values, Goal.MINIMIZE);

    assertThat(axis.axis().log()).isTrue();
    assertThat(axis.axis().ticks()).hasSizeBetween(3, 10);
    assertThat(axis.axis().at(1e-4)).isBetween(0.0, 0.1);
  }

  @Test
  void oddInputsGiveAnAxis() {
    for (List<Double> values :
        List.of(
            List.<Double>of(),
            List.of(Double.NaN, Double.POSITIVE_INFINITY),
            List.of(0.0),
            List.of(5.0, 5.0, 5.0, 5.0, 5.0, 5.0),
            List.of(-3.0, -3.0),
            List.of(0.0, 0.0, 0.0, 0.0, 0.0, 7.0),
            List.of(1e-300, 1e300))) {
      Axis axis = ValueAxis.of(values, Goal.MINIMIZE).axis();
      assertThat(axis.min()).isFinite().isLessThan(axis.max());
      assertThat(axis.max()).isFinite();
      assertThat(axis.ticks()).isNotEmpty().hasSizeLessThan(20);
      assertThat(axis.ticks()).allMatch(t -> t.at() >= -1e-9 && t.at() <= 1 + 1e-9);
    }
  }

  @Test
  void linearTicksAreRound() {
    Axis axis = Axis.linear(0.61, 1.17);

    assertThat(axis.ticks()).extracting(Tick::label).startsWith("0.6", "0.8", "1");
    assertThat(axis.at(axis.min())).isCloseTo(0, within(1e-12));
    assertThat(axis.at(99)).isEqualTo(1);
  }

  @Test
  void wholeAxesTickAtWholeNumbers() {
    assertThat(Axis.whole(1, 24).ticks())
        .extracting(Tick::label)
        .containsExactly("5", "10", "15", "20");
    assertThat(Axis.whole(0, 0).max()).isEqualTo(1);
    assertThat(Axis.whole(1, 3).ticks()).extracting(Tick::label).containsExactly("1", "2", "3");
  }
}
