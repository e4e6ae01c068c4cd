package dev.nightjar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table of text with aligned columns; numbers to the right. */
final class TextTable {

  private static final Pattern NUMBER = Pattern.compile("[-−+#]?[0-9].*|-|n/a");

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    rows.add(List.copyOf(header));
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  String render() {
    int columns = rows.get(0).size();
    int[] width = new int[columns];
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      right[c] = rows.size() > 1;
      for (int r = 0; r < rows.size(); r++) {
        String cell = rows.get(r).get(c);
        width[c] = Math.max(width[c], cell.codePointCount(0, cell.length()));
        right[c] = right[c] && (r == 0 || cell.isEmpty() || NUMBER.matcher(cell).matches());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String cell = row.get(c);
        String pad = " ".repeat(width[c] - cell.codePointCount(0, cell.length()));
        line.append(c == 0 ? "" : "  ").append(right[c] ? pad + cell : cell + pad);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
