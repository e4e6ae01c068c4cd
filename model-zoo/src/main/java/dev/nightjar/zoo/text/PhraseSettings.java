package dev.nightjar.zoo.text;

/**
 * Which pairs of words are taken for one. See {@link Phrases}.
 *
 * @param threshold the score that a pair must exceed, at least 0; fewer pairs the higher it is
 * @param minCount how often a pair is not trusted, δ: what occurs no more often is no phrase; at
 *     least 1
 */
public record PhraseSettings(double threshold, int minCount) {

  /** The settings of the word2phrase tool of Mikolov et al. */
  public static final PhraseSettings DEFAULT = new PhraseSettings(100, 5);

  /** Checks the ranges. */
  public PhraseSettings {
    if (!(threshold >= 0) || minCount < 1) {
      throw new IllegalArgumentException(
          "phrases with threshold "
              + threshold
              + " and min_count "
              + minCount
              + ": they must be at least 0 and 1");
    }
  }
}
