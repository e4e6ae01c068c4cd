package dev.nightjar.zoo.text;

import java.util.Objects;

/**
 * How vectors of tokens are learned; see {@link Word2Vec}.
 *
 * @param method what predicts what
 * @param size numbers a vector has, at least 1
 * @param window how far from a token those around it may be, at least 1; for each token a distance
 *     from 1 to this is drawn, so that near ones count more
 * @param negatives how many tokens are drawn against each that is predicted, at least 1
 * @param subsampling t: of tokens that make up a larger share f of the text than this, only a share
 *     √(t/f) is read; 0 reads all
 * @param epochs passes over the text, at least 1
 * @param learningRate of the first token, above 0; it falls linearly to a ten-thousandth of it
 */
public record Word2VecSettings(
    EmbeddingMethod method,
    int size,
    int window,
    int negatives,
    double subsampling,
    int epochs,
    double learningRate) {

  /** The rate of {@link EmbeddingMethod#SKIP_GRAM} by custom. */
  public static final double SKIP_GRAM_RATE = 0.025;

  /**
   * The rate of {@link EmbeddingMethod#CBOW} by custom where the gradient of the mean is exact
   * (İrsoy, Benton and Stratos 2021).
   */
  public static final double CBOW_RATE = 0.075;

  /** Checks the ranges. */
  public Word2VecSettings {
    Objects.requireNonNull(method, "method");
    if (size < 1
        || window < 1
        || negatives < 1
        || !(subsampling >= 0)
        || epochs < 1
        || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "size "
              + size
              + ", window "
              + window
              + ", negatives "
              + negatives
              + " and epochs "
              + epochs
              + " must be at least 1, subsampling "
              + subsampling
              + " at least 0, learning rate "
              + learningRate
              + " above 0");
    }
  }

  /** The usual settings for texts of up to some million words. */
  public static Word2VecSettings of(EmbeddingMethod method, int size) {
    return new Word2VecSettings(method, size, 5, 5, 1e-3, 10, usualRate(method));
  }

  /** The learning rate of a method by custom. */
  public static double usualRate(EmbeddingMethod method) {
    return method == EmbeddingMethod.SKIP_GRAM ? SKIP_GRAM_RATE : CBOW_RATE;
  }
}
