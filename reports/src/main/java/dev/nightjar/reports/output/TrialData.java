package dev.nightjar.reports.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nightjar.reports.view.Cell;
import dev.nightjar.reports.view.Column;
import dev.nightjar.reports.view.CriterionAxis;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.Leaderboard;
import dev.nightjar.reports.view.ParameterAxis;
import dev.nightjar.reports.view.Row;
import dev.nightjar.reports.view.StudyView;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialTimes;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes the trials, which all panels share, and the axes on which panels place them: {@code
 * criteria}, {@code parameters}, {@code leaderboard}, and {@code pages}, the trials that have a
 * page, unless all have one.
 *
 * <p>A cell of the leaderboard is a number, a text, {@code [number, text]} where the text says more
 * than the number, or {@code [null, text]} where there is no value. Measured values and parameters
 * are written without their text if scripts come to the same one by the column's {@code format}.
 */
final class TrialData {

  private final JsonGenerator json;

  TrialData(JsonGenerator json) {
    this.json = json;
  }

  void write(IndexPage page) throws IOException {
    json.writeArrayFieldStart("criteria");
    for (CriterionAxis criterion : page.criteria()) {
      json.writeStartObject();
      json.writeStringField("name", criterion.criterion().metric());
      json.writeStringField("goal", criterion.criterion().goal().name());
      json.writeNumberField("column", criterion.column());
      json.writeFieldName("axis");
      json.writeRawValue(criterion.axis().axis().json());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("parameters");
    for (ParameterAxis parameter : page.parameters()) {
      parameter(parameter, page.importance().share(parameter.name()));
    }
    json.writeEndArray();
    if (!page.pages().all()) {
      json.writeArrayFieldStart("pages");
      for (Trial trial : page.pages().trials()) {
        json.writeNumber(trial.number());
      }
      json.writeEndArray();
    }
    json.writeFieldName("leaderboard");
    leaderboard(page.leaderboard(), page.view());
    json.writeNumberField("now", page.view().seconds(page.info().generated()));
  }

  private void parameter(ParameterAxis parameter, Optional<Double> share) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", parameter.name());
    json.writeStringField("title", parameter.title());
    json.writeNumberField("column", parameter.column());
    json.writeBooleanField("varies", parameter.varies());
    if (share.isPresent()) {
      json.writeNumberField("share", share.get());
    }
    if (parameter.axis().isPresent()) {
      json.writeFieldName("axis");
      json.writeRawValue(parameter.axis().get().json());
    } else {
      json.writeArrayFieldStart("values");
      for (String value : parameter.values()) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void leaderboard(Leaderboard leaderboard, StudyView view) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (Column column : leaderboard.columns()) {
      json.writeStartObject();
      json.writeStringField("title", column.title());
      json.writeStringField("name", column.name());
      json.writeStringField("group", column.group().label());
      json.writeStringField("style", column.style());
      json.writeStringField("format", column.metric() ? "value" : "shortest");
      json.writeBooleanField("shown", column.shown());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (Row row : leaderboard.rows()) {
      json.writeStartObject();
      json.writeNumberField("number", row.number());
      json.writeStringField("state", row.state().label());
      if (row.winner()) {
        json.writeBooleanField("winner", true);
      }
      json.writeNumberField("epochs", row.trial().epochs().size());
      span(row.trial().times(), view);
      json.writeArrayFieldStart("cells");
      for (int i = 0; i < row.cells().size(); i++) {
        cell(row.cells().get(i), leaderboard.columns().get(i));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** When the trial began and ended, in seconds since the first one did; no end if it goes on. */
  private void span(TrialTimes times, StudyView view) throws IOException {
    if (times.started().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("span");
    json.writeNumber(view.seconds(times.started().get()));
    if (times.finished().isPresent()) {
      json.writeNumber(view.seconds(times.finished().get()));
    }
    json.writeEndArray();
  }

  private void cell(Cell cell, Column column) throws IOException {
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
      } else if (column.metric() || (!whole && column.group() == Column.Group.PARAMETER)) {
        number(json, number);
      } else {
        json.writeStartArray();
        number(json, number);
        json.writeString(cell.text());
        json.writeEndArray();
      }
    }
  }

  /** Numbers that are not finite have no place in JSON, nor on an axis. */
  static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
