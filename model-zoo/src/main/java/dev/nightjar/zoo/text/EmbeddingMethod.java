package dev.nightjar.zoo.text;

import java.util.Locale;

/**
 * What predicts what while vectors of tokens are learned (Mikolov, Chen, Corrado and Dean 2013).
 */
public enum EmbeddingMethod {
  /** A token predicts each of those around it. */
  SKIP_GRAM,

  /** The mean of the tokens around it predicts a token: a continuous bag of words. */
  CBOW;

  /** The name in experiment files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
