package dev.nightjar.zoo.model;

/**
 * A sequence of tokens that is read one at a time; the network's state is carried over, so that a
 * step costs the same however much was read before. As many may be open as wanted; all belong to
 * one thread.
 */
public final class TokenStream {
  private final Steps steps;
  private final TokenText text;
  private float[] next = new float[0];

  TokenStream(Steps steps, TokenText text) {
    this.steps = steps;
    this.text = text;
    reset();
  }

  /**
   * Reads a token.
   *
   * @param token from 0 to {@link LanguageModel#size} (exclusive)
   * @return [size], the probabilities of the next one; a new array
   * @throws InputException if there is no such token
   */
  public float[] feed(int token) {
    if (token < 0 || token >= text.size()) {
      throw new InputException(
          "there is no token " + token + "; tokens are from 0 to " + (text.size() - 1));
    }
    next = steps.feed(token);
    return next.clone();
  }

  /**
   * Reads a text; what the training data did not have counts as the unknown token. Of a model of
   * words it must not end within a word.
   *
   * @return [size], the probabilities of what comes next; a new array
   * @throws InputException if the text has something that is no token, or if nothing has been read
   */
  public float[] feed(String piece) {
    for (int token : text.read(piece)) {
      next = steps.feed(token);
    }
    return next();
  }

  /**
   * What comes next after all that was read.
   *
   * @return [size], probabilities; a new array
   * @throws InputException if nothing has been read yet
   */
  public float[] next() {
    if (next.length == 0) {
      throw new InputException("nothing has been read yet; give at least one " + text.unit());
    }
    return next.clone();
  }

  /** Whether there is something to go on from. */
  boolean begun() {
    return next.length > 0;
  }

  /** Begins another text. */
  public void reset() {
    steps.reset();
    next = new float[0];
    for (int token : text.before()) {
      next = steps.feed(token);
    }
  }
}
