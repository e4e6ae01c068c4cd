package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenDocumentTest {

  private static TokenDocument counting(int tokens) {
    return TokenDocument.predictNext(IntStream.range(0, tokens).toArray());
  }

  private static List<Integer> asked(TokenDocument document) {
    return IntStream.range(0, document.length())
        .map(document::target)
        .filter(target -> target != SequenceBatch.IGNORED)
        .boxed()
        .toList();
  }

  @Test
  void predictsTheNextToken() {
    TokenDocument document = TokenDocument.predictNext(new int[] {5, 3, 9});
    assertThat(document.length()).isEqualTo(2);
    assertThat(document.token(0)).isEqualTo(5);
    assertThat(document.target(0)).isEqualTo(3);
    assertThat(document.token(1)).isEqualTo(3);
    assertThat(document.target(1)).isEqualTo(9);
  }

  @Test
  void orHasTargetsOfItsOwn() {
    TokenDocument document = TokenDocument.of(new int[] {5, 3}, new int[] {7, -1});
    assertThat(document.length()).isEqualTo(2);
    assertThat(document.token(1)).isEqualTo(3);
    assertThat(document.target(0)).isEqualTo(7);
    assertThat(document.target(1)).isEqualTo(SequenceBatch.IGNORED);
  }

  @Test
  void piecesAskTogetherWhatTheDocumentAsks() {
    for (int tokens = 2; tokens < 40; tokens++) {
      for (int count = 1; count < 12; count++) {
        for (int warmUp : new int[] {0, 1, 5, 100}) {
          List<TokenDocument> pieces = counting(tokens).pieces(count, warmUp);
          List<Integer> asked = new ArrayList<>();
          pieces.forEach(piece -> asked.addAll(asked(piece)));
          assertThat(asked).containsExactlyElementsOf(IntStream.range(1, tokens).boxed().toList());
          assertThat(pieces).hasSize(Math.min(count, tokens - 1));
          List<Integer> sizes = pieces.stream().map(piece -> asked(piece).size()).toList();
          int smallest = (tokens - 1) / pieces.size();
          assertThat(sizes).allMatch(size -> size == smallest || size == smallest + 1);
          for (TokenDocument piece : pieces) {
            int first = asked(piece).get(0);
            assertThat(piece.token(0)).isEqualTo(Math.max(0, first - 1 - warmUp));
          }
        }
      }
    }
  }

  @Test
  void needsSomethingToReadAndToPredict() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenDocument.predictNext(new int[] {1}))
        .withMessage("1 tokens; at least two are needed, one to read and one to predict");
    assertThatIllegalArgumentException().isThrownBy(() -> TokenDocument.of(new int[0], new int[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenDocument.of(new int[2], new int[3]))
        .withMessage("2 tokens and 3 targets: give as many, at least one");
  }
}
