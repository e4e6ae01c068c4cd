package dev.nightjar.zoo.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A user's file of labelled text: UTF-8, a header line that names the columns, a row an example.
 */
final class DelimitedFile {

  /** More problems than this help nobody. */
  private static final int MAX_PROBLEMS = 20;

  private final Path path;
  private final List<String> problems = new ArrayList<>();

  private DelimitedFile(Path path) {
    this.path = path;
  }

  static LabelledText load(LabelledFileSpec spec) {
    Path path = spec.file();
    DelimitedFile file = new DelimitedFile(path);
    List<Example> examples = file.read(spec);
    file.requireLearnable(examples);
    file.throwProblems();
    return StratifiedSplit.divide(String.valueOf(path.getFileName()), examples, spec.split());
  }

  private List<Example> read(LabelledFileSpec spec) {
    String text = Utf8File.read(path);
    if (text.isBlank()) {
      throw new DatasetException(path + ": the file is empty; it needs a header line and examples");
    }
    List<Example> examples = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format(spec.format()))) {
      List<String> header = parser.getHeaderNames();
      int textIndex = column(header, spec.textColumn(), "text");
      int labelIndex = column(header, spec.labelColumn(), "label");
      throwProblems();
      for (CSVRecord row : parser) {
        long line = parser.getCurrentLineNumber(); // The one the record ends on.
        if (row.size() != header.size()) {
          problem(
              line,
              "there are "
                  + row.size()
                  + " fields, but the header has "
                  + header.size()
                  + " columns");
        } else if (row.get(textIndex).isBlank()) {
          problem(line, "the text is empty");
        } else if (row.get(labelIndex).isBlank()) {
          problem(line, "the label is empty");
        } else {
          examples.add(new Example(row.get(textIndex), row.get(labelIndex).strip()));
        }
      }
    } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
      problems.add(path + ": not a well-formed table: " + e.getMessage());
    }
    return examples;
  }

  private static CSVFormat format(TableFormat format) {
    CSVFormat.Builder builder =
        switch (format) {
          case CSV -> CSVFormat.RFC4180.builder();
          case TSV -> CSVFormat.TDF.builder().setQuote(null);
        };
    return builder
        .setHeader()
        .setSkipHeaderRecord(true)
        .setIgnoreEmptyLines(true)
        .setIgnoreSurroundingSpaces(false)
        .setTrim(false)
        .get();
  }

  private int column(List<String> header, String name, String role) {
    int index = header.indexOf(name);
    if (index < 0) {
      problem(
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

  /** Learning needs two labels, and of each an example to train and one to validate on. */
  private void requireLearnable(List<Example> examples) {
    if (!problems.isEmpty()) {
      return;
    }
    if (examples.isEmpty()) {
      problems.add(path + ": there are no examples below the header line");
      return;
    }
    Map<String, Map<String, Boolean>> texts = new TreeMap<>();
    for (Example example : examples) {
      texts
          .computeIfAbsent(example.label(), label -> new LinkedHashMap<>())
          .put(example.text(), true);
    }
    if (texts.size() == 1) {
      problems.add(
          path
              + ": every example has the label \""
              + texts.keySet().iterator().next()
              + "\"; learning to tell labels apart needs at least two");
    }
    texts.forEach(
        (label, distinct) -> {
          if (distinct.size() == 1) {
            problems.add(
                path
                    + ": the label \""
                    + label
                    + "\" has one example only; it needs one to train and one to validate on: add"
                    + " examples or leave the label out");
          }
        });
  }

  private void problem(long line, String what) {
    problems.add(path + ":" + line + ": " + what);
  }

  private void throwProblems() {
    if (problems.isEmpty()) {
      return;
    }
    List<String> shown =
        new ArrayList<>(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
    if (problems.size() > MAX_PROBLEMS) {
      shown.add("… and " + (problems.size() - MAX_PROBLEMS) + " more");
    }
    throw new DatasetException(shown);
  }
}
