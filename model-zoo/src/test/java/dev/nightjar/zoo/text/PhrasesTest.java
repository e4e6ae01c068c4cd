package dev.nightjar.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  private static final WordTokenizer PLAIN = new WordTokenizer(false, false);

  private static Set<String> find(String text, double threshold, int minCount) {
    return Phrases.find(List.of(text), PLAIN, new PhraseSettings(threshold, minCount));
  }

  @Test
  void theScoreIsThatOfTheEquation() {
    // 12 tokens; a and b 4 times each, ab 3 times: (3 − 1) / (4·4) · 12 = 1.5.
    String text = "a b c a b d a b e a f b";
    assertThat(find(text, 1.499, 1)).contains("a_b");
    assertThat(find(text, 1.5, 1)).doesNotContain("a_b");
    assertThat(find(text, 0, 3)).isEmpty();
  }

  @Test
  void findsWhatBelongsTogetherAmongWordsThatDoNot() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append(random.nextInt(50) == 0 ? "New York" : "w" + random.nextInt(40)).append(' ');
    }
    // Of two words that occur 125 times each in 5,100, together by chance 3 times: no score of 10.
    assertThat(find(text.toString(), 10, 5)).containsExactly("New_York");
  }

  @Test
  void punctuationAndTheEndOfATextSeparate() {
    assertThat(find("a, b. a, b. a, b.", 0, 1)).isEmpty();
    assertThat(Phrases.find(List.of("a", "b", "a", "b"), PLAIN, new PhraseSettings(0, 1)))
        .isEmpty();
  }

  @Test
  void joinsFromLeftToRightAndOnlyWords() {
    List<String> joined = new ArrayList<>();
    Phrases.Joiner joiner =
        new Phrases.Joiner(Set.of("a_b", "b_c", "c_c", "___")::contains, joined::add);
    PLAIN.split("a b c, a, b c c c _ _ a b", joiner);
    joiner.finish();
    joiner.accept("b");
    joiner.finish();
    assertThat(joined)
        .containsExactly("a_b", "c", ",", "a", ",", "b_c", "c_c", "_", "_", "a_b", "b");
  }

  @Test
  void onlyAPhraseIsOne() {
    assertThat(List.of("a_b", "_", "__", "a")).filteredOn(Phrases::isPhrase).containsExactly("a_b");
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PhraseSettings(-1, 1))
        .withMessage("phrases with threshold -1.0 and min_count 1: they must be at least 0 and 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new PhraseSettings(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhraseSettings(1, 0));
  }
}
