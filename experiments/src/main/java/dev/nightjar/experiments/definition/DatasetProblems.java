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
  private static final int MAX_EXCERPT = 100;

  private DatasetProblems() {}

  static ExperimentException explain(DatasetSpec dataset, DatasetException exception) {
    return new ExperimentException(
        exception.problems().stream().map(text -> problem(dataset.path(), text)).toList());
  }

  private static Problem problem(Optional<Path> path, String text) {
    String file = path.map(Path::toString).orElse("dataset");
    if (path.isPresent() && text.startsWith(file)) {
      String rest = text.substring(file.length());
      Matcher line = LINE.matcher(rest);
      if (line.matches()) {
        String label = file + ":" + line.group(1);
        String excerpt = lineOf(path.get(), Long.parseLong(line.group(1)));
        return new Problem(Place.line(label, excerpt), line.group(2), List.of());
      }
      if (rest.startsWith(": ")) {
        return new Problem(Place.named(file), rest.substring(2), List.of());
      }
    }
    return new Problem(Place.named(file), text, List.of());
  }

  /** The line's text, shortened; empty if it can no longer be read, since it is only shown. */
  private static String lineOf(Path path, long number) {
    try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
      String line = lines.skip(number - 1).findFirst().orElse("");
      StringBuilder excerpt = new StringBuilder();
      line.codePoints()
          .limit(MAX_EXCERPT)
          .forEach(c -> excerpt.appendCodePoint(Words.printable(c)));
      return excerpt.toString().stripTrailing();
    } catch (IOException | UncheckedIOException notText) {
      return "";
    }
  }
}
