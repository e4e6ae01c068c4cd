package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The series that are generated and those that were measured. */
class GeneratedSeriesTest {

  @Test
  void mackeyGlassObeysItsEquation() {
    double[] x = MackeyGlass.values();
    assertThat(x).hasSize(MackeyGlass.VALUES);
    // The central difference over two units of time is the slope but for its third derivative.
    double worst = 0;
    for (int t = MackeyGlass.DELAY; t < x.length - 1; t++) {
      double late = x[t - MackeyGlass.DELAY];
      double slope = 0.2 * late / (1 + Math.pow(late, 10)) - 0.1 * x[t];
      worst = Math.max(worst, Math.abs((x[t + 1] - x[t - 1]) / 2 - slope));
    }
    assertThat(worst).isLessThan(0.01);
  }

  @Test
  void mackeyGlassKeepsToItsAttractor() {
    double[] x = MackeyGlass.values();
    assertThat(Arrays.stream(x)).allMatch(v -> v > 0.2 && v < 1.4);
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(0.93, within(0.02));
    assertThat(Math.sqrt(variance)).isCloseTo(0.226, within(0.01)); // As the literature has it.
  }

  @Test
  void co2HasItsValuesAndItsGapsFilled() {
    double[] read = MeasuredSeries.read("co2.csv");
    assertThat(read).hasSize(2284);
    assertThat(Arrays.stream(read).filter(Double::isNaN).count()).isEqualTo(59);
    TimeSeries series = (TimeSeries) Datasets.load(BuiltinSpec.of(Builtin.CO2));
    double[] co2 = series.target();
    assertThat(co2[0]).isEqualTo(316.1);
    assertThat(co2[2283]).isEqualTo(371.5);
    assertThat(Arrays.stream(co2)).allMatch(v -> v > 312 && v < 375);
    assertThat(series.scaling().windows()).isEqualTo(new ForecastWindows(104, 26, true));
  }

  @Test
  void gapsAreFilledOnAStraightLine() {
    double[] values = {1, Double.NaN, Double.NaN, 4, 5, Double.NaN, 3};
    MeasuredSeries.fillGaps(values);
    assertThat(values).containsExactly(1, 2, 3, 4, 5, 4, 3);
  }

  @Test
  void sunspotsHaveTheirValues() {
    double[] spots = ((TimeSeries) Datasets.load(BuiltinSpec.of(Builtin.SUNSPOTS))).target();
    assertThat(spots).hasSize(309).startsWith(5, 11, 16, 23).endsWith(40.4, 29.8, 15.2, 7.5, 2.9);
  }

  @Test
  void aCylinderIsFlatABellRisesAFunnelFalls() {
    LabelledSeries data =
        (LabelledSeries) Datasets.load(BuiltinSpec.of(Builtin.CYLINDER_BELL_FUNNEL));
    assertThat(data.labels()).containsExactly("bell", "cylinder", "funnel");
    assertThat(data.sizes()).isEqualTo(new PartSizes("sequences", 900, 300, 900));
    List<LabelledSequence> train = data.parts().train();
    NumberColumn column = data.columns().get(0);
    // All shapes stand over steps 33 to 48. Means of 300 series have a deviation below 0.2.
    double[] early = new double[3];
    double[] before = new double[3];
    for (LabelledSequence sequence : train) {
      assertThat(sequence.length()).isEqualTo(CylinderBellFunnel.STEPS);
      before[sequence.label()] += column.original(sequence.values()[0]) / 300;
      early[sequence.label()] += column.original(sequence.values()[35]) / 300;
    }
    assertThat(Arrays.stream(before)).allMatch(mean -> Math.abs(mean) < 0.3);
    assertThat(early[1]).isCloseTo(6, within(0.6));
    assertThat(early[0]).isLessThan(early[1] / 2);
    assertThat(early[2]).isBetween(early[1] / 2, early[1]);
  }
}
