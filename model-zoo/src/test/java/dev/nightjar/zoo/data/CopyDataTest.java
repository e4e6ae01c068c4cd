package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CopyDataTest {

  private static final TokenCorpus COPY = (TokenCorpus) Datasets.load(BuiltinSpec.of(Builtin.COPY));

  @Test
  void aSequenceIsSymbolsAGapADelimiterAndRoomForTheAnswer() {
    for (TokenDocument document : COPY.parts().test()) {
      assertThat(document.length()).isEqualTo(70);
      for (int t = 0; t < 70; t++) {
        if (t < 10) {
          assertThat(document.token(t)).isBetween(0, 7);
        } else {
          assertThat(document.token(t)).isEqualTo(t == 59 ? CopyData.DELIMITER : CopyData.BLANK);
        }
        int expected = t < 60 ? CopyData.BLANK : document.token(t - 60);
        assertThat(document.target(t)).isEqualTo(expected);
      }
    }
  }

  @Test
  void theSizesAreFixedAndNoSequenceStandsTwice() {
    assertThat(COPY.sizes()).isEqualTo(new PartSizes("sequences", 10_000, 1000, 1000));
    assertThat(COPY.vocabularySize()).isEqualTo(10);
    Set<List<Integer>> seen = new HashSet<>();
    Parts<TokenDocument> parts = COPY.parts();
    for (List<TokenDocument> part : List.of(parts.train(), parts.validation(), parts.test())) {
      for (TokenDocument document : part) {
        List<Integer> symbols =
            java.util.stream.IntStream.range(0, 10).map(document::token).boxed().toList();
        assertThat(seen.add(symbols)).isTrue();
      }
    }
  }

  @Test
  void everySymbolIsAsFrequent() {
    // 100,000 symbols: a count of probability 1/8 strays by more than 5 standard deviations (523)
    // in one of a million samples, and the seed is fixed.
    int[] counts = new int[8];
    for (TokenDocument document : COPY.parts().train()) {
      for (int t = 0; t < 10; t++) {
        counts[document.token(t)]++;
      }
    }
    assertThat(counts)
        .satisfies(
            all -> {
              for (int count : all) {
                assertThat(count).isBetween(12_500 - 523, 12_500 + 523);
              }
            });
  }

  @Test
  void everyStepIsAskedSoThatTheMeanIsOverAllOfThem() {
    List<SequenceBatch> batches = TokenWindows.evaluation(COPY.parts().test(), false);
    long asked = 0;
    for (SequenceBatch batch : batches) {
      for (int target : batch.classes()) {
        asked += target == SequenceBatch.IGNORED ? 0 : 1;
      }
    }
    assertThat(asked).isEqualTo(70 * 1000);
    assertThat(CopyData.memorylessLoss()).isCloseTo(0.297063, within(1e-6));
  }

  @Test
  void aWindowOfSeventyStepsHoldsAWholeSequence() {
    assertThat(TokenWindows.training(COPY, 50, 70).epoch(1, new SplittableRandom(1)))
        .hasSize(200)
        .allMatch(b -> b.steps() == 70 && b.continues().length == 0);
  }
}
