package dev.nightjar.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** A curve as a small chart of text: a star a value, plain characters, the same everywhere. */
final class CurveChart {

  private static final int HEIGHT = 8;
  private static final int WIDTH = 60;

  private CurveChart() {}

  /**
   * Draws a curve.
   *
   * @param values one an epoch; those that are not finite are left blank
   * @return lines; empty if no value is finite
   */
  static List<String> draw(List<Double> values) {
    DoubleSummaryStatistics range =
        values.stream().filter(Double::isFinite).mapToDouble(v -> v).summaryStatistics();
    if (range.getCount() == 0) {
      return List.of();
    }
    int width = Math.min(WIDTH, values.size());
    char[][] canvas = new char[HEIGHT][width];
    for (char[] row : canvas) {
      Arrays.fill(row, ' ');
    }
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i))) {
        int column = values.size() == 1 ? 0 : (int) ((long) i * (width - 1) / (values.size() - 1));
        canvas[row(values.get(i), range)][column] = '*';
      }
    }
    String top = Numbers.value(range.getMax());
    String bottom = Numbers.value(range.getMin());
    int margin = Math.max(top.length(), bottom.length());
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < HEIGHT; row++) {
      String label = row == 0 ? top : row == HEIGHT - 1 ? bottom : "";
      String line = " ".repeat(margin - label.length()) + label + " |" + new String(canvas[row]);
      lines.add(line.stripTrailing());
    }
    String last = String.valueOf(values.size());
    lines.add(" ".repeat(margin + 1) + "+" + "-".repeat(width));
    lines.add(
        " ".repeat(margin + 2) + "1" + " ".repeat(Math.max(1, width - 1 - last.length())) + last);
    return lines;
  }

  /** From 0, the highest value, down. A curve without a range lies at the bottom. */
  private static int row(double value, DoubleSummaryStatistics range) {
    double height = range.getMax() / 2 - range.getMin() / 2; // Halves do not overflow.
    double share = height == 0 ? 0 : (value / 2 - range.getMin() / 2) / height;
    return HEIGHT - 1 - (int) Math.round(share * (HEIGHT - 1));
  }
}
