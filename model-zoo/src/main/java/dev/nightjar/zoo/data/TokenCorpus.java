package dev.nightjar.zoo.data;

/**
 * Tokens with what is to be predicted at each, divided.
 *
 * @param name what it is called, for people
 * @param vocabularySize number of distinct tokens; each token and target is below it
 * @param running whether each part is one document, a piece of one running text, which may be read
 *     in several places at once
 * @param parts the documents
 * @param sha256 hash of all documents, in hexadecimal; how they are divided is not part of it
 */
public record TokenCorpus(
    String name, int vocabularySize, boolean running, Parts<TokenDocument> parts, String sha256)
    implements Dataset {

  @Override
  public DatasetKind kind() {
    return DatasetKind.TOKENS;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes(
        "sequences", parts.train().size(), parts.validation().size(), parts.test().size());
  }
}
