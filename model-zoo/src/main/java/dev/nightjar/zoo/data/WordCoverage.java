package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much of a data set that is read by words its vocabulary knows.
 *
 * @param words words, punctuation marks and phrases of the vocabulary, reserved tokens not counted
 * @param unknown the share of tokens, 0 to 1, that became the unknown word, a part each: train,
 *     validation and, unless it is empty, test
 */
public record WordCoverage(int words, List<Double> unknown) {

  /** Copies. */
  public WordCoverage {
    unknown = List.copyOf(unknown);
  }

  /**
   * The coverage of a data set; empty if it is not read by words.
   *
   * @throws DatasetException if its vocabulary would be empty
   */
  public static Optional<WordCoverage> of(Dataset data) {
    if (data instanceof TextCorpus corpus && corpus.level() instanceof TextLevel.Words level) {
      return Optional.of(of(level, corpus.parts()));
    }
    if (data instanceof LabelledText labelled
        && labelled.level() instanceof TextLevel.Words level) {
      Parts<Example> examples =
          new Parts<>(labelled.train(), labelled.validation(), labelled.test());
      return Optional.of(of(level, examples.map(Example::text)));
    }
    return Optional.empty();
  }

  private static WordCoverage of(TextLevel.Words level, Parts<String> parts) {
    WordVocabulary vocabulary = level.vocabulary(parts.train());
    return new WordCoverage(
        vocabulary.words().size(),
        List.of(parts.train(), parts.validation(), parts.test()).stream()
            .filter(part -> !part.isEmpty())
            .map(part -> unknownShare(vocabulary, part))
            .toList());
  }

  private static double unknownShare(WordVocabulary vocabulary, List<String> texts) {
    long unknown = 0;
    long all = 0;
    for (String text : texts) {
      int[] tokens = vocabulary.encodePiece(text);
      unknown += Arrays.stream(tokens).filter(token -> token == Vocabulary.UNKNOWN).count();
      all += tokens.length;
    }
    return (double) unknown / all;
  }
}
