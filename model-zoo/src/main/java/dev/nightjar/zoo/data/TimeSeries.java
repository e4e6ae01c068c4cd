package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A time series whose target is to be forecast, divided in time: the first rows to train, the next
 * to validate, the last to test.
 *
 * <p>Every forecast belongs to the part that all its forecast rows lie in. A window may begin in
 * the part before, as in use, where the past is known; what is forecast there belongs to one part
 * only.
 *
 * @param name what it is called, for people
 * @param scaling what is read and forecast; fitted on the training part
 * @param values [columns][rows], finite; not copied
 * @param train the rows that training forecasts: all of the training part but the first window
 * @param validation the rows of the validation part
 * @param test the rows of the test part, maybe none
 * @param sha256 hash of names and values, in hexadecimal; how they are divided is not part of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; lists of boxes would be too large.
public record TimeSeries(
    String name,
    ForecastScaling scaling,
    double[][] values,
    Rows train,
    Rows validation,
    Rows test,
    String sha256)
    implements Dataset {

  /**
   * Rows that follow each other.
   *
   * @param from the first
   * @param to the one after the last; as {@code from} if there is none
   */
  public record Rows(int from, int to) {
    /** How many there are. */
    public int count() {
      return to - from;
    }
  }

  /**
   * Divides a series and fits its scaling.
   *
   * @param where what the series is called in messages, such as its path
   * @param name what it is called, for people
   * @param names of the columns, none twice
   * @param values [columns][rows], finite
   * @param target the place of the target
   * @throws DatasetException if a part is too short, or the target does not vary where it is scored
   */
  static TimeSeries divide(
      String where,
      String name,
      List<String> names,
      double[][] values,
      int target,
      ForecastWindows windows,
      SplitSpec split) {
    int rows = values[0].length;
    int validationFrom = (int) Math.round(rows * split.train());
    int testFrom =
        split.test() == 0 ? rows : (int) Math.round(rows * (split.train() + split.validation()));
    Rows validation = new Rows(validationFrom, testFrom);
    Rows test = new Rows(testFrom, rows);
    List<String> problems = new ArrayList<>();
    int needed = windows.window() + windows.horizon();
    checkLength(problems, where, rows, "train", validationFrom, needed, windows);
    int scored = windows.horizon();
    checkLength(problems, where, rows, "validation", validation.count(), scored, windows);
    if (split.test() > 0) {
      checkLength(problems, where, rows, "test", test.count(), scored, windows);
    }
    if (problems.isEmpty()) {
      String column = names.get(target);
      checkVaries(problems, where, "validation", column, values[target], validation);
      checkVaries(problems, where, "test", column, values[target], test);
    }
    if (!problems.isEmpty()) {
      throw new DatasetException(problems);
    }
    return new TimeSeries(
        name,
        ForecastScaling.fit(names, values, target, windows, validationFrom),
        values,
        new Rows(windows.window(), validationFrom),
        validation,
        test,
        StableHash.ofNumbers(names, List.of(values)));
  }

  private static void checkLength(
      List<String> problems,
      String where,
      int rows,
      String part,
      int has,
      int needs,
      ForecastWindows windows) {
    if (has < needs) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: too few rows: of %d the %s part has %d, but a window of %d and a horizon of %d"
                  + " steps need at least %d there: give more rows, make dataset.window or"
                  + " dataset.horizon smaller, or change dataset.split",
              where,
              rows,
              part,
              has,
              windows.window(),
              windows.horizon(),
              needs));
    }
  }

  private static void checkVaries(
      List<String> problems, String where, String part, String column, double[] target, Rows rows) {
    for (int row = rows.from() + 1; row < rows.to(); row++) {
      if (target[row] != target[rows.from()]) {
        return;
      }
    }
    if (rows.count() > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: the target \"%s\" is %s in every row of the %s part, so that no error can be"
                  + " compared with its deviation: give more rows or change dataset.split",
              where,
              column,
              target[rows.from()],
              part));
    }
  }

  /** How many windows forecast only rows of a part; 0 if the part is empty. */
  public int windows(Rows rows) {
    return Math.max(0, rows.count() - scaling.windows().horizon() + 1);
  }

  /** The values of what is forecast, one a row. */
  public double[] target() {
    return values[scaling.target()];
  }

  /** The standard deviation of the target over rows, that of a population. */
  public double deviation(Rows rows) {
    NumberColumn.Fit fit = new NumberColumn.Fit();
    for (int row = rows.from(); row < rows.to(); row++) {
      fit.add(target()[row]);
    }
    return fit.deviation();
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.TIME_SERIES;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes("windows", windows(train), windows(validation), windows(test));
  }
}
