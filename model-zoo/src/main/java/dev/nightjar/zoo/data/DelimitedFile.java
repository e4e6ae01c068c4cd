package dev.nightjar.zoo.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
 * A user's file of labelled text: UTF-8, a header line that names the columns, a row an example. In
 * {@code csv} fields may be quoted as RFC 4180 says; in {@code tsv} a tab always ends a field and
 * quotes are text.
 */
final class DelimitedFile {

  /** More problems than this help nobody. */
  private static final int MAX_PROBLEMS = 20;

  private final Path path;
  private final List<String> problems = new ArrayList<>();

  private DelimitedFile(Path path) {
    this.path = path;
  }

  static LabelledText load(DatasetSpec spec) {
    Path path = spec.path().orElseThrow();
    DelimitedFile file = new DelimitedFile(path);
    List<Example> examples = file.read(spec);
    file.requireLearnable(examples);
    file.throwProblems();
    return StratifiedSplit.divide(String.valueOf(path.getFileName()), examples, spec.split());
  }

  private List<Example> read(DatasetSpec spec) {
    String text = decode(readBytes());
    if (text.isBlank()) {
      throw new DatasetException(path + ": the file is empty; it needs a header line and examples");
    }
    List<Example> examples = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format(spec))) {
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

  private static CSVFormat format(DatasetSpec spec) {
    String name = String.valueOf(spec.path().orElseThrow().getFileName());
    boolean commas = spec.format().map("csv"::equals).orElse(name.endsWith(".csv"));
    CSVFormat.Builder format =
        commas ? CSVFormat.RFC4180.builder() : CSVFormat.TDF.builder().setQuote(null);
    return format
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

  private byte[] readBytes() {
    if (!Files.exists(path)) {
      throw new DatasetException(path + ": there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw new DatasetException(path + ": is not a file");
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DatasetException(path + ": cannot be read: " + e.getMessage());
    }
  }

  private String decode(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DatasetException(
          path + ":" + lineOfBadByte(bytes) + ": not UTF-8; save the file in that encoding");
    }
  }

  private static long lineOfBadByte(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StandardCharsets.UTF_8
        .newDecoder()
        .decode(in, java.nio.CharBuffer.allocate(bytes.length + 1), true);
    long line = 1;
    for (int i = 0; i < in.position(); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
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
