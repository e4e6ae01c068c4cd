package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReberGrammarTest {

  /** The grammar once more, as a regular expression read off its drawing. */
  private static final String REBER = "B(?:TS*XS|(?:TS*XX|P)T*V(?:PXT*V)*(?:PS|V))E";

  private static final String EMBEDDED = "B(?:T" + REBER + "T|P" + REBER + "P)E";

  @ParameterizedTest
  @CsvSource({
    "'', B",
    "B, TP",
    "BT, B",
    "BTB, TP",
    "BTBT, SX",
    "BTBTSS, SX",
    "BTBTX, XS",
    "BTBTXX, TV",
    "BTBP, TV",
    "BTBPTT, TV",
    "BTBPV, PV",
    "BTBPVP, XS",
    "BTBPVV, E",
    "BTBTXSE, T",
    "BPBTXSE, P",
    "BTBTXSET, E",
    "BTBTXSETE, ''"
  })
  void saysWhatMayFollow(String prefix, String legal) {
    assertThat(ReberGrammar.legalAfter(prefix)).isEqualTo(legal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"T", "BX", "BTT", "BTBTE", "BTBTXSEP", "BPBTXSET", "BTBTXSETB"})
  void refusesWhatNoStringBeginsWith(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReberGrammar.legalAfter(prefix))
        .withMessageStartingWith("no string of the grammar begins with " + prefix);
  }

  @Test
  void theMessageSaysWhatWouldBeLegal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReberGrammar.legalAfter("BTBS"))
        .withMessage("no string of the grammar begins with BTBS: after BTB comes one of TP");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReberGrammar.legalAfter("BTBTXSETEB"))
        .withMessage("no string of the grammar begins with BTBTXSETEB: it ends before");
  }

  @Test
  void drawsStringsOfTheGrammar() {
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      assertThat(ReberGrammar.draw(random)).matches(EMBEDDED);
    }
  }

  @Test
  void choicesAreFair() {
    // 20,000 draws: a count of probability 1/2 strays from 10,000 by more than 4 standard
    // deviations
    // (283) in 1 of 16,000 samples, and the seed is fixed.
    Random random = new Random(2);
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      String string = ReberGrammar.draw(random);
      counts.merge("outer " + string.charAt(1), 1, Integer::sum);
      counts.merge("inner " + string.charAt(3), 1, Integer::sum);
    }
    assertThat(counts.keySet()).containsExactly("inner P", "inner T", "outer P", "outer T");
    assertThat(counts.values()).allMatch(n -> Math.abs(n - 10_000) < 283);
  }

  @Test
  void theDataIsOfTheGrammarAndWhatIsMeasuredWasNeverTrainedOn() {
    TextCorpus reber = (TextCorpus) Datasets.load(BuiltinSpec.of(Builtin.REBER));
    Parts<String> parts = reber.parts();
    assertThat(reber.running()).isFalse();
    assertThat(reber.sizes()).isEqualTo(new PartSizes("documents", 2000, 500, 500));
    for (List<String> part : List.of(parts.train(), parts.validation(), parts.test())) {
      assertThat(part).allMatch(string -> string.matches(EMBEDDED));
    }
    assertThat(parts.validation()).doesNotContainAnyElementsOf(parts.train());
    assertThat(parts.test())
        .doesNotContainAnyElementsOf(parts.train())
        .doesNotContainAnyElementsOf(parts.validation());
    assertThat(TextEncoding.of(reber).vocabulary())
        .isEqualTo(CharacterVocabulary.ofCharacters(ReberGrammar.SYMBOLS));
  }
}
