package dev.nightjar.zoo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a user's table: UTF-8, a header line that names the columns, rows with as many fields. */
final class Table {

  /**
   * A row.
   *
   * @param line the one it ends on, counted from 1
   * @param fields as many as the header has columns
   */
  record Row(long line, List<String> fields) {}

  /** What Commons CSV says where the file ends within quotes. */
  private static final Pattern UNCLOSED =
      Pattern.compile("\\(startline (\\d+)\\) EOF reached before");

  private final FileProblems problems;
  private final TableFormat format;
  private final List<String> header;
  private final Consumer<Row> rows;

  /** Blank lines are passed over where they cannot be rows: at the end, or among many columns. */
  private final List<Row> blank = new ArrayList<>();

  private Table(
      FileProblems problems, TableFormat format, List<String> header, Consumer<Row> rows) {
    this.problems = problems;
    this.format = format;
    this.header = header;
    this.rows = rows;
  }

  /**
   * Reads a file row by row. A row with too few or too many fields becomes a problem and is passed
   * over, and so does everything that comes after a place where the file is no table.
   *
   * @param open given the header, what is done with the rows
   * @throws DatasetException if the file cannot be read, is empty, or its header is no good
   */
  static void read(
      Path path,
      TableFormat format,
      FileProblems problems,
      Function<List<String>, Consumer<Row>> open) {
    String text = Utf8File.read(path);
    if (text.isBlank()) {
      throw new DatasetException(path + ": the file is empty; it needs a header line and examples");
    }
    try (CSVParser parser = CSVParser.parse(text, format(format))) {
      Table table = null;
      for (CSVRecord record : parser) {
        long line = parser.getCurrentLineNumber();
        if (table != null) {
          table.row(new Row(line, record.toList()));
        } else if (!isBlank(record.toList())) {
          checkHeader(problems, line, record.toList());
          table = new Table(problems, format, record.toList(), open.apply(record.toList()));
          problems.throwIfAny();
        }
      }
    } catch (IOException | IllegalStateException | UncheckedIOException e) {
      unreadable(problems, e);
    }
  }

  /**
   * Where a column stands.
   *
   * @param role what the column is for, which is also the key that names it
   * @return its index; -1 with a problem added if there is no such column
   */
  static int column(FileProblems problems, List<String> header, String name, String role) {
    int index = header.indexOf(name);
    if (index < 0) {
      problems.add(
          1,
          "there is no "
              + role
              + " column \""
              + name
              + "\"; the header has "
              + header
              + "; name the column with dataset."
              + role);
    }
    return index;
  }

  private static CSVFormat format(TableFormat format) {
    CSVFormat.Builder builder =
        switch (format) {
          case CSV -> CSVFormat.RFC4180.builder();
          case TSV -> CSVFormat.TDF.builder().setQuote(null);
        };
    return builder
        .setIgnoreEmptyLines(false)
        .setIgnoreSurroundingSpaces(false)
        .setTrim(false)
        .get();
  }

  private static void checkHeader(FileProblems problems, long line, List<String> header) {
    Set<String> met = new HashSet<>();
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column);
      if (name.isBlank()) {
        problems.add(
            line, "column " + (column + 1) + " has no name; name every column in the header line");
      } else if (!met.add(name)) {
        problems.add(line, "two columns are named \"" + name + "\"; give each a name of its own");
      }
    }
  }

  /** The parser names the place in its words only. */
  private static void unreadable(FileProblems problems, Exception e) {
    Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
    Matcher unclosed = UNCLOSED.matcher(cause.getMessage());
    if (unclosed.find()) {
      problems.add(
          Long.parseLong(unclosed.group(1)),
          "a quoted field begins that is not closed anywhere; write \"\" for a quote in it");
    } else {
      problems.addOfFile("not a well-formed table: " + cause.getMessage());
    }
  }

  private static boolean isBlank(List<String> fields) {
    return fields.size() == 1 && fields.get(0).isEmpty();
  }

  private void row(Row row) {
    if (isBlank(row.fields())) {
      if (header.size() == 1) {
        blank.add(row);
      }
      return;
    }
    blank.forEach(rows);
    blank.clear();
    if (row.fields().size() == header.size()) {
      rows.accept(row);
    } else {
      problems.add(
          row.line(),
          (row.fields().size() == 1
                  ? "there is 1 field"
                  : "there are " + row.fields().size() + " fields")
              + ", but the header has "
              + header.size()
              + (header.size() == 1 ? " column" : " columns")
              + (row.fields().size() == 1 ? "; " + separated() : ""));
    }
  }

  /** A row that is one field was most likely written with another separator. */
  private String separated() {
    return switch (format) {
      case TSV -> "fields are separated by tabs";
      case CSV -> "fields are separated by commas";
    };
  }
}
