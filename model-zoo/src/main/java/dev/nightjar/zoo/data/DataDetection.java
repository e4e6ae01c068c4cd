package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what a user's file is, by its ending and by what it holds: music, a table, or text. It
 * only proposes; {@link Datasets#load} says whether the file can be learned from.
 */
public final class DataDetection {

  private static final Set<String> TABLE_ENDINGS = Set.of("csv", "tsv", "tab");
  private static final Set<String> TEXT_ENDINGS = Set.of("txt", "text", "md", "rst", "log");
  private static final Set<String> BINARY_ENDINGS = Set.of("gz", "zip", "idx", "npz", "parquet");

  /** So many lines with as many tabs each make a table. */
  private static final int LINES_COMPARED = 20;

  private DataDetection() {}

  /**
   * Proposes how a file is read.
   *
   * @throws DatasetException if it cannot be read, or is nothing that a task learns from; the
   *     message says what was seen
   */
  public static DetectedData detect(Path file, DetectionHints hints) {
    String ending = ending(file);
    if (BINARY_ENDINGS.contains(ending)) {
      throw new DatasetException(
          file
              + ": a ."
              + ending
              + " file cannot be looked into; give UTF-8 text, a TSV or CSV table, or JSON of music"
              + " (labelled arrays in two IDX files: write format: idx by hand)");
    }
    String text = Utf8File.read(file);
    if (text.isBlank()) {
      throw new DatasetException(file + ": the file is empty");
    }
    if (hints.only(DatasetKind.TOKENS)) {
      requireNoTarget(file, "a text", hints);
      return text(file, text, "the task learns to write the text as it stands");
    }
    if (ending.equals("json") || hints.only(DatasetKind.MUSIC)) {
      return music(file, text, hints);
    }
    Optional<TableFormat> table = table(ending, text, hints);
    if (table.isPresent()) {
      return new TableDetection(ProfiledTable.read(file, table.get()), hints).detect();
    }
    if (!hints.allows(DatasetKind.TOKENS)) {
      throw new DatasetException(
          file
              + ": is no table: its first line has neither tabs nor commas; it needs a header line"
              + " that names the columns, and a row an example or a step");
    }
    requireNoTarget(file, "a text", hints);
    return text(
        file,
        text,
        TEXT_ENDINGS.contains(ending)
            ? "the file ends with ." + ending
            : "it is text without the tabs or commas of a table");
  }

  /** Only a table has a column that could be learned. */
  private static void requireNoTarget(Path file, String what, DetectionHints hints) {
    if (hints.answer().isPresent()) {
      throw new DatasetException(
          file + " is " + what + " and has no columns; leave --target out, or give a table");
    }
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
  }

  private static DetectedData music(Path file, String text, DetectionHints hints) {
    FileProblems problems = new FileProblems(file);
    MusicJson music = MusicJson.read(text, problems);
    if (!problems.isEmpty()) {
      problems.addOfFile(
          "so it is no polyphonic music, which is the only JSON that a task learns from: a list of"
              + " sequences, each a list of time steps, each a list of MIDI pitches");
    }
    problems.throwIfAny();
    if (!hints.allows(DatasetKind.MUSIC)) {
      throw new DatasetException(
          file + ": holds polyphonic music; leave --task out, or give a file for that task");
    }
    requireNoTarget(file, "music", hints);
    int pieces =
        music.parts().train().size()
            + music.parts().validation().size()
            + music.parts().test().size();
    return new DetectedData(
        new MusicFileSpec(
            file, music.divided() ? Optional.empty() : Optional.of(SplitSpec.DEFAULT)),
        List.of(
            "it is JSON with " + pieces + " sequences of MIDI pitches",
            music.divided()
                ? "the file says which part a sequence is of"
                : "the file does not say which part a sequence is of, so it is split"),
        List.of());
  }

  /** How the fields of a table are separated; empty if the file does not look like one. */
  private static Optional<TableFormat> table(String ending, String text, DetectionHints hints) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    boolean tabs = header.contains("\t");
    if (TABLE_ENDINGS.contains(ending)) {
      return Optional.of(
          ending.equals("csv")
              ? (tabs && !header.contains(",") ? TableFormat.TSV : TableFormat.CSV)
              : (!tabs && header.contains(",") ? TableFormat.CSV : TableFormat.TSV));
    }
    if (!hints.allows(DatasetKind.TOKENS)) {
      return tabs
          ? Optional.of(TableFormat.TSV)
          : header.contains(",") ? Optional.of(TableFormat.CSV) : Optional.empty();
    }
    List<Long> counts =
        text.lines()
            .filter(line -> !line.isBlank())
            .limit(LINES_COMPARED)
            .map(line -> line.chars().filter(c -> c == '\t').count())
            .distinct()
            .toList();
    return tabs && counts.size() == 1 ? Optional.of(TableFormat.TSV) : Optional.empty();
  }

  private static DetectedData text(Path file, String text, String why) {
    long lines = text.lines().filter(line -> !line.isBlank()).count();
    List<String> reasons = new ArrayList<>(List.of(why));
    reasons.add(
        "it has "
            + text.codePointCount(0, text.length())
            + " characters in "
            + lines
            + (lines == 1 ? " line" : " lines")
            + " and is read as one running text");
    return new DetectedData(
        TextFileSpec.of(file, Documents.ONE),
        reasons,
        List.of(
            "If every line stands for itself, such as a name or a message, write documents: lines.",
            "To predict words and not characters, write level: word."));
  }
}
