package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data sets that have a name of their own. */
public enum Builtin {
  /** Surnames and their languages: {@link SurnameData}. */
  NAMES(
      DatasetKind.LABELLED_TEXT,
      "surnames and their languages, from the locale files of Datafaker"),

  /** The Old Curiosity Shop: {@link Books}. */
  DICKENS(DatasetKind.TOKENS, "The Old Curiosity Shop, one running text in the public domain"),

  /** Macbeth: {@link Books}. */
  SHAKESPEARE(DatasetKind.TOKENS, "Macbeth, one running text in the public domain"),

  /** Strings of the embedded Reber grammar: {@link ReberData}. */
  REBER(DatasetKind.TOKENS, "strings of the embedded Reber grammar, generated"),

  /** Symbols to be remembered over a gap: {@link CopyData}. */
  COPY(DatasetKind.TOKENS, "symbols to be remembered over a gap, generated"),

  /** Two marked numbers to be added: {@link AddingData}. */
  ADDING(DatasetKind.NUMBERS, "two marked numbers to be added, generated"),

  /** Three shapes in noise: {@link CylinderBellFunnel}. */
  CYLINDER_BELL_FUNNEL(DatasetKind.LABELLED_SERIES, "three shapes in noise, generated"),

  /** Images of clothes, row by row: {@link FashionMnist}. */
  FASHION_MNIST_ROWS(
      DatasetKind.LABELLED_SERIES,
      "images of clothes, row by row; apt-get install dataset-fashion-mnist"),

  /** A chaotic series: {@link MackeyGlass}. */
  MACKEY_GLASS(DatasetKind.TIME_SERIES, "a chaotic series, generated"),

  /** Weekly CO₂ at Mauna Loa: {@link MeasuredSeries}. */
  CO2(DatasetKind.TIME_SERIES, "weekly CO₂ at Mauna Loa, measured from 1958 to 2001"),

  /** Yearly sunspot numbers: {@link MeasuredSeries}. */
  SUNSPOTS(DatasetKind.TIME_SERIES, "yearly sunspot numbers, measured from 1700 to 2008"),

  /** Generated chord progressions: {@link ChordsData}. */
  CHORDS(DatasetKind.MUSIC, "chord progressions, generated");

  private final DatasetKind kind;
  private final String about;

  Builtin(DatasetKind kind, String about) {
    this.kind = kind;
    this.about = about;
  }

  /** What it is and where it is from, in a few words. */
  public String about() {
    return about;
  }

  /** The name in experiment files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is made of. */
  public DatasetKind kind() {
    return kind;
  }

  /**
   * How it is divided unless the experiment says otherwise; empty if it is generated in parts of
   * fixed sizes and cannot be divided in another way.
   */
  public Optional<SplitSpec> split() {
    return switch (this) {
      case NAMES, MACKEY_GLASS, CO2, SUNSPOTS -> Optional.of(SplitSpec.DEFAULT);
      case DICKENS, SHAKESPEARE -> Optional.of(SplitSpec.ONE_TEXT);
      case REBER, COPY, ADDING, CYLINDER_BELL_FUNNEL, FASHION_MNIST_ROWS, CHORDS ->
          Optional.empty();
    };
  }

  /**
   * How much is read and forecast unless the experiment says otherwise; empty if it is no time
   * series.
   */
  public Optional<ForecastWindows> windows() {
    return switch (this) {
      case MACKEY_GLASS -> Optional.of(new ForecastWindows(64, 15, false));
      case CO2 -> Optional.of(new ForecastWindows(104, 26, true)); // Two years, half a year.
      case SUNSPOTS -> Optional.of(new ForecastWindows(33, 1, false)); // Three cycles.
      default -> Optional.empty();
    };
  }

  /** Whether it comes with Nightjar; what does not must be installed apart. */
  public boolean included() {
    return this != FASHION_MNIST_ROWS;
  }

  /** Whether it is written text, which can be read by characters. */
  public boolean isText() {
    return this == DICKENS || this == SHAKESPEARE;
  }

  /** The data set of a name in experiment files. */
  public static Optional<Builtin> of(String label) {
    return Arrays.stream(values()).filter(b -> b.label().equals(label)).findFirst();
  }

  /** The names of those that are of one of these kinds. */
  public static List<String> labels(DatasetKind... kinds) {
    return labels(List.of(kinds));
  }

  /** The names of those that are of one of these kinds. */
  public static List<String> labels(Collection<DatasetKind> kinds) {
    return Arrays.stream(values()).filter(b -> kinds.contains(b.kind)).map(Builtin::label).toList();
  }
}
