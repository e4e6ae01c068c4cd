package dev.nightjar.zoo.data;

/**
 * How text becomes tokens whose next one is to be predicted.
 *
 * @param vocabulary the characters or words
 * @param running whether the text is a piece of a running one: its tokens are predicted from the
 *     second on. A document is predicted from its first token to its end
 */
public record TextEncoding(Vocabulary vocabulary, boolean running) {

  /** The encoding whose vocabulary is that of a corpus's training part. */
  public static TextEncoding of(TextCorpus corpus) {
    return new TextEncoding(corpus.level().vocabulary(corpus.parts().train()), corpus.running());
  }

  /** A text as tokens. */
  public TokenDocument encode(String text) {
    return TokenDocument.predictNext(
        running ? vocabulary.encodePiece(text) : vocabulary.encode(text));
  }

  /** A corpus as tokens. */
  public TokenCorpus encode(TextCorpus corpus) {
    return new TokenCorpus(
        corpus.name(),
        vocabulary.size(),
        running,
        corpus.parts().map(this::encode),
        corpus.sha256());
  }
}
