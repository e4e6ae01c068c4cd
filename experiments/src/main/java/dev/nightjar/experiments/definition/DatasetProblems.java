package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Shows what is wrong with a data file as what is wrong with an experiment file is shown. */
final class DatasetProblems {

  private static final Pattern LINE = Pattern.compile(":(\\d{1,9}): (.*)", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile(":(\\d{1,9}):(\\d{1,9}): (.*)", Pattern.DOTALL);
  private static final int MAX_EXCERPT = 100;

  /** What is looked at of a line on both sides of a column; it may be the whole file. */
  private static final int NEAR = 2 * MAX_EXCERPT;

  private DatasetProblems() {}

  static ExperimentException explain(DatasetSpec dataset, DatasetException exception) {
    return new ExperimentException(
        exception.problems().stream().map(text -> problem(dataset, text)).toList());
  }

  private static Problem problem(DatasetSpec dataset, String problem) {
    Optional<Path> path =
        dataset.paths().stream().filter(p -> problem.startsWith(p + ":")).findFirst();
    String file = path.or(dataset::path).map(Path::toString).orElse("dataset");
    if (path.isPresent()) {
      String rest = problem.substring(file.length());
      Matcher line = LINE.matcher(rest);
      if (line.matches()) {
        String label = file + ":" + line.group(1);
        String excerpt = shortened(lineOf(path.get(), Long.parseLong(line.group(1))));
        return new Problem(Place.line(label, excerpt), line.group(2), List.of());
      }
      Matcher column = COLUMN.matcher(rest);
      if (column.matches()) {
        String label = file + ":" + column.group(1) + ":" + column.group(2);
        String text = lineOf(path.get(), Long.parseLong(column.group(1)));
        int at = Math.min(Integer.parseInt(column.group(2)) - 1, text.length());
        int from = Math.max(0, at - NEAR);
        int to = Math.min(text.length(), at + NEAR);
        return new Problem(
            SourceText.foreign(label, text.substring(from, to), at - from),
            column.group(3),
            List.of());
      }
      if (rest.startsWith(": ")) {
        return new Problem(Place.named(file), rest.substring(2), List.of());
      }
    }
    return new Problem(Place.named(file), problem, List.of());
  }

  /** The line's text; empty if it can no longer be read, since it is only shown. */
  private static String lineOf(Path path, long number) {
    try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
      return lines.skip(number - 1).findFirst().orElse("");
    } catch (IOException | UncheckedIOException notText) {
      return "";
    }
  }

  private static String shortened(String line) {
    StringBuilder excerpt = new StringBuilder();
    line.codePoints()
        .limit(MAX_EXCERPT)
        .forEach(c -> excerpt.appendCodePoint(Printable.codePoint(c)));
    return excerpt.toString().stripTrailing();
  }
}
