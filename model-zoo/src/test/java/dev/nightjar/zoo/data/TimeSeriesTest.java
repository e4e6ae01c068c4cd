package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesTest {

  private static final SplitSpec SPLIT = new SplitSpec(0.6, 0.2, 0.2);

  private static double[] count(int rows) {
    double[] values = new double[rows];
    Arrays.setAll(values, i -> i);
    return values;
  }

  private static double[] noise(int rows, long seed, double mean, double deviation) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(rows)
        .toArray();
  }

  private static TimeSeries divide(double[][] values, int target, ForecastWindows windows) {
    List<String> names = List.of("a", "b", "c").subList(0, values.length);
    return TimeSeries.divide("file", "name", names, values, target, windows, SPLIT);
  }

  @Test
  void everyForecastBelongsToOnePartOnly() {
    TimeSeries series = divide(new double[][] {count(50)}, 0, new ForecastWindows(4, 3, false));
    assertThat(series.train()).isEqualTo(new TimeSeries.Rows(4, 30));
    assertThat(series.validation()).isEqualTo(new TimeSeries.Rows(30, 40));
    assertThat(series.test()).isEqualTo(new TimeSeries.Rows(40, 50));
    assertThat(series.sizes()).isEqualTo(new PartSizes("windows", 24, 8, 8));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "4,3,7", "5,2,100"})
  void theWindowsOfAPartAreAllThatForecastOnlyItsRows(int window, int horizon, int batchSize) {
    TimeSeries series =
        divide(new double[][] {count(50)}, 0, new ForecastWindows(window, horizon, false));
    NumberColumn column = series.scaling().columns().get(0);
    for (TimeSeries.Rows rows : List.of(series.train(), series.validation(), series.test())) {
      int first = rows.from();
      for (SequenceBatch batch : new ForecastBatches(series, rows, batchSize).inOrder()) {
        float[] read = ((StepInput.Values) batch.input()).values();
        float[] asked = ((Targets.Values) batch.targets()).values();
        assertThat(batch.steps()).isEqualTo(window);
        for (int n = 0; n < batch.size(); n++) {
          if (Float.isNaN(asked[n * horizon])) {
            continue;
          }
          for (int step = 0; step < window; step++) {
            assertThat(column.original(read[step * batch.size() + n]))
                .isCloseTo(first - window + step, within(1e-4));
          }
          for (int step = 0; step < horizon; step++) {
            assertThat(column.original(asked[n * horizon + step]))
                .isCloseTo(first + step, within(1e-4));
          }
          first++;
        }
      }
      assertThat(first + horizon - 1).isEqualTo(rows.to());
    }
  }

  @Test
  void anEpochHasEveryWindowOnceInAnotherOrder() {
    TimeSeries series = divide(new double[][] {count(50)}, 0, new ForecastWindows(4, 3, false));
    ForecastBatches batches = new ForecastBatches(series, series.train(), 7);
    List<Long> firsts = new ArrayList<>();
    for (SequenceBatch batch : batches.epoch(1, new Random(1))) {
      float[] asked = ((Targets.Values) batch.targets()).values();
      for (int n = 0; n < batch.size(); n++) {
        if (!Float.isNaN(asked[3 * n])) {
          firsts.add(Math.round(series.scaling().answer().original(asked[3 * n])));
        }
      }
    }
    List<Long> inTime = new ArrayList<>();
    for (long row = 4; row < 28; row++) {
      inTime.add(row);
    }
    assertThat(firsts).containsExactlyInAnyOrderElementsOf(inTime).isNotEqualTo(inTime);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForecastBatches(series, new TimeSeries.Rows(5, 7), 4))
        .withMessage("0 windows in batches of 4: both must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theScalingKnowsTheTrainingPartOnly(boolean difference) {
    double[][] values = {noise(200, 1, 300, 7), noise(200, 2, -5, 0.1)};
    double[][] others = {values[0].clone(), values[1].clone()};
    for (int row = 120; row < 200; row++) {
      others[0][row] = 1e6 * row;
      others[1][row] = -1e6 * row;
    }
    ForecastWindows windows = new ForecastWindows(6, 4, difference);
    assertThat(divide(others, 1, windows).scaling())
        .isEqualTo(divide(values, 1, windows).scaling());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatTrainingReadsAndAnswersIsStandardised(long seed) {
    double[][] values = {noise(300, seed, 300, 7), noise(300, seed + 9, -5, 0.1)};
    TimeSeries series = divide(values, 1, new ForecastWindows(6, 4, true));
    List<Double> read = new ArrayList<>();
    List<Double> asked = new ArrayList<>();
    for (SequenceBatch batch : new ForecastBatches(series, series.train(), 1).inOrder()) {
      float[] steps = ((StepInput.Values) batch.input()).values();
      for (int step = 0; step < 6; step++) {
        read.add((double) steps[2 * step]);
      }
      for (float answer : ((Targets.Values) batch.targets()).values()) {
        asked.add((double) answer);
      }
    }
    for (List<Double> numbers : List.of(read, asked)) {
      double mean = numbers.stream().mapToDouble(v -> v).average().orElseThrow();
      double square = numbers.stream().mapToDouble(v -> v * v).average().orElseThrow();
      assertThat(mean).isCloseTo(0, within(1e-4));
      assertThat(square).isCloseTo(1, within(1e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aForecastIsTheInverseOfWhatIsAsked(boolean difference) {
    double[][] values = {noise(100, 3, 50, 2), noise(100, 4, 0, 1)};
    ForecastScaling scaling = divide(values, 0, new ForecastWindows(5, 3, difference)).scaling();
    double[] forecast = scaling.forecast(scaling.answers(values, 20), values[0][24]);
    for (int step = 0; step < 3; step++) {
      assertThat(forecast[step]).isCloseTo(values[0][25 + step], within(1e-4));
    }
  }

  @Test
  void differencesAreTheSameAtEveryLevel() {
    double[] low = noise(100, 3, 0, 2);
    double[] high = Arrays.stream(low).map(v -> v + 1000).toArray();
    ForecastScaling scaling =
        divide(new double[][] {low}, 0, new ForecastWindows(5, 3, true)).scaling();
    float[] fromLow = scaling.inputs(new double[][] {low}, 10);
    float[] fromHigh = scaling.inputs(new double[][] {high}, 10);
    for (int i = 0; i < fromLow.length; i++) {
      assertThat(fromHigh[i]).isCloseTo(fromLow[i], within(1e-5f));
    }
  }

  @Test
  void aColumnThatDoesNotVaryIsReadAsZero() {
    double[] constant = new double[50];
    Arrays.fill(constant, 0.1);
    ForecastScaling scaling =
        divide(new double[][] {count(50), constant}, 0, new ForecastWindows(2, 1, false)).scaling();
    assertThat(scaling.columns().get(1).deviation()).isEqualTo(1);
    assertThat(scaling.inputs(new double[][] {count(50), constant}, 0)[1]).isZero();
  }

  @Test
  void tooFewRowsAreSaidPartByPart() {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> divide(new double[][] {count(10)}, 0, new ForecastWindows(5, 3, false)))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "file: too few rows: of 10 the train part has 6, but a window of 5 and a"
                            + " horizon of 3 steps need at least 8 there: give more rows, make"
                            + " dataset.window or dataset.horizon smaller, or change dataset.split",
                        "file: too few rows: of 10 the validation part has 2, but a window of 5 and"
                            + " a horizon of 3 steps need at least 3 there: give more rows, make"
                            + " dataset.window or dataset.horizon smaller, or change dataset.split",
                        "file: too few rows: of 10 the test part has 2, but a window of 5 and a"
                            + " horizon of 3 steps need at least 3 there: give more rows, make"
                            + " dataset.window or dataset.horizon smaller, or change"
                            + " dataset.split"));
  }

  @Test
  void aTargetThatDoesNotVaryWhereItIsScoredIsRefused() {
    double[] values = count(50);
    Arrays.fill(values, 40, 50, 7);
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> divide(new double[][] {values}, 0, new ForecastWindows(5, 3, false)))
        .withMessage(
            "file: the target \"a\" is 7.0 in every row of the test part, so that no error can be"
                + " compared with its deviation: give more rows or change dataset.split");
  }

  @Test
  void theHashKnowsNamesAndValuesNotTheSplit() {
    double[][] values = {count(50)};
    ForecastWindows windows = new ForecastWindows(5, 3, false);
    String hash = divide(values, 0, windows).sha256();
    SplitSpec half = new SplitSpec(0.5, 0.5, 0);
    TimeSeries divided = TimeSeries.divide("file", "other", List.of("a"), values, 0, windows, half);
    assertThat(divided.sha256()).isEqualTo(hash);
    assertThat(divided.windows(divided.test())).isZero();
    double[] changed = count(50);
    changed[49]++;
    assertThat(divide(new double[][] {changed}, 0, windows).sha256()).isNotEqualTo(hash);
    assertThat(TimeSeries.divide("file", "x", List.of("b"), values, 0, windows, half).sha256())
        .isNotEqualTo(hash);
  }

  @Test
  void windowsHaveTheirRanges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForecastWindows(0, 1, false))
        .withMessage(
            "a window of 0 and a horizon of 1 steps: allowed are 1 to 10000 and 1 to 1000");
    assertThatIllegalArgumentException().isThrownBy(() -> new ForecastWindows(1, 1001, false));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberColumn("a", 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberColumn("a", Double.NaN, 1));
  }
}
