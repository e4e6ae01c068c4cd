package dev.nightjar.zoo.network;

/**
 * Tokens 0 (inclusive) to {@code vocabularySize} (exclusive), each looked up in a trained table of
 * {@code embeddingSize} values.
 *
 * @param vocabularySize number of distinct tokens, at least 1
 * @param embeddingSize values a token is turned into, at least 1
 */
public record TokenInput(int vocabularySize, int embeddingSize) implements NetworkInput {
  /** Checks the ranges. */
  public TokenInput {
    Checks.atLeast("vocabularySize", vocabularySize, 1);
    Checks.atLeast("embeddingSize", embeddingSize, 1);
  }

  @Override
  public int width() {
    return embeddingSize;
  }
}
