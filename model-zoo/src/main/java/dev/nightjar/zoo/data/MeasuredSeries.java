package dev.nightjar.zoo.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The built-in time series that were measured, both in the public domain; their files name the
 * sources.
 *
 * <ul>
 *   <li>{@code co2}: CO₂ at Mauna Loa in ppmv, 2,284 weeks from March 1958 to December 2001. The 59
 *       weeks without measurements are filled in on a straight line between their neighbours.
 *   <li>{@code sunspots}: the sunspot numbers of the 309 years from 1700 to 2008.
 * </ul>
 */
final class MeasuredSeries {

  private MeasuredSeries() {}

  static TimeSeries load(Builtin builtin, ForecastWindows windows, SplitSpec split) {
    double[] values = read(builtin.label() + ".csv");
    fillGaps(values);
    return TimeSeries.divide(
        builtin.label(),
        builtin.label(),
        List.of(builtin.label()),
        new double[][] {values},
        0,
        windows,
        split);
  }

  /** The second column; NaN where it has no value. */
  static double[] read(String resource) {
    try (InputStream in = MeasuredSeries.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> NumberField.parse(line.substring(line.indexOf(',') + 1)))
          .mapToDouble(number -> number.orElse(Double.NaN))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** Fills gaps between two values on a straight line. */
  static void fillGaps(double[] values) {
    int last = 0;
    for (int i = 1; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        for (int gap = last + 1; gap < i; gap++) {
          double share = (double) (gap - last) / (i - last);
          values[gap] = values[last] + share * (values[i] - values[last]);
        }
        last = i;
      }
    }
  }
}
