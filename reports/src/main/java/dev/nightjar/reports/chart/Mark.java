package dev.nightjar.reports.chart;

/**
 * A point of a chart.
 *
 * @param x from the left, in percent with its sign
 * @param y from the top, in percent with its sign
 * @param style the class that colours it
 * @param shape its form
 * @param title what it says when pointed at, raw
 */
public record Mark(String x, String y, String style, Shape shape, String title) {

  /** The form of a point. */
  public enum Shape {
    /** A value where it is. */
    DOT(""),

    /** What has no value, such as a failed trial. */
    CROSS("×"),

    /** A value above the chart. */
    ABOVE("▲"),

    /** A value below the chart. */
    BELOW("▼");

    private final String sign;

    Shape(String sign) {
      this.sign = sign;
    }

    /** The character that draws it; empty for a dot. */
    public String sign() {
      return sign;
    }
  }
}
