package dev.nightjar.zoo.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes the parts of a data set as files that other programs read, and Nightjar too: {@code
 * train}, {@code validation} and {@code test}, as text, CSV or JSON. Numbers are in their own units
 * again, in the precision in which a network reads them.
 */
public final class DatasetExport {

  private static final List<String> PARTS = List.of("train", "validation", "test");

  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  private DatasetExport(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the parts; a part without anything in it gets no file.
   *
   * @param folder made if it is not there; files of the same names are replaced
   * @return the files written
   * @throws IOException if a file cannot be written
   */
  public static List<Path> write(Dataset dataset, Path folder) throws IOException {
    Files.createDirectories(folder);
    DatasetExport export = new DatasetExport(folder);
    export.parts(dataset);
    return List.copyOf(export.written);
  }

  private void parts(Dataset dataset) throws IOException {
    if (dataset instanceof LabelledText text) {
      table(
          List.of("text", "label"),
          new Parts<>(text.train(), text.validation(), text.test())
              .map(example -> List.of(List.of(example.text(), example.label()))));
    } else if (dataset instanceof TextCorpus text) {
      String end = text.running() ? "" : "\n";
      files("txt", text.parts().map(piece -> piece + end));
    } else if (dataset instanceof TokenCorpus tokens) {
      table(
          List.of("series", "step", "token", "target"),
          numbered(tokens.parts().map(DatasetExport::steps)));
    } else if (dataset instanceof NumberCorpus numbers) {
      table(
          header(numbers.columns(), "target"),
          numbered(
              numbers
                  .parts()
                  .map(
                      one ->
                          steps(
                              numbers.columns(),
                              one.values(),
                              number((float) numbers.answer().original(one.target()))))));
    } else if (dataset instanceof LabelledSeries series) {
      table(
          header(series.columns(), "label"),
          numbered(
              series
                  .parts()
                  .map(
                      one ->
                          steps(
                              series.columns(), one.values(), series.labels().get(one.label())))));
    } else if (dataset instanceof TimeSeries series) {
      table(
          series.scaling().columns().stream().map(NumberColumn::name).toList(),
          new Parts<>(
                  List.of(new TimeSeries.Rows(0, series.validation().from())),
                  List.of(series.validation()),
                  series.test().count() == 0 ? List.of() : List.of(series.test()))
              .map(rows -> rows(series, rows)));
    } else if (dataset instanceof MusicCorpus music) {
      files(
          "json",
          new Parts<>(
              pieces(music.parts().train()),
              pieces(music.parts().validation()),
              pieces(music.parts().test())));
    }
  }

  /** The rows of each part one after the other, below a header. */
  private void table(List<String> header, Parts<List<List<String>>> parts) throws IOException {
    List<List<List<List<String>>>> all = List.of(parts.train(), parts.validation(), parts.test());
    for (int part = 0; part < PARTS.size(); part++) {
      if (!all.get(part).isEmpty()) {
        Path file = file(PARTS.get(part) + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
          printer.printRecord(header);
          for (List<List<String>> rows : all.get(part)) {
            printer.printRecords(rows);
          }
        }
      }
    }
  }

  private void files(String ending, Parts<String> parts) throws IOException {
    List<List<String>> all = List.of(parts.train(), parts.validation(), parts.test());
    for (int part = 0; part < PARTS.size(); part++) {
      if (!all.get(part).isEmpty()) {
        Files.writeString(file(PARTS.get(part) + "." + ending), String.join("", all.get(part)));
      }
    }
  }

  private Path file(String name) {
    Path file = folder.resolve(name);
    written.add(file);
    return file;
  }

  private static List<String> header(List<NumberColumn> columns, String answer) {
    return Stream.of(
            Stream.of("series"), columns.stream().map(NumberColumn::name), Stream.of(answer))
        .flatMap(names -> names)
        .toList();
  }

  /** Each series with a column of its number in front, in a table that has a header for it. */
  private static Parts<List<List<String>>> numbered(Parts<List<List<String>>> parts) {
    return new Parts<>(
        numbered(parts.train()), numbered(parts.validation()), numbered(parts.test()));
  }

  private static List<List<List<String>>> numbered(List<List<List<String>>> series) {
    return IntStream.range(0, series.size())
        .mapToObj(
            i ->
                series.get(i).stream()
                    .map(row -> Stream.concat(Stream.of("s" + i), row.stream()).toList())
                    .toList())
        .toList();
  }

  private static List<List<String>> steps(TokenDocument document) {
    return IntStream.range(0, document.length())
        .mapToObj(
            step ->
                List.of(
                    String.valueOf(step),
                    String.valueOf(document.token(step)),
                    String.valueOf(document.target(step))))
        .toList();
  }

  private static List<List<String>> steps(
      List<NumberColumn> columns, float[] values, String answer) {
    int width = columns.size();
    return IntStream.range(0, values.length / width)
        .mapToObj(
            step ->
                Stream.concat(
                        IntStream.range(0, width)
                            .mapToObj(
                                c ->
                                    number(
                                        (float) columns.get(c).original(values[step * width + c]))),
                        Stream.of(answer))
                    .toList())
        .toList();
  }

  private static List<List<String>> rows(TimeSeries series, TimeSeries.Rows rows) {
    return IntStream.range(rows.from(), rows.to())
        .mapToObj(
            row ->
                Arrays.stream(series.values()).map(column -> String.valueOf(column[row])).toList())
        .toList();
  }

  private static String number(float value) {
    return Float.toString(value);
  }

  /** One list of sequences, or nothing. */
  private static List<String> pieces(List<MusicPiece> pieces) {
    return pieces.isEmpty()
        ? List.of()
        : List.of(
            pieces.stream()
                .map(DatasetExport::piece)
                .collect(Collectors.joining(",\n", "[", "]\n")));
  }

  private static String piece(MusicPiece piece) {
    return IntStream.range(0, piece.steps())
        .mapToObj(
            step ->
                Arrays.stream(piece.keys(step))
                    .mapToObj(key -> String.valueOf(key + Keyboard.LOWEST))
                    .collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
