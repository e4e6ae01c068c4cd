package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the fields of a table are separated. */
public enum TableFormat {
  /** A tab always ends a field; quotes are text. */
  TSV,

  /** Commas; fields may be quoted as RFC 4180 says. */
  CSV;

  /** The name in experiment files, which is also the usual ending of such files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a name in experiment files. */
  public static Optional<TableFormat> of(String label) {
    return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
  }

  /** The format that a file's ending speaks of; tabs unless it is {@code .csv}. */
  public static TableFormat ofEnding(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : TSV;
  }
}
