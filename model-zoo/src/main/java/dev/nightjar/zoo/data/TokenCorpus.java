package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;

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

  /**
   * The same documents, those of the validation part in the training part; of a running text the
   * one goes on where the other ends.
   */
  public TokenCorpus trainingOnValidation() {
    List<TokenDocument> both = new ArrayList<>(parts.train());
    both.addAll(parts.validation());
    if (running && both.size() == 2) {
      both = List.of(both.get(0).followedBy(both.get(1)));
    }
    return new TokenCorpus(
        name, vocabularySize, running, new Parts<>(both, List.of(), parts.test()), sha256);
  }

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
