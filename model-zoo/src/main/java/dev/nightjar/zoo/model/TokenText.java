package dev.nightjar.zoo.model;

import java.util.List;
import java.util.OptionalInt;

/** How the tokens of a language model are written and read by people. */
interface TokenText {

  /** What a token is, in words: {@code "character"}, {@code "word"}. */
  String unit();

  /** The number of distinct tokens. */
  int size();

  /**
   * The tokens of a text; what the training data did not have becomes the unknown token, where
   * there is one.
   *
   * @throws InputException if the text has something that is no token
   */
  int[] read(String text);

  /** What of a text the training data did not have, each once. */
  List<String> unknown(String text);

  /** What the network reads before a text begins; empty if nothing. */
  int[] before();

  /** What stands for the beginning where nothing is given to go on from; empty if nothing can. */
  int[] beginning();

  /** The text of tokens, all of which are {@link #writable}. */
  String write(int... tokens);

  /**
   * A text and what is written after it, with what belongs between them.
   *
   * @param prime the text; may be empty
   * @param tokens {@link #writable} ones, perhaps none
   */
  String continued(String prime, int... tokens);

  /**
   * Whether the network learned what it means to read something unknown, so that a text may have
   * some.
   */
  boolean readsUnknown();

  /** Whether a token may stand in a text: those for padding and the like may not. */
  boolean writable(int token);

  /** The token after the last of a text, where texts have an end. */
  OptionalInt end();
}
