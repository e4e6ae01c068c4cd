package dev.nightjar.reports.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.reports.view.Cell;
import dev.nightjar.reports.view.Column;
import dev.nightjar.reports.view.CurvesPanel;
import dev.nightjar.reports.view.HistoryPanel;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.Leaderboard;
import dev.nightjar.reports.view.Row;
import dev.nightjar.search.trial.EpochReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers behind the first page, as a script that assigns one object: a page opened from disk
 * may not fetch files, but may load scripts. The text is plain ASCII and inert in any surroundings.
 *
 * <p>A cell of the leaderboard is a number, a text, {@code [number, text]} where the text says more
 * than the number, or {@code [null, text]} where there is no value.
 */
public final class DataScript {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .characterEscapes(new InertEscapes())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final JsonGenerator json;

  private DataScript(JsonGenerator json) {
    this.json = json;
  }

  /** The script's text. */
  public static String write(IndexPage page) {
    StringWriter text = new StringWriter();
    text.write("window.NIGHTJAR = ");
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new DataScript(json).page(page);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    text.write(";\n");
    return text.toString();
  }

  private void page(IndexPage page) throws IOException {
    json.writeStartObject();
    json.writeStringField("study", page.study());
    json.writeStringField("metric", page.view().criterion().metric());
    json.writeStringField("goal", page.view().criterion().goal().name());
    json.writeFieldName("leaderboard");
    leaderboard(page.leaderboard());
    json.writeFieldName("history");
    history(page.history());
    json.writeFieldName("curves");
    curves(page.curves());
    json.writeEndObject();
  }

  private void leaderboard(Leaderboard leaderboard) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (Column column : leaderboard.columns()) {
      json.writeStartObject();
      json.writeStringField("title", column.title());
      json.writeStringField("name", column.name());
      json.writeStringField("group", column.group().label());
      json.writeStringField("style", column.style());
      json.writeBooleanField("shown", column.shown());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (Row row : leaderboard.rows()) {
      json.writeStartObject();
      json.writeNumberField("number", row.number());
      json.writeStringField("state", row.state().label());
      json.writeStringField("page", row.page());
      json.writeBooleanField("winner", row.winner());
      json.writeArrayFieldStart("cells");
      for (Cell cell : row.cells()) {
        cell(cell);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void cell(Cell cell) throws IOException {
    if (cell.missing()) {
      json.writeStartArray();
      json.writeNull();
      json.writeString(cell.text());
      json.writeEndArray();
    } else if (cell.number().isEmpty()) {
      json.writeString(cell.text());
    } else {
      double number = cell.number().getAsDouble();
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
      if (whole && cell.text().equals(Long.toString((long) number))) {
        json.writeNumber((long) number);
      } else {
        json.writeStartArray();
        number(number);
        json.writeString(cell.text());
        json.writeEndArray();
      }
    }
  }

  private void history(HistoryPanel history) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("points");
    for (HistoryPanel.Point point : history.points()) {
      json.writeStartArray();
      json.writeNumber(point.number());
      json.writeString(point.state().label());
      number(point.value().orElse(Double.NaN));
      json.writeString(point.label());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("best");
    for (HistoryPanel.Best best : history.best()) {
      json.writeStartArray();
      json.writeNumber(best.number());
      number(best.value());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void curves(CurvesPanel curves) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", curves.metric());
    json.writeArrayFieldStart("metrics");
    for (Map.Entry<String, ValueAxis> entry : curves.axes().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", entry.getKey());
      json.writeFieldName("axis");
      json.writeRawValue(entry.getValue().axis().json());
      json.writeStringField("note", entry.getValue().note("value").orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("trials");
    for (CurvesPanel.Curve curve : curves.curves()) {
      json.writeStartObject();
      json.writeStringField("label", curve.label());
      json.writeArrayFieldStart("epochs");
      for (EpochReport epoch : curve.trial().epochs()) {
        json.writeNumber(epoch.epoch());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("values");
      for (String metric : curves.axes().keySet()) {
        json.writeStartArray();
        for (EpochReport epoch : curve.trial().epochs()) {
          OptionalDouble value = epoch.metric(metric);
          number(value.orElse(Double.NaN));
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Numbers that are not finite have no place in JSON, nor on an axis. */
  private void number(double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
