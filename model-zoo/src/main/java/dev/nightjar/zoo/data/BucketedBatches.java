package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.BatchSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Minibatches of sequences of like length, so that little is computed for padding and the same few
 * shapes come again and again (the engine builds its kernels once a shape).
 *
 * <p>Lengths are rounded up to the bounds of buckets. Within a bucket sequences are shuffled and
 * cut into batches; what is left over goes into the next longer bucket. Only the last batch of an
 * epoch may have fewer sequences; it is filled with rows that ask nothing. Then the order of the
 * batches is shuffled.
 */
public final class BucketedBatches implements BatchSource {

  private final List<TokenSequence> sequences;
  private final int batchSize;

  /**
   * Batches over these sequences.
   *
   * @throws IllegalArgumentException if there is no sequence or the batch size is below 1
   */
  public BucketedBatches(List<TokenSequence> sequences, int batchSize) {
    if (sequences.isEmpty() || batchSize < 1) {
      throw new IllegalArgumentException(
          sequences.size() + " sequences in batches of " + batchSize + ": both must be at least 1");
    }
    this.sequences = List.copyOf(sequences);
    this.batchSize = Math.min(batchSize, sequences.size());
  }

  @Override
  public List<SequenceBatch> epoch(int epoch, RandomGenerator random) {
    List<TokenSequence> shuffled = new ArrayList<>(sequences);
    shuffle(shuffled, random);
    List<SequenceBatch> batches = cut(shuffled);
    shuffle(batches, random);
    return batches;
  }

  /** The batches in a fixed order, for evaluation. */
  public List<SequenceBatch> inOrder() {
    return cut(sequences);
  }

  private List<SequenceBatch> cut(List<TokenSequence> ordered) {
    TreeMap<Integer, List<TokenSequence>> buckets = new TreeMap<>();
    for (TokenSequence sequence : ordered) {
      buckets
          .computeIfAbsent(bucketOf(sequence.tokens().length), bound -> new ArrayList<>())
          .add(sequence);
    }
    List<SequenceBatch> batches = new ArrayList<>();
    List<TokenSequence> left = new ArrayList<>();
    for (var bucket : buckets.entrySet()) {
      left.addAll(bucket.getValue());
      int from = 0;
      for (; from + batchSize <= left.size(); from += batchSize) {
        batches.add(batch(left.subList(from, from + batchSize), bucket.getKey()));
      }
      left = new ArrayList<>(left.subList(from, left.size()));
    }
    if (!left.isEmpty()) {
      batches.add(batch(left, buckets.lastKey()));
    }
    return batches;
  }

  /**
   * The bound of the bucket of a length: steps of a quarter of the power of two below, at least 4.
   */
  static int bucketOf(int length) {
    int step = Math.max(4, Integer.highestOneBit(length) / 4);
    return (length + step - 1) / step * step;
  }

  private SequenceBatch batch(List<TokenSequence> rows, int steps) {
    int[] tokens = new int[steps * batchSize];
    int[] lengths = new int[batchSize];
    int[] targets = new int[batchSize];
    for (int n = 0; n < batchSize; n++) {
      if (n >= rows.size()) {
        lengths[n] = 1;
        targets[n] = SequenceBatch.IGNORED;
        continue;
      }
      int[] sequence = rows.get(n).tokens();
      lengths[n] = sequence.length;
      targets[n] = rows.get(n).label();
      for (int t = 0; t < sequence.length; t++) {
        tokens[t * batchSize + n] = sequence[t];
      }
    }
    return SequenceBatch.ofTokens(tokens, lengths, targets, steps, batchSize);
  }

  /** Fisher and Yates, as Durstenfeld wrote it. */
  private static void shuffle(List<?> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }

  /** Sequences from short to long, so that evaluation batches hardly pad. */
  public static List<TokenSequence> byLength(List<TokenSequence> sequences) {
    return sequences.stream()
        .sorted(Comparator.comparingInt((TokenSequence s) -> s.tokens().length))
        .toList();
  }
}
