package dev.nightjar.zoo.data;

import java.util.Collection;
import java.util.List;

/**
 * The pieces of text that the training part has, as token numbers. A text that stands for itself
 * becomes its pieces between a start and an end token, since where it begins and ends tells much
 * about it; a piece of a running text becomes its pieces alone.
 */
public sealed interface Vocabulary permits CharacterVocabulary, WordVocabulary {

  /** The token of padded places; never looked at. */
  int PADDING = 0;

  /** The token of everything that the vocabulary does not have. */
  int UNKNOWN = 1;

  /** The token before the first one of a text. */
  int START = 2;

  /** The token after the last one of a text. */
  int END = 3;

  /** The number of tokens that stand for no piece of text; they come first. */
  int RESERVED = 4;

  /** The number of tokens, the reserved ones included. */
  int size();

  /** The tokens of a piece of a running text, without start and end. */
  int[] encodePiece(String text);

  /** What of a text becomes {@link #UNKNOWN}, each once. */
  List<String> unknown(String text);

  /** How large it is, in words: {@code "81 tokens"}. */
  String describe();

  /** The tokens of a text: start, its own, end. */
  default int[] encode(String text) {
    int[] piece = encodePiece(text);
    int[] encoded = new int[piece.length + 2];
    encoded[0] = START;
    System.arraycopy(piece, 0, encoded, 1, piece.length);
    encoded[encoded.length - 1] = END;
    return encoded;
  }

  /** The examples as token sequences with the number of their label. */
  default List<TokenSequence> encode(Collection<Example> examples, List<String> labels) {
    return examples.stream()
        .map(e -> new TokenSequence(encode(e.text()), labels.indexOf(e.label())))
        .toList();
  }
}
