package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data sets that come with Nightjar. */
public enum Builtin {
  /** Surnames and their languages: {@link SurnameData}. */
  NAMES(DatasetKind.LABELLED_TEXT),

  /** The Old Curiosity Shop: {@link Books}. */
  DICKENS(DatasetKind.TOKENS),

  /** Macbeth: {@link Books}. */
  SHAKESPEARE(DatasetKind.TOKENS),

  /** Strings of the embedded Reber grammar: {@link ReberData}. */
  REBER(DatasetKind.TOKENS),

  /** Symbols to be remembered over a gap: {@link CopyData}. */
  COPY(DatasetKind.TOKENS),

  /** Two marked numbers to be added: {@link AddingData}. */
  ADDING(DatasetKind.NUMBERS);

  private final DatasetKind kind;

  Builtin(DatasetKind kind) {
    this.kind = kind;
  }

  /** The name in experiment files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
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
      case NAMES -> Optional.of(SplitSpec.DEFAULT);
      case DICKENS, SHAKESPEARE -> Optional.of(SplitSpec.ONE_TEXT);
      case REBER, COPY, ADDING -> Optional.empty();
    };
  }

  /** Whether it is written text, which can be read by characters. */
  public boolean isText() {
    return this == DICKENS || this == SHAKESPEARE;
  }

  /** The data set of a name in experiment files. */
  public static Optional<Builtin> of(String label) {
    return Arrays.stream(values()).filter(b -> b.label().equals(label)).findFirst();
  }

  /** The names of those that are of a kind. */
  public static List<String> labels(DatasetKind kind) {
    return Arrays.stream(values()).filter(b -> b.kind == kind).map(Builtin::label).toList();
  }
}
