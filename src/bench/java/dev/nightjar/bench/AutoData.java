package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DataDetection;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.DatasetExport;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.DetectionHints;
import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Built-in data as the file of somebody who has them, not divided. */
enum AutoData {
  /** Surnames and their languages. */
  SURNAMES(Builtin.NAMES, TaskType.CLASSIFICATION, "surnames.tsv", "loss", "accuracy"),

  /** A play, to be written character by character. */
  MACBETH(Builtin.SHAKESPEARE, TaskType.LANGUAGE_MODEL, "macbeth.txt", "bits_per_character"),

  /** Three shapes in noise, to be told apart. */
  SHAPES(Builtin.CYLINDER_BELL_FUNNEL, TaskType.CLASSIFICATION, "shapes.csv", "loss", "accuracy"),

  /** Weekly CO₂, to be forecast. */
  CO2(Builtin.CO2, TaskType.FORECASTING, "co2.csv", "nrmse"),

  /** Chord progressions, to be continued. */
  CHORDS(Builtin.CHORDS, TaskType.POLYPHONIC, "chords.json", "nll");

  private static final LocalDate FIRST_WEEK = LocalDate.of(1958, 3, 29);

  private final Builtin builtin;
  private final TaskType task;
  private final String file;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; only its type does not say so.
  private final List<String> metrics;

  AutoData(Builtin builtin, TaskType task, String file, String... metrics) {
    this.builtin = builtin;
    this.task = task;
    this.file = file;
    this.metrics = List.of(metrics);
  }

  static AutoData of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  TaskType task() {
    return task;
  }

  /**
   * What is compared, such as {@code loss}. The first is the objective, or goes up and down with
   * it; a second is shown as well.
   */
  List<String> metrics() {
    return metrics;
  }

  /** Whether more of a metric is better. */
  static boolean maximize(String metric) {
    return metric.equals("accuracy");
  }

  /** What a command takes the file for, divided as it divides it. */
  Dataset load(Path written) {
    return Datasets.load(DataDetection.detect(written, DetectionHints.NONE).spec());
  }

  /** Writes the file into a folder, in place of one that may be there. */
  Path write(Path folder) throws IOException {
    Dataset data = Datasets.load(BuiltinSpec.of(builtin));
    Path written = folder.resolve(file);
    Files.writeString(
        written,
        switch (this) {
          case SURNAMES -> surnames((LabelledText) data);
          case MACBETH ->
              ((TextCorpus) data).parts().train().get(0)
                  + ((TextCorpus) data).parts().validation().get(0)
                  + ((TextCorpus) data).parts().test().get(0);
          case SHAPES -> series(data, folder.resolve("shapes-parts"));
          case CO2 -> weeks((TimeSeries) data);
          case CHORDS -> pieces(data, folder.resolve("chords-parts"));
        });
    return written;
  }

  private static String surnames(LabelledText data) {
    return Stream.of(data.train(), data.validation(), data.test())
        .flatMap(List::stream)
        .sorted(java.util.Comparator.comparing(Example::text))
        .map(example -> example.text() + "\t" + example.label() + "\n")
        .collect(Collectors.joining("", "surname\tlanguage\n", ""));
  }

  private static String weeks(TimeSeries data) {
    StringBuilder csv = new StringBuilder("week,co2\n");
    LocalDate week = FIRST_WEEK;
    for (double value : data.target()) {
      csv.append(week).append(',').append(value).append('\n');
      week = week.plusWeeks(1);
    }
    return csv.toString();
  }

  /** The parts below one header; what is a series of one part is none of another. */
  private static String series(Dataset data, Path parts) throws IOException {
    StringBuilder csv = new StringBuilder();
    for (Path part : DatasetExport.write(data, parts)) {
      List<String> lines = Files.readAllLines(part);
      if (csv.length() == 0) {
        csv.append(lines.get(0)).append('\n');
      }
      String prefix = String.valueOf(part.getFileName()).substring(0, 2);
      lines.stream().skip(1).forEach(line -> csv.append(prefix).append(line).append('\n'));
    }
    return csv.toString();
  }

  /** The pieces of all parts in one list. */
  private static String pieces(Dataset data, Path parts) throws IOException {
    List<String> lists = new ArrayList<>();
    for (Path part : DatasetExport.write(data, parts)) {
      String list = Files.readString(part).strip();
      lists.add(list.substring(1, list.length() - 1));
    }
    return "[" + String.join(",\n", lists) + "]\n";
  }
}
