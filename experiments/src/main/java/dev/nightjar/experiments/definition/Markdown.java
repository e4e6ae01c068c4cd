package dev.nightjar.experiments.definition;

import java.util.Collections;
import java.util.List;

/** A Markdown text that grows at its end. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  /** A heading. */
  Markdown heading(int level, String words) {
    return block("#".repeat(level) + " " + words + "\n");
  }

  /** A paragraph, whose lines end where they are told to. */
  Markdown paragraph(String... lines) {
    return block(String.join("\n", lines) + "\n");
  }

  /** A table. */
  Markdown table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(row(header));
    table.append(row(Collections.nCopies(header.size(), "---")).replace(" ", ""));
    rows.forEach(cells -> table.append(row(cells)));
    return block(table.toString());
  }

  private Markdown block(String block) {
    text.append(text.isEmpty() ? "" : "\n").append(block);
    return this;
  }

  private static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(cell.isEmpty() ? "" : " ").append(cell.replace("|", "\\|")).append(" |");
    }
    return row.append('\n').toString();
  }

  /** Letters as they are written in a file. */
  static String code(String written) {
    return "`" + written + "`";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
