package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesFileTest {

  private static final Optional<String> NONE = Optional.empty();

  @TempDir private Path folder;

  private Path write(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), String.join("\n", lines) + "\n");
  }

  private static TimeSeries load(
      Path file, List<String> columns, Optional<String> target, Optional<String> time) {
    return (TimeSeries)
        Datasets.load(
            new TimeSeriesFileSpec(
                file,
                TableFormat.ofEnding(file),
                columns,
                target,
                time,
                new ForecastWindows(1, 1, false),
                new SplitSpec(0.5, 0.25, 0.25)));
  }

  private static void assertProblems(
      Path file,
      List<String> columns,
      Optional<String> target,
      Optional<String> time,
      String... problems) {
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(file, columns, target, time))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        Stream.of(problems).map(p -> file + p).toArray(String[]::new)));
  }

  private static List<String> names(TimeSeries series) {
    return series.scaling().columns().stream().map(NumberColumn::name).toList();
  }

  private Path sales() throws IOException {
    return write(
        "day,shop,price,sales,year",
        "2024-01-01,a,1.5,10,2024",
        "2024-01-02,a,-2,+20,2024",
        "2024-01-03,b,3e1,30,2024",
        "2024-01-04,b,.4,40.,2024",
        "2024-01-05,c,5,50,2024",
        "2024-01-06,c,6,60,2024",
        "2024-01-07,d,7,70,2024",
        "2024-01-08,d,8,80,2024");
  }

  @Test
  void readsAllColumnsOfNumbersButTheTime() throws IOException {
    TimeSeries series = load(sales(), List.of(), Optional.of("sales"), Optional.of("day"));
    assertThat(names(series)).containsExactly("price", "sales", "year");
    assertThat(series.scaling().target()).isEqualTo(1);
    assertThat(series.values()[0]).containsExactly(1.5, -2, 30, 0.4, 5, 6, 7, 8);
    assertThat(series.target()).containsExactly(10, 20, 30, 40, 50, 60, 70, 80);
    assertThat(series.name()).isEqualTo("a.csv");
    assertThat(names(load(sales(), List.of(), Optional.of("sales"), NONE)))
        .containsExactly("price", "sales", "year");
  }

  @Test
  void readsTheColumnsThatAreNamedAndTheTarget() throws IOException {
    assertThat(names(load(sales(), List.of("price"), Optional.of("sales"), NONE)))
        .containsExactly("price", "sales");
    assertThat(names(load(sales(), List.of("sales", "year"), Optional.of("sales"), NONE)))
        .containsExactly("sales", "year");
  }

  @Test
  void theOnlyColumnNeedsNoNaming() throws IOException {
    Path file = write("x", "1", "2", "3", "4", "5", "6", "7", "8", "", "");
    assertThat(load(file, List.of(), NONE, NONE).target()).hasSize(8);
  }

  @Test
  void theTargetMustBeNamedWhereThereAreSeveral() throws IOException {
    assertProblems(
        sales(),
        List.of(),
        NONE,
        NONE,
        ": the columns [price, sales, year] have numbers; name the one to forecast with"
            + " dataset.target");
    assertProblems(
        sales(),
        List.of(),
        Optional.of("shop"),
        NONE,
        ": the target \"shop\" is no column of numbers; those are [price, sales, year]; name one"
            + " with dataset.target");
  }

  @Test
  void missingColumnsAreAllNamed() throws IOException {
    assertProblems(
        sales(),
        List.of("prize"),
        Optional.of("sails"),
        Optional.of("date"),
        ":1: there is no time column \"date\"; the header has [day, shop, price, sales, year];"
            + " name the column with dataset.time",
        ":1: there is no column \"prize\"; the header has [day, shop, price, sales, year]",
        ":1: there is no column \"sails\"; the header has [day, shop, price, sales, year]");
    assertProblems(
        sales(),
        List.of(),
        Optional.of("sails"),
        NONE,
        ":1: there is no target column \"sails\"; the header has [day, shop, price, sales, year];"
            + " name the column with dataset.target");
  }

  @Test
  void everyBadFieldIsNamedWithItsLine() throws IOException {
    assertProblems(
        write("x,y", ",1", "2,1", "\"3,5\",1", "NaN,1", "1e99,1", "5", "x,1"),
        List.of(),
        Optional.of("x"),
        NONE,
        ":2: \"x\" has no value: fill it in, remove the row, or leave the column out with"
            + " dataset.columns",
        ":4: \"x\" is \"3,5\", not a number; write a point for the comma",
        ":5: \"x\" is \"NaN\", not a number",
        ":6: \"x\" is 1e99; numbers are at most 3.4e38 here",
        ":7: there is 1 field, but the header has 2 columns; fields are separated by commas",
        ":8: \"x\" is \"x\", not a number");
  }

  @Test
  void aBlankLineAmongTheRowsOfOneColumnIsAMissingValue() throws IOException {
    assertProblems(
        write("x", "1", "2", "", "4", "5", ""),
        List.of(),
        NONE,
        NONE,
        ":4: \"x\" has no value: fill it in, remove the row, or leave the column out with"
            + " dataset.columns");
  }

  @Test
  void aHeaderMustNameEveryColumnOnce() throws IOException {
    assertProblems(
        write(",x,x", "1,2,3"),
        List.of(),
        NONE,
        NONE,
        ":1: column 1 has no name; name every column in the header line",
        ":1: two columns are named \"x\"; give each a name of its own");
  }

  @Test
  void noRowsNoNumbersAndTooFewRows() throws IOException {
    assertProblems(write("x"), List.of(), NONE, NONE, ": there are no rows below the header line");
    assertProblems(
        write("x", "a", "b"),
        List.of(),
        NONE,
        NONE,
        ": no column has numbers; a time series is a column of numbers at least");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(write("x", "1", "2"), List.of(), NONE, NONE))
        .withMessageContaining("a.csv: too few rows: of 2 the train part has 1");
    assertProblems(folder.resolve("none.csv"), List.of(), NONE, NONE, ": there is no such file");
  }

  @Test
  void timesMustFollowEachOther() throws IOException {
    String later = ": sort the rows by time, one a time";
    assertProblems(
        write("t,x", "2024-01-01,1", "2024-01-03,2", "2024-01-02,3", "2024-01-02,4", "5,5"),
        List.of(),
        NONE,
        Optional.of("t"),
        ":4: \"t\" is 2024-01-02, which does not come after 2024-01-03 in line 3" + later,
        ":5: \"t\" is 2024-01-02, which does not come after 2024-01-02 in line 4" + later,
        ":6: \"t\" is 5, but 2024-01-02 in line 5");
    assertProblems(
        write("t,x", "31.1.2024,1", ",2"),
        List.of(),
        NONE,
        Optional.of("t"),
        ":2: \"t\" is \"31.1.2024\"; a time is a number, or a date such as 2024-01-31 or"
            + " 2024-01-31T18:00: write it so, or leave dataset.time out",
        ":3: \"t\" has no value; a time is a number, or a date such as 2024-01-31 or"
            + " 2024-01-31T18:00: write it so, or leave dataset.time out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9 10 11 100",
        "-1.5 0 1e0 20",
        "2024-01 2024-02 2024-10 2025-01",
        "2024-01-31T23:00 2024-02-01T00:00 2024-02-01T00:00:01 2025-01-01T00:00",
        "2024-01-31T23:00+01:00 2024-01-31T22:30Z 2024-01-31T23:00Z 2024-01-31T20:00-05:00",
      })
  void timesAreNumbersOrDates(String times) throws IOException {
    String[] t = times.split(" ");
    Path file = write("t,x", t[0] + ",1", t[1] + ",2", t[2] + ",3", t[3] + ",4");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(file, List.of(), NONE, Optional.of("t")))
        .withMessageNotContaining("\"t\""); // Four rows are too few, but their times are right.
  }

  @Test
  void aBlankMayStandForTheT() throws IOException {
    Path file = write("t,x", "2024-01-01 10:00,1", "2024-01-01 09:00,2", "2024-01-01 11:00,2");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(file, List.of(), NONE, Optional.of("t")))
        .withMessageContaining(
            ":3: \"t\" is 2024-01-01 09:00, which does not come after 2024-01-01 10:00 in line 2");
  }
}
