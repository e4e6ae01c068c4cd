package dev.nightjar.reports.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.nightjar.reports.Renewal;
import dev.nightjar.reports.chart.ValueAxis;
import dev.nightjar.reports.view.ComparisonPage;
import dev.nightjar.reports.view.CurvesPanel;
import dev.nightjar.reports.view.HistoryPanel;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.Race;
import dev.nightjar.search.trial.EpochReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers behind the first page, as a script that assigns one object: a page opened from disk
 * may not fetch files, but may load scripts. The text is plain ASCII and inert in any surroundings.
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
    return assign("NIGHTJAR", json -> new DataScript(json).page(page));
  }

  /** The script of the page that compares studies. */
  public static String write(ComparisonPage page) {
    return assign("NIGHTJAR_RACES", json -> new DataScript(json).races(page.races()));
  }

  /**
   * The script that tells an open page of a report on disk which version is there now.
   *
   * @param version empty if the study has ended
   */
  public static String version(String version) {
    return assign("NIGHTJAR_VERSION", json -> json.writeString(version));
  }

  private interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  private static String assign(String name, Writer writer) {
    StringWriter text = new StringWriter();
    text.write("window." + name + " = ");
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    text.write(";\n");
    return text.toString();
  }

  private void races(List<Race> races) throws IOException {
    json.writeStartArray();
    for (Race race : races) {
      json.writeStartObject();
      json.writeStringField("metric", race.criterion().metric());
      json.writeArrayFieldStart("runners");
      for (Race.Runner runner : race.runners()) {
        json.writeStartObject();
        json.writeStringField("name", runner.name());
        points("byTrial", runner.byTrial());
        points("byTime", runner.byTime());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void points(String name, List<double[]> points) throws IOException {
    json.writeArrayFieldStart(name);
    for (double[] point : points) {
      json.writeStartArray();
      number(point[0]);
      number(point[1]);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void page(IndexPage page) throws IOException {
    json.writeStartObject();
    json.writeStringField("study", page.study());
    json.writeStringField("version", page.info().renewal().map(Renewal::version).orElse(""));
    json.writeStringField("metric", page.view().criterion().metric());
    json.writeStringField("goal", page.view().criterion().goal().name());
    new TrialData(json).write(page);
    json.writeFieldName("history");
    history(page.history());
    json.writeFieldName("curves");
    curves(page.curves());
    json.writeEndObject();
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
      curve(curve, curves);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("others");
    for (CurvesPanel.Curve curve : curves.others()) {
      curve(curve, curves);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void curve(CurvesPanel.Curve curve, CurvesPanel curves) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", curve.trial().number());
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

  private void number(double value) throws IOException {
    TrialData.number(json, value);
  }
}
