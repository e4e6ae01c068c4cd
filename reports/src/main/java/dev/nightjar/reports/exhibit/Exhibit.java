package dev.nightjar.reports.exhibit;

import dev.nightjar.reports.chart.Chart;
import java.util.List;

/**
 * Something a trial stored to be looked at: what its network confuses, writes or foretells. Texts
 * are raw.
 */
public sealed interface Exhibit {

  /** The attachment, which is unique in a trial. */
  String name();

  /** What it is. */
  String title();

  /** What there is to see, as sentences; may be empty. */
  String lead();

  /** What was left out; empty if nothing was. */
  String note();

  /**
   * Texts, one after another.
   *
   * @param texts at least one
   */
  record Texts(String name, String title, String lead, List<String> texts, String note)
      implements Exhibit {
    /** Copies. */
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /**
   * A table.
   *
   * @param head the heads of its columns
   * @param numbers whether a column is of numbers, for each column
   * @param rows its rows, each with as many cells as there are columns
   */
  record Table(
      String name,
      String title,
      String lead,
      List<String> head,
      List<Boolean> numbers,
      List<List<String>> rows,
      String note)
      implements Exhibit {
    /** Copies. */
    public Table {
      head = List.copyOf(head);
      numbers = List.copyOf(numbers);
      rows = List.copyOf(rows);
    }

    /** The class of a column. */
    public String style(int column) {
      return column < numbers.size() && numbers.get(column) ? "number" : "text";
    }
  }

  /**
   * A confusion matrix.
   *
   * @param labels of its rows, the truth, and of its columns, the answers
   * @param rows one a label
   */
  record Matrix(
      String name, String title, String lead, List<String> labels, List<Row> rows, String note)
      implements Exhibit {

    /** The darkest shade. */
    static final int SHADES = 8;

    /** Copies. */
    public Matrix {
      labels = List.copyOf(labels);
      rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param label the truth
     * @param cells one a label
     * @param recall which part of it was answered right, as text
     */
    public record Row(String label, List<Count> cells, String recall) {
      /** Copies. */
      public Row {
        cells = List.copyOf(cells);
      }
    }

    /**
     * How often one label was answered where another was true.
     *
     * @param count how often
     * @param right whether the two are the same
     * @param shade how dark it is drawn, from 0 to {@value #SHADES}, by its part of the row
     */
    public record Count(int count, boolean right, int shade) {
      static Count of(int count, int ofRow, boolean right) {
        return new Count(
            count, right, count == 0 ? 0 : (int) Math.ceil((double) SHADES * count / ofRow));
      }

      /** The class that colours it. */
      public String style() {
        return shade == 0 ? "none" : (right ? "right-" : "wrong-") + shade;
      }
    }
  }

  /**
   * A chart.
   *
   * @param chart the figure; its id is not unique on a page, see {@link Chart#named}
   * @param legend what its lines are
   */
  record Figure(String name, String title, String lead, Chart chart, List<Key> legend, String note)
      implements Exhibit {
    /** Copies. */
    public Figure {
      legend = List.copyOf(legend);
    }

    /**
     * What a line is.
     *
     * @param style the class that colours it
     * @param text in words
     */
    public record Key(String style, String text) {}
  }

  /**
   * Music, drawn as on a piano roll.
   *
   * @param notes what sounds
   * @param written the same as text
   */
  record Roll(String name, String title, String lead, List<Note> notes, String written, String note)
      implements Exhibit {
    /** Copies. */
    public Roll {
      notes = List.copyOf(notes);
    }

    /**
     * A key that sounds.
     *
     * @param x from the left, in percent with its sign
     * @param y from the top, in percent with its sign
     * @param width in percent with its sign
     * @param height in percent with its sign
     * @param style the class that colours it
     */
    public record Note(String x, String y, String width, String height, String style) {}
  }
}
