package dev.nightjar.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure, ready to be drawn.
 *
 * @param id unique on its page, by which scripts find it
 * @param description what it shows, in words, for those who do not see it
 * @param x the horizontal axis
 * @param xTitle what it measures
 * @param y the vertical axis
 * @param yTitle what it measures
 * @param lines drawn first
 * @param marks drawn over the lines
 * @param notes what a reader must know, such as values beyond the axis
 */
public record Chart(
    String id,
    String description,
    Axis x,
    String xTitle,
    Axis y,
    String yTitle,
    List<Line> lines,
    List<Mark> marks,
    List<String> notes) {

  /** Copies the lists. */
  public Chart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    notes = List.copyOf(notes);
  }

  /** The same chart under another id. */
  public Chart named(String other) {
    return new Chart(other, description, x, xTitle, y, yTitle, lines, marks, notes);
  }

  /** How far from the left a place on the horizontal axis is. */
  public static String across(double at) {
    return percent(at);
  }

  /** How far from the top a place on the vertical axis is. */
  public static String down(double at) {
    return percent(1 - at);
  }

  private static String percent(double at) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * at);
  }

  /** Builds a chart's lines and marks on given axes. */
  public static final class Builder {
    private final Axis x;
    private final Axis y;
    private final List<Line> lines = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** An empty chart on these axes. */
    public Builder(Axis x, Axis y) {
      this.x = x;
      this.y = y;
    }

    /** Adds a line through points {x, y}; one that is not finite leaves a gap. */
    public Builder line(List<double[]> points, String style, String name) {
      StringBuilder run = new StringBuilder();
      for (double[] point : points) {
        if (Double.isFinite(point[1])) {
          run.append(run.isEmpty() ? "" : " ").append(place(point[0], point[1]));
        } else {
          end(run, style, name);
        }
      }
      end(run, style, name);
      return this;
    }

    private void end(StringBuilder run, String style, String name) {
      if (!run.isEmpty()) {
        // A line of one point is drawn as a dot: from the point to itself, with round ends.
        boolean lone = run.indexOf(" ") < 0;
        lines.add(
            lone
                ? new Line(run + " " + run, style + " lone", name)
                : new Line(run.toString(), style, name));
        run.setLength(0);
      }
    }

    private String place(double px, double py) {
      return String.format(Locale.ROOT, "%.1f,%.1f", 1000 * x.at(px), 1000 * (1 - y.at(py)));
    }

    /** Adds a point; where it lies beyond the axis, an arrow at the edge that points to it. */
    public Builder dot(double px, double py, String style, String title) {
      Mark.Shape shape =
          y.shows(py) ? Mark.Shape.DOT : py > y.max() ? Mark.Shape.ABOVE : Mark.Shape.BELOW;
      marks.add(new Mark(across(x.at(px)), down(y.at(py)), style, shape, title));
      return this;
    }

    /** Adds a cross at the foot of the chart, for what has no value. */
    public Builder cross(double px, String style, String title) {
      marks.add(new Mark(across(x.at(px)), down(0), style, Mark.Shape.CROSS, title));
      return this;
    }

    /** Names the chart. */
    public Chart build(
        String id, String description, String xTitle, String yTitle, List<String> notes) {
      return new Chart(id, description, x, xTitle, y, yTitle, lines, marks, notes);
    }
  }
}
