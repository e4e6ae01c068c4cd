package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenWindowsTest {

  /** Documents never share a token, so that a token tells where it stands. */
  private static final int APART = 100_000;

  private static TokenDocument document(int number, int tokens) {
    return TokenDocument.predictNext(
        IntStream.range(0, tokens).map(i -> number * APART + i).toArray());
  }

  private static List<TokenDocument> documents(int count, int shortest, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> document(i, random.nextInt(shortest, longest + 1)))
        .toList();
  }

  private static TokenCorpus running(int tokens) {
    return new TokenCorpus(
        "running",
        tokens,
        true,
        new Parts<>(List.of(document(0, tokens)), List.of(document(0, tokens)), List.of()),
        "0");
  }

  /**
   * A reader of all rows who carries the state over as the batches say, and checks that whatever is
   * predicted comes right after everything read since the state was zero.
   */
  private static final class Reader {
    private static final int NOTHING = -1;

    /** The last token that each row has read since its state was zero. */
    private int[] last = new int[0];

    private final List<Integer> predicted = new ArrayList<>();
    private int resets;

    void readAll(List<SequenceBatch> batches) {
      batches.forEach(this::read);
    }

    /** All that was predicted, sorted. */
    List<Integer> predicted() {
      return predicted.stream().sorted().toList();
    }

    private void read(SequenceBatch batch) {
      if (last.length == 0) {
        last = new int[batch.size()];
      }
      for (int n = 0; n < batch.size(); n++) {
        if (batch.continues().length == 0 || !batch.continues()[n]) {
          last[n] = NOTHING;
          resets++;
        }
        for (int t = 0; t < batch.steps(); t++) {
          read(n, batch.tokens()[t * batch.size() + n], batch.classes()[t * batch.size() + n]);
          if (t >= batch.lengths()[n]) {
            assertThat(batch.classes()[t * batch.size() + n]).isEqualTo(SequenceBatch.IGNORED);
          }
        }
      }
    }

    private void read(int row, int token, int target) {
      if (last[row] != NOTHING && target != SequenceBatch.IGNORED && token != last[row] + 1) {
        throw new AssertionError("row " + row + " reads " + token + " after " + last[row]);
      }
      last[row] = token;
      if (target != SequenceBatch.IGNORED) {
        predicted.add(target);
        if (target != token + 1) {
          throw new AssertionError("row " + row + " predicts " + target + " after " + token);
        }
      }
    }
  }

  /** All targets in order; each document's follow on those of the one before. */
  private static List<Integer> predictable(List<TokenDocument> documents) {
    List<Integer> targets = new ArrayList<>();
    for (TokenDocument document : documents) {
      for (int t = 0; t < document.length(); t++) {
        targets.add(document.target(t));
      }
    }
    return targets;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1",
    "3, 5, 2",
    "50, 4, 10",
    "51, 4, 10",
    "1000, 7, 13",
    "1001, 1, 50",
    "997, 32, 35",
    "40, 32, 100",
    "1601, 16, 100"
  })
  void everyTokenOfARunningTextButTheFirstIsPredictedOnceAnEpoch(int tokens, int rows, int steps) {
    TokenWindows windows = TokenWindows.training(running(tokens), rows, steps);
    for (int epoch = 1; epoch <= 2; epoch++) {
      Reader reader = new Reader();
      List<SequenceBatch> batches = windows.epoch(epoch, new SplittableRandom(epoch));
      reader.readAll(batches);
      assertThat(reader.predicted()).isEqualTo(IntStream.range(1, tokens).boxed().toList());
      int expectedRows = Math.min(rows, tokens - 1);
      assertThat(reader.resets).isEqualTo(expectedRows); // Each row once, at its beginning.
      assertThat(batches).allMatch(b -> b.size() == expectedRows && b.steps() <= steps);
    }
  }

  @Test
  void theWindowsOfARunningTextWasteNothing() {
    List<SequenceBatch> batches =
        TokenWindows.training(running(64_001), 32, 50).epoch(1, new SplittableRandom(1));
    assertThat(batches).hasSize(40).allMatch(b -> b.steps() == 50);
    assertThat(batches).allSatisfy(b -> assertThat(b.lengths()).containsOnly(50));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 2, 4, 8",
    "3, 2, 50, 8, 7",
    "100, 2, 9, 8, 50",
    "100, 2, 200, 8, 16",
    "57, 30, 31, 57, 30",
    "250, 2, 40, 7, 5"
  })
  void everyStepOfEveryDocumentComesOnceAnEpoch(
      int count, int shortest, int longest, int rows, int steps) {
    for (int seed = 0; seed < 5; seed++) {
      List<TokenDocument> documents = documents(count, shortest, longest, seed);
      Reader reader = new Reader();
      reader.readAll(new TokenWindows(documents, rows, steps).epoch(1, new SplittableRandom(seed)));
      assertThat(reader.predicted()).isEqualTo(predictable(documents));
    }
  }

  @Test
  void everyDocumentBeginsAtTheBeginningOfAWindowFromStateZero() {
    List<TokenDocument> documents = documents(40, 2, 60, 3);
    int begun = 0;
    for (SequenceBatch batch :
        new TokenWindows(documents, 6, 10).epoch(1, new SplittableRandom(4))) {
      for (int n = 0; n < batch.size(); n++) {
        boolean asked = batch.classes()[n] != SequenceBatch.IGNORED;
        boolean beginning = asked && batch.tokens()[n] % APART == 0;
        assertThat(batch.continues()[n]).isEqualTo(asked && !beginning);
        begun += beginning ? 1 : 0;
        for (int t = 1; t < batch.steps(); t++) {
          int place = t * batch.size() + n;
          if (batch.classes()[place] != SequenceBatch.IGNORED) {
            assertThat(batch.tokens()[place] % APART).isPositive();
          }
        }
      }
    }
    assertThat(begun).isEqualTo(40);
  }

  @Test
  void aRowThatFindsNoFurtherDocumentIsAskedNothing() {
    List<SequenceBatch> batches =
        new TokenWindows(List.of(document(0, 31), document(1, 11)), 2, 10).inOrder();
    assertThat(batches).hasSize(3);
    assertThat(batches.get(0).continues()).containsExactly(false, false);
    for (SequenceBatch batch : batches.subList(1, 3)) {
      assertThat(batch.lengths()).containsExactly(10, 1);
      assertThat(batch.continues()).containsExactly(true, false);
      for (int t = 0; t < 10; t++) {
        assertThat(batch.classes()[2 * t]).isNotEqualTo(SequenceBatch.IGNORED);
        assertThat(batch.classes()[2 * t + 1]).isEqualTo(SequenceBatch.IGNORED);
      }
    }
  }

  @Test
  void everyBatchAsksSomething() {
    for (int seed = 0; seed < 20; seed++) {
      List<TokenDocument> documents = documents(1 + 9 * seed, 2, 3 + 10 * seed, seed);
      assertThat(new TokenWindows(documents, 8, 12).epoch(1, new SplittableRandom(seed)))
          .allMatch(b -> Arrays.stream(b.classes()).anyMatch(c -> c != SequenceBatch.IGNORED));
    }
  }

  @Test
  void shortDocumentsPadLittleAndNeedNoState() {
    List<TokenDocument> documents = documents(2000, 10, 40, 1);
    List<SequenceBatch> batches =
        new TokenWindows(documents, 32, 100).epoch(1, new SplittableRandom(2));
    long real = documents.stream().mapToLong(TokenDocument::length).sum();
    long computed = batches.stream().mapToLong(b -> (long) b.steps() * b.size()).sum();
    assertThat((double) real / computed).isGreaterThan(0.85);
    assertThat(batches.stream().map(SequenceBatch::steps).distinct().count()).isLessThan(10);
    assertThat(batches).allMatch(b -> b.continues().length == 0);
  }

  @Test
  void theOrderDependsOnTheGeneratorAlone() {
    TokenWindows windows = new TokenWindows(documents(300, 2, 30, 1), 16, 10);
    assertThat(tokens(windows, 5)).isEqualTo(tokens(windows, 5));
    assertThat(tokens(windows, 5)).isNotEqualTo(tokens(windows, 6));
  }

  private static List<List<Integer>> tokens(TokenWindows windows, long seed) {
    return windows.epoch(1, new SplittableRandom(seed)).stream()
        .map(b -> Arrays.stream(b.tokens()).boxed().toList())
        .toList();
  }

  @Test
  void evaluationReadsEveryDocumentFromItsBeginning() {
    List<TokenDocument> documents = documents(150, 2, 700, 9);
    Reader reader = new Reader();
    reader.readAll(TokenWindows.evaluation(documents, false));
    assertThat(reader.predicted()).isEqualTo(predictable(documents));
    assertThat(reader.resets).isGreaterThanOrEqualTo(150);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "999, 1", "1999, 1", "2001, 2", "16001, 16", "60749, 16"})
  void evaluationReadsARunningTextInPlacesThatAreWarmedUp(int tokens, int places) {
    List<SequenceBatch> batches =
        TokenWindows.evaluation(running(tokens).parts().validation(), true);
    Reader reader = new Reader();
    reader.readAll(batches);
    assertThat(reader.predicted()).isEqualTo(IntStream.range(1, tokens).boxed().toList());
    assertThat(batches).allMatch(b -> b.size() == places);
    SequenceBatch first = batches.get(0);
    for (int n = 1; n < places; n++) {
      int begins = first.tokens()[n];
      int asked = (int) ((long) (tokens - 1) * n / places);
      assertThat(begins).isEqualTo(asked - TokenWindows.WARM_UP);
      assertThat(first.classes()[n]).isEqualTo(SequenceBatch.IGNORED);
    }
  }

  @Test
  void anEmptyPartHasNoWindows() {
    assertThat(TokenWindows.evaluation(List.of(), true)).isEmpty();
    assertThat(TokenWindows.evaluation(List.of(), false)).isEmpty();
  }

  @Test
  void nothingToReadIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenWindows(List.of(), 4, 5))
        .withMessage("0 documents in 4 rows and windows of 5 steps: all must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenWindows(documents(1, 2, 3, 1), 0, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenWindows(documents(1, 2, 3, 1), 4, 0));
  }
}
