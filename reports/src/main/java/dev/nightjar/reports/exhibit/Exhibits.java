package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a trial stored to be looked at. */
public final class Exhibits {

  /** The media type of a table: a line a row, the first one the heads, a tab between cells. */
  public static final String TABLE = "text/tab-separated-values";

  private static final int MOST_ROWS = 200;
  private static final int MOST_CHARACTERS = 64 * 1024;

  /** More than this our own tasks never store. */
  private static final int MOST_JSON = 4 << 20;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Makes a form of what a task stored. */
  @FunctionalInterface
  private interface Reader {
    /** Empty if it is something else. */
    Optional<Exhibit> read(String name, String title, JsonNode json);
  }

  /** What is shown, in this order. */
  private record Kind(String title, Reader reader) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(Attachment.ENSEMBLE, new Kind("The ensemble", EnsembleTable::read));
    KINDS.put(Attachment.REFIT, new Kind("Trained once more", RefitTable::read));
    KINDS.put(Attachment.FORECAST, new Kind("Its forecast and the truth", ForecastFigure::read));
    KINDS.put(
        Attachment.PREDICTIONS, new Kind("Its answers and the truth", PredictionsFigure::read));
    KINDS.put(Attachment.CONFUSION, new Kind("What it confuses", ConfusionMatrix::read));
    KINDS.put(Attachment.MISTAKES, new Kind("Its worst mistakes", MistakesTable::read));
    KINDS.put(Attachment.SAMPLES, new Kind("What it writes", SampleTexts::read));
    KINDS.put(Attachment.PIECE, new Kind("What it plays", PianoRoll::read));
  }

  private Exhibits() {}

  /**
   * The exhibits of a trial. Attachments that are neither text nor JSON are left out.
   *
   * @param attachments the names of its attachments
   */
  public static List<Exhibit> of(
      Storage storage, long study, Trial trial, List<String> attachments) {
    return KINDS.keySet().stream()
        .filter(attachments::contains)
        .flatMap(name -> storage.attachment(study, trial.number(), name).stream())
        .flatMap(attachment -> of(attachment).stream())
        .toList();
  }

  /**
   * The metrics on the test part of what is the model in the place of a trial: the same trained
   * once more, or an ensemble that is kept with it; empty if the trial is the model itself.
   */
  public static Optional<Map<String, Double>> modelTest(Storage storage, long study, Trial trial) {
    return json(storage, study, trial, Attachment.REFIT)
        .flatMap(RefitTable::test)
        .or(() -> json(storage, study, trial, Attachment.ENSEMBLE).flatMap(EnsembleTable::test));
  }

  private static Optional<JsonNode> json(Storage storage, long study, Trial trial, String name) {
    return storage.attachment(study, trial.number(), name).flatMap(Exhibits::json);
  }

  private static Optional<Exhibit> of(Attachment attachment) {
    String type = attachment.mediaType();
    Kind kind = KINDS.get(attachment.name());
    if (type.startsWith(TABLE)) {
      return table(attachment, kind.title);
    }
    if (type.startsWith(Attachment.JSON)) {
      Optional<Exhibit> read =
          json(attachment).flatMap(j -> kind.reader.read(attachment.name(), kind.title, j));
      return read.isPresent() ? read : Optional.of(text(attachment, kind.title));
    }
    return type.startsWith("text/") ? Optional.of(text(attachment, kind.title)) : Optional.empty();
  }

  /** Somebody else's may be anything. */
  private static Optional<JsonNode> json(Attachment attachment) {
    if (attachment.bytes().length > MOST_JSON) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(attachment.bytes()));
    } catch (IOException e) { // Of bytes in memory only their content can be wrong.
      return Optional.empty();
    }
  }

  private static Exhibit text(Attachment attachment, String title) {
    byte[] bytes = attachment.bytes();
    boolean cut = bytes.length > MOST_CHARACTERS;
    String text =
        cut ? new String(bytes, 0, MOST_CHARACTERS, StandardCharsets.UTF_8) : attachment.asText();
    return new Exhibit.Texts(
        attachment.name(),
        title,
        "",
        List.of(text),
        cut ? "The first 64 KB of " + bytes.length / 1024 + " KB" : "");
  }

  private static Optional<Exhibit> table(Attachment attachment, String title) {
    List<List<String>> lines =
        attachment.asText().lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> rows = lines.subList(1, lines.size());
    return Optional.of(
        new Exhibit.Table(
            attachment.name(),
            title,
            "",
            lines.get(0),
            Collections.nCopies(lines.get(0).size(), false),
            rows.subList(0, Math.min(MOST_ROWS, rows.size())),
            rows.size() > MOST_ROWS
                ? "The first " + MOST_ROWS + " of " + Numbers.count(rows.size(), "row")
                : ""));
  }
}
