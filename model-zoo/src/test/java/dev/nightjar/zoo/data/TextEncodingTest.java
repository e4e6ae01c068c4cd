package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextEncodingTest {

  private static TextCorpus corpus(boolean running) {
    return new TextCorpus(
        "c", running, new Parts<>(List.of("abca"), List.of("caz"), List.of()), "hash");
  }

  private static String read(TokenDocument document) {
    return IntStream.range(0, document.length())
        .mapToObj(t -> document.token(t) + ">" + document.target(t))
        .toList()
        .toString();
  }

  @Test
  void aDocumentIsPredictedFromItsFirstCharacterToItsEnd() {
    TextEncoding encoding = TextEncoding.of(corpus(false));
    assertThat(read(encoding.encode("ab"))).isEqualTo("[2>4, 4>5, 5>3]");
    assertThat(read(encoding.encode(""))).isEqualTo("[2>3]");
  }

  @Test
  void aPieceOfARunningTextIsPredictedFromItsSecondCharacterOn() {
    TextEncoding encoding = TextEncoding.of(corpus(true));
    assertThat(read(encoding.encode("abc"))).isEqualTo("[4>5, 5>6]");
  }

  @Test
  void whatTheTrainingPartLacksIsUnknown() {
    for (boolean running : new boolean[] {true, false}) {
      TextEncoding encoding = TextEncoding.of(corpus(running));
      TokenCorpus encoded = encoding.encode(corpus(running));
      TokenDocument validation = encoded.parts().validation().get(0);
      assertThat(validation.target(running ? 1 : 2)).isEqualTo(Vocabulary.UNKNOWN);
      assertThat(((CharacterVocabulary) encoding.vocabulary()).characters()).isEqualTo("abc");
    }
  }

  @Test
  void aCorpusKeepsWhatItIs() {
    TokenCorpus encoded = TextEncoding.of(corpus(true)).encode(corpus(true));
    assertThat(encoded.name()).isEqualTo("c");
    assertThat(encoded.sha256()).isEqualTo("hash");
    assertThat(encoded.running()).isTrue();
    assertThat(encoded.vocabularySize()).isEqualTo(7);
    assertThat(encoded.parts().test()).isEmpty();
  }
}
