package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something a trial stored to be looked at: what its network confuses, writes or foretells.
 *
 * @param name the attachment, which is unique in a trial
 * @param title what it is
 * @param head the heads of a table's columns; empty if it is a text
 * @param rows the rows of a table; empty if it is a text
 * @param text the text; empty if it is a table
 * @param note what was left out; empty if nothing was
 */
public record Exhibit(
    String name,
    String title,
    List<String> head,
    List<List<String>> rows,
    String text,
    String note) {

  /** The media type of a table: a line a row, the first one the heads, a tab between cells. */
  public static final String TABLE = "text/tab-separated-values";

  private static final int MOST_ROWS = 200;
  private static final int MOST_CHARACTERS = 64 * 1024;

  /** What tasks may store to be looked at, with a title. */
  private static final Map<String, String> TITLES =
      Map.of(
          "confusion", "What it confuses",
          "mistakes", "Its worst mistakes",
          "samples", "What it writes",
          "forecast", "Its forecast against the truth");

  /** The exhibits of a trial, by name; attachments that are neither text nor table are left out. */
  public static List<Exhibit> of(
      Storage storage, long study, Trial trial, List<String> attachments) {
    return attachments.stream()
        .filter(TITLES::containsKey)
        .sorted()
        .flatMap(name -> storage.attachment(study, trial.number(), name).stream())
        .flatMap(Exhibit::of)
        .toList();
  }

  private static Stream<Exhibit> of(Attachment attachment) {
    String type = attachment.mediaType();
    String title = TITLES.get(attachment.name());
    if (type.startsWith(TABLE)) {
      return table(attachment, title).stream();
    }
    if (!type.startsWith("text/") && !type.startsWith("application/json")) {
      return Stream.empty();
    }
    byte[] bytes = attachment.bytes();
    boolean cut = bytes.length > MOST_CHARACTERS;
    String text =
        cut ? new String(bytes, 0, MOST_CHARACTERS, StandardCharsets.UTF_8) : attachment.asText();
    return Stream.of(
        new Exhibit(
            attachment.name(),
            title,
            List.of(),
            List.of(),
            text,
            cut ? "The first 64 KB of " + bytes.length / 1024 + " KB" : ""));
  }

  private static Optional<Exhibit> table(Attachment attachment, String title) {
    List<List<String>> lines =
        attachment.asText().lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> rows = lines.subList(1, lines.size());
    return Optional.of(
        new Exhibit(
            attachment.name(),
            title,
            lines.get(0),
            List.copyOf(rows.subList(0, Math.min(MOST_ROWS, rows.size()))),
            "",
            rows.size() > MOST_ROWS
                ? "The first " + MOST_ROWS + " of " + Numbers.count(rows.size(), "row")
                : ""));
  }
}
