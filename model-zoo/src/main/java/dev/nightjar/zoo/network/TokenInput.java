package dev.nightjar.zoo.network;

/**
 * Tokens 0 (inclusive) to {@code vocabularySize} (exclusive), each looked up in a table of {@code
 * embeddingSize} values.
 *
 * @param vocabularySize number of distinct tokens, at least 1
 * @param embeddingSize values a token is turned into, at least 1
 * @param trained whether the table is trained with the rest; otherwise it stays as it was put in,
 *     also where the output layer shares it, and costs no gradient
 */
public record TokenInput(int vocabularySize, int embeddingSize, boolean trained)
    implements NetworkInput {
  /** With a trained table. */
  public TokenInput(int vocabularySize, int embeddingSize) {
    this(vocabularySize, embeddingSize, true);
  }

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
