package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.zoo.text.PhraseSettings;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordVocabularyTest {

  private static final WordTokenizer PLAIN = new WordTokenizer(false, false);

  private static TextLevel.Words level(int maxSize, int minCount) {
    return new TextLevel.Words(PLAIN, maxSize, minCount, Optional.empty());
  }

  private static WordVocabulary of(TextLevel.Words level, String... texts) {
    return level.vocabulary(List.of(texts));
  }

  @Test
  void theMostFrequentWordsComeFirstAndAmongEqualsTheAlphabetDecides() {
    assertThat(of(level(9, 1), "c b a b.", "d a b.").words())
        .containsExactly("b", ".", "a", "c", "d");
  }

  @Test
  void isCutBySizeAndByCount() {
    assertThat(of(level(2, 1), "c b a b.", "d a b.").words()).containsExactly("b", ".");
    assertThat(of(level(9, 2), "c b a b.", "d a b.").words()).containsExactly("b", ".", "a");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> of(level(9, 3), "a b"))
        .withMessage(
            "the vocabulary is empty: no word of the training part occurs 3 times or more; lower"
                + " dataset.vocabulary.min_count or give more text");
  }

  @Test
  void aTextIsItsWordsBetweenStartAndEndAPieceItsWordsAlone() {
    WordVocabulary vocabulary = of(level(9, 2), "b a b a b");
    assertThat(vocabulary.size()).isEqualTo(6);
    assertThat(vocabulary.encode("a rare b")).containsExactly(2, 5, Vocabulary.UNKNOWN, 4, 3);
    assertThat(vocabulary.encodePiece("a rare b")).containsExactly(5, Vocabulary.UNKNOWN, 4);
    assertThat(vocabulary.encode("")).containsExactly(2, 3);
    assertThat(vocabulary.unknown("x a y. x")).containsExactly("x", "y", ".");
    assertThat(vocabulary.word(5)).isEqualTo("a");
  }

  @Test
  void aPhraseIsOneTokenAndOneThatIsCutIsReadAsItsWords() {
    TextLevel.Words level = new TextLevel.Words(PLAIN, 9, 2, Optional.of(new PhraseSettings(0, 2)));
    WordVocabulary vocabulary = of(level, "New York a. New York b. New York. b. b");
    assertThat(vocabulary.words()).containsExactly(".", "New_York", "b");
    assertThat(vocabulary.encodePiece("New York b")).containsExactly(5, 6);
    assertThat(vocabulary.encodePiece("New, York")).containsExactly(1, 1, 1);
    assertThat(vocabulary.unknown("New York York")).containsExactly("York");
    WordVocabulary cut = new WordVocabulary(PLAIN, List.of("New", "York"));
    assertThat(cut.encodePiece("New York")).containsExactly(4, 5);
  }

  @Test
  void onlyTheSameWordsCutInTheSameWayAreEqual() {
    WordVocabulary vocabulary = new WordVocabulary(PLAIN, List.of("a", "b"));
    assertThat(vocabulary)
        .isEqualTo(new WordVocabulary(PLAIN, List.of("a", "b")))
        .isNotEqualTo(new WordVocabulary(PLAIN, List.of("b", "a")))
        .isNotEqualTo(new WordVocabulary(new WordTokenizer(true, false), List.of("a", "b")))
        .hasSameHashCodeAs(new WordVocabulary(PLAIN, List.of("a", "b")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WordVocabulary(PLAIN, List.of("a", "a")))
        .withMessage("the word \"a\" comes twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WordVocabulary(PLAIN, List.of("")))
        .withMessage("a word is empty");
  }

  @Test
  void saysHowMuchOfADataSetIsKnown() {
    Parts<String> parts = new Parts<>(List.of("a a b b c"), List.of("a c d e"), List.of());
    TextCorpus corpus = new TextCorpus("c", true, parts, "0", level(9, 2));
    assertThat(WordCoverage.of(corpus)).contains(new WordCoverage(2, List.of(0.2, 0.75)));
    assertThat(WordCoverage.of(new TextCorpus("c", true, parts, "0"))).isEmpty();
    LabelledText labelled =
        new LabelledText(
            "l",
            List.of("x"),
            List.of(new Example("a a", "x"), new Example("b a", "x")),
            List.of(new Example("a", "x")),
            List.of(new Example("b b", "x")),
            "0",
            level(9, 2));
    assertThat(WordCoverage.of(labelled)).contains(new WordCoverage(1, List.of(0.25, 0.0, 1.0)));
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> level(0, 1))
        .withMessage("a vocabulary with max_size 0 and min_count 1: both must be at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> level(1, 0));
  }
}
