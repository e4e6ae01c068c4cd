package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterVocabularyTest {

  private static final CharacterVocabulary VOCABULARY =
      CharacterVocabulary.ofTexts(List.of("ba", "a\uD83D\uDE00"));

  @Test
  void aCharacterIsACodePoint() {
    assertThat(VOCABULARY.characters()).isEqualTo("ab\uD83D\uDE00");
    assertThat(VOCABULARY.size()).isEqualTo(7);
    assertThat(VOCABULARY.encode("\uD83D\uDE00b")).containsExactly(2, 6, 5, 3);
  }

  @Test
  void unseenCharactersAreUnknown() {
    assertThat(VOCABULARY.encode("az")).containsExactly(2, 4, Vocabulary.UNKNOWN, 3);
    assertThat(VOCABULARY.encode("")).containsExactly(2, 3);
  }

  @Test
  void canBeRebuiltFromItsCharacters() {
    assertThat(CharacterVocabulary.ofCharacters(VOCABULARY.characters())).isEqualTo(VOCABULARY);
  }
}
