package dev.nightjar.zoo.exhibit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.zoo.data.ForecastBatches;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import java.io.IOException;
import java.util.Arrays;

/**
 * A series as it was forecast beside the series as it was, in the units of the data: {@code
 * target}, its name; {@code row}, the row of the first value, from 0; {@code rows} of the
 * validation part; {@code truth}; {@code next}, what was forecast one step before; {@code last},
 * what was forecast {@code horizon} steps before, if that is more than one. A row that no window of
 * the part forecasts so is null. Of the first {@value #MOST} rows of the validation part.
 */
final class Forecast {

  private static final int MOST = 400;
  private static final int TOGETHER = 64;

  private Forecast() {}

  static Attachment of(Predictor network, TimeSeries series) {
    int horizon = series.scaling().windows().horizon();
    int first = series.validation().from();
    int rows = Math.min(MOST, series.validation().count());
    double[] next = filled(rows);
    double[] last = filled(rows);
    int window = 0;
    for (SequenceBatch batch :
        new ForecastBatches(series, series.validation(), TOGETHER).inOrder()) {
      float[] answers = network.answers(batch);
      int count = Math.min(batch.size(), series.windows(series.validation()) - window);
      for (int n = 0; n < count && window < rows; n++, window++) {
        double[] forecast =
            series
                .scaling()
                .forecast(
                    Arrays.copyOfRange(answers, n * horizon, (n + 1) * horizon),
                    series.target()[first + window - 1]);
        next[window] = forecast[0];
        if (window + horizon - 1 < rows) {
          last[window + horizon - 1] = forecast[horizon - 1];
        }
      }
      if (window >= rows) {
        break;
      }
    }
    return JsonAttachment.of(
        Attachment.FORECAST,
        json -> {
          json.writeStringField("target", series.scaling().answer().name());
          json.writeNumberField("row", first);
          json.writeNumberField("rows", series.validation().count());
          json.writeNumberField("horizon", horizon);
          numbers(json, "truth", Arrays.copyOfRange(series.target(), first, first + rows));
          numbers(json, "next", next);
          if (horizon > 1) {
            numbers(json, "last", last);
          }
        });
  }

  private static double[] filled(int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static void numbers(JsonGenerator json, String name, double... values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      JsonAttachment.number(json, value);
    }
    json.writeEndArray();
  }
}
