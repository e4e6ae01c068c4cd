package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of a text file is a document: what is read from its beginning, with nothing remembered. */
public enum Documents {
  /** The whole file is one running text, divided by position. */
  ONE,

  /** Every line that is not blank, divided by a hash of its text; its end is predicted as well. */
  LINES;

  /** The name in experiment files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How files of such documents are divided unless the experiment says otherwise. */
  public SplitSpec split() {
    return this == ONE ? SplitSpec.ONE_TEXT : SplitSpec.DEFAULT;
  }

  /** What a name in experiment files stands for. */
  public static Optional<Documents> of(String label) {
    return Arrays.stream(values()).filter(d -> d.label().equals(label)).findFirst();
  }
}
