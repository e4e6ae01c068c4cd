package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps of tokens to be read one after the other, with what is to be predicted at each. Pieces of a
 * document share its memory: 4 bytes a token where the targets are the next tokens.
 */
public final class TokenDocument implements Document {

  private final int[] tokens;
  private final int[] targets;
  private final int tokensFrom;
  private final int targetsFrom;
  private final int length;

  /** Steps at the beginning that are read without being asked. */
  private final int silent;

  private TokenDocument(
      int[] tokens, int tokensFrom, int[] targets, int targetsFrom, int length, int silent) {
    this.tokens = tokens;
    this.tokensFrom = tokensFrom;
    this.targets = targets;
    this.targetsFrom = targetsFrom;
    this.length = length;
    this.silent = silent;
  }

  /**
   * The document of a token sequence that predicts at each token the next one.
   *
   * @param tokens at least two; not copied
   */
  public static TokenDocument predictNext(int[] tokens) {
    if (tokens.length < 2) {
      throw new IllegalArgumentException(
          tokens.length + " tokens; at least two are needed, one to read and one to predict");
    }
    return new TokenDocument(tokens, 0, tokens, 1, tokens.length - 1, 0);
  }

  /**
   * A document with targets of its own.
   *
   * @param tokens what is read, at least one; not copied
   * @param targets as many, {@link SequenceBatch#IGNORED} where nothing is asked; not copied
   */
  public static TokenDocument of(int[] tokens, int[] targets) {
    if (tokens.length == 0 || tokens.length != targets.length) {
      throw new IllegalArgumentException(
          tokens.length + " tokens and " + targets.length + " targets: give as many, at least one");
    }
    return new TokenDocument(tokens, 0, targets, 0, tokens.length, 0);
  }

  /** The number of steps. */
  @Override
  public int length() {
    return length;
  }

  /** What is read at a step, from 0. */
  public int token(int step) {
    return tokens[tokensFrom + step];
  }

  /** What is read at all steps. */
  public int[] tokens() {
    return Arrays.copyOfRange(tokens, tokensFrom, tokensFrom + length);
  }

  /** What is to be predicted at a step, from 0; {@link SequenceBatch#IGNORED} if nothing is. */
  public int target(int step) {
    return step < silent ? SequenceBatch.IGNORED : targets[targetsFrom + step];
  }

  /**
   * This and another document as one that predicts the next token everywhere, from the last one
   * here to the first one there, too. Both predict the next token.
   */
  TokenDocument followedBy(TokenDocument next) {
    int[] all = new int[length + 1 + next.length + 1];
    System.arraycopy(tokens, tokensFrom, all, 0, length);
    all[length] = target(length - 1);
    System.arraycopy(next.tokens, next.tokensFrom, all, length + 1, next.length);
    all[all.length - 1] = next.target(next.length - 1);
    return predictNext(all);
  }

  /**
   * The document cut into pieces, whose lengths differ by one at most. Together they ask what the
   * document asks; each but the first begins by reading what comes before it, unasked, so that it
   * does not start from nothing.
   *
   * @param count how many pieces; fewer if the document has fewer steps
   * @param warmUp steps read before a piece, at least 0; fewer where the document begins
   */
  List<TokenDocument> pieces(int count, int warmUp) {
    int number = Math.min(count, length);
    List<TokenDocument> pieces = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int from = (int) ((long) length * i / number);
      int to = (int) ((long) length * (i + 1) / number);
      int readFrom = Math.max(0, from - warmUp);
      pieces.add(
          new TokenDocument(
              tokens,
              tokensFrom + readFrom,
              targets,
              targetsFrom + readFrom,
              to - readFrom,
              Math.max(from, silent) - readFrom));
    }
    return pieces;
  }
}
