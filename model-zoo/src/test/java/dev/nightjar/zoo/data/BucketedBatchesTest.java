package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketedBatchesTest {

  /** Sequences whose label is their number, so that each can be found again. */
  private static List<TokenSequence> sequences(int count, int shortest, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenSequence> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] tokens = new int[random.nextInt(shortest, longest + 1)];
      Arrays.setAll(tokens, t -> random.nextInt(4, 50));
      sequences.add(new TokenSequence(tokens, i));
    }
    return sequences;
  }

  @Test
  void everySequenceComesExactlyOnceAnEpochUnchanged() {
    for (int seed = 0; seed < 20; seed++) {
      List<TokenSequence> sequences = sequences(57 + 13 * seed, 1 + seed % 3, 5 + 7 * seed, seed);
      BucketedBatches<TokenSequence> batches = BucketedBatches.ofTokens(sequences, 1 + 5 * seed);
      List<Integer> seen = new ArrayList<>();
      for (SequenceBatch batch : batches.epoch(1, new SplittableRandom(seed))) {
        for (int n = 0; n < batch.size(); n++) {
          int label = batch.classes()[n];
          if (label != SequenceBatch.IGNORED) {
            seen.add(label);
            int[] tokens = sequences.get(label).tokens();
            assertThat(batch.lengths()[n]).isEqualTo(tokens.length);
            for (int t = 0; t < tokens.length; t++) {
              assertThat(batch.tokens()[t * batch.size() + n]).isEqualTo(tokens[t]);
            }
          }
        }
      }
      assertThat(seen).hasSize(sequences.size()).doesNotHaveDuplicates();
    }
  }

  @Test
  void littlePaddingAndFewShapes() {
    List<TokenSequence> sequences = sequences(2000, 3, 60, 1);
    List<SequenceBatch> batches =
        BucketedBatches.ofTokens(sequences, 32).epoch(1, new SplittableRandom(2));
    long real = sequences.stream().mapToLong(s -> s.tokens().length).sum();
    long computed = batches.stream().mapToLong(b -> (long) b.steps() * b.size()).sum();
    assertThat((double) real / computed).isGreaterThan(0.8);
    assertThat(batches.stream().map(SequenceBatch::steps).distinct().count()).isLessThan(15);
    assertThat(batches.stream().map(SequenceBatch::size).distinct()).containsExactly(32);
  }

  @Test
  void theOrderDependsOnTheGeneratorAlone() {
    BucketedBatches<TokenSequence> batches = BucketedBatches.ofTokens(sequences(300, 3, 30, 1), 16);
    assertThat(targets(batches, 5)).isEqualTo(targets(batches, 5));
    assertThat(targets(batches, 5)).isNotEqualTo(targets(batches, 6));
  }

  private static List<List<Integer>> targets(BucketedBatches<TokenSequence> batches, long seed) {
    return batches.epoch(1, new SplittableRandom(seed)).stream()
        .map(b -> Arrays.stream(b.classes()).boxed().toList())
        .toList();
  }

  @Test
  void bucketsGrowWithTheLengthAndHoldIt() {
    for (int length = 1; length < 5000; length++) {
      int bound = BucketedBatches.bucketOf(length);
      assertThat(bound).isBetween(length, length + Math.max(3, length / 4));
    }
    assertThat(BucketedBatches.bucketOf(9)).isEqualTo(12);
  }

  @Test
  void neverLargerThanTheData() {
    List<SequenceBatch> batches =
        BucketedBatches.ofTokens(sequences(7, 2, 4, 1), 256).epoch(1, new SplittableRandom(1));
    assertThat(batches).hasSize(1).allMatch(b -> b.size() == 7);
  }

  @Test
  void nothingToBatchIsAnError() {
    assertThatIllegalArgumentException().isThrownBy(() -> BucketedBatches.ofTokens(List.of(), 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketedBatches.ofTokens(sequences(3, 1, 2, 1), 0));
  }
}
