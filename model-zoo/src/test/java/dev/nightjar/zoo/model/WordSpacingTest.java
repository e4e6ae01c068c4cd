package dev.nightjar.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.text.WordTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordSpacingTest {

  private static final WordTokenizer PLAIN = new WordTokenizer(false, false);

  private static String written(String prime, String... tokens) {
    WordSpacing spacing = WordSpacing.after(prime, PLAIN);
    for (String token : tokens) {
      spacing.append(token);
    }
    return spacing.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It wasn't well-known; no: it was (nearly) new!",
        "'What?' said \"he\", 'I see...' and left.",
        "glossy--is it not a wonder\n\n'New' page, _so_ new",
        "“No,” she said ‘yes’ — for £5 or 10%",
        "either/or [and] #tags",
        "A 'quote that never closes\n\n'Another' one",
      })
  void whatWasCutIsPutTogetherAsItWas(String text) {
    String custom = text.replace(" — ", "—");
    assertThat(written("", PLAIN.split(text).toArray(String[]::new))).isEqualTo(custom);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "It|was|It was",
        "It |was|It was",
        "~It ~|,|~It ,~",
        "It|,|It,",
        "'It|'|'It'",
        "'It' said|'|'It' said '",
        "glossy--|is|glossy--is",
        "(|a|(a",
        "||",
      })
  void goesOnFromAText(String prime, String next, String whole) {
    String[] tokens = next == null ? new String[0] : new String[] {next};
    assertThat(written(prime == null ? "" : prime, tokens)).isEqualTo(whole == null ? "" : whole);
  }

  @Test
  void phrasesAndParagraphs() {
    assertThat(written("", "in", "New_York", ".", "\n\n", "Then", "_", "a", "_"))
        .isEqualTo("in New York.\n\nThen _a_");
  }
}
