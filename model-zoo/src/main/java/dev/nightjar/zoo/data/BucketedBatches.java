package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.BatchSource;
import java.util.AbstractList;
import java.util.ArrayList;
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
 *
 * @param <S> what a sequence is made of
 */
public final class BucketedBatches<S extends Sequence> implements BatchSource {

  /** Lays sequences side by side as the rows of a batch. */
  @FunctionalInterface
  private interface Rows<S> {
    SequenceBatch batch(List<S> rows, int steps, int size);
  }

  private final List<S> sequences;
  private final int batchSize;
  private final Rows<S> rows;

  private BucketedBatches(List<S> sequences, int batchSize, Rows<S> rows) {
    if (sequences.isEmpty() || batchSize < 1) {
      throw new IllegalArgumentException(
          sequences.size() + " sequences in batches of " + batchSize + ": both must be at least 1");
    }
    this.sequences = List.copyOf(sequences);
    this.batchSize = Math.min(batchSize, sequences.size());
    this.rows = rows;
  }

  /**
   * Batches of token sequences with their labels.
   *
   * @throws IllegalArgumentException if there is no sequence or the batch size is below 1
   */
  public static BucketedBatches<TokenSequence> ofTokens(
      List<TokenSequence> sequences, int batchSize) {
    return new BucketedBatches<>(sequences, batchSize, TokenSequence::batch);
  }

  /**
   * Batches of sequences of numbers, all of one width, with the number that each is to answer.
   *
   * @throws IllegalArgumentException if there is no sequence or the batch size is below 1
   */
  public static BucketedBatches<NumberSequence> ofNumbers(
      List<NumberSequence> sequences, int batchSize) {
    return new BucketedBatches<>(sequences, batchSize, NumberSequence::batch);
  }

  /**
   * Batches of sequences of numbers, all of one width, with their labels.
   *
   * @throws IllegalArgumentException if there is no sequence or the batch size is below 1
   */
  public static BucketedBatches<LabelledSequence> ofLabelled(
      List<LabelledSequence> sequences, int batchSize) {
    return new BucketedBatches<>(sequences, batchSize, LabelledSequence::batch);
  }

  @Override
  public List<SequenceBatch> epoch(int epoch, RandomGenerator random) {
    List<S> shuffled = new ArrayList<>(sequences);
    Shuffle.shuffle(shuffled, random);
    List<Cut<S>> cuts = cut(shuffled);
    Shuffle.shuffle(cuts, random);
    return batches(cuts);
  }

  /** The batches in a fixed order, for evaluation. */
  public List<SequenceBatch> inOrder() {
    return batches(cut(sequences));
  }

  /** What becomes a batch. */
  private record Cut<S>(List<S> sequences, int steps) {}

  private List<SequenceBatch> batches(List<Cut<S>> cuts) {
    return new AbstractList<>() { // Made when asked for: an epoch of images would fill the heap.
      @Override
      public SequenceBatch get(int index) {
        Cut<S> cut = cuts.get(index);
        return rows.batch(cut.sequences, cut.steps, batchSize);
      }

      @Override
      public int size() {
        return cuts.size();
      }
    };
  }

  private List<Cut<S>> cut(List<S> ordered) {
    TreeMap<Integer, List<S>> buckets = new TreeMap<>();
    for (S sequence : ordered) {
      buckets
          .computeIfAbsent(bucketOf(sequence.length()), bound -> new ArrayList<>())
          .add(sequence);
    }
    List<Cut<S>> cuts = new ArrayList<>();
    List<S> left = new ArrayList<>();
    for (var bucket : buckets.entrySet()) {
      left.addAll(bucket.getValue());
      int from = 0;
      for (; from + batchSize <= left.size(); from += batchSize) {
        cuts.add(new Cut<>(left.subList(from, from + batchSize), bucket.getKey()));
      }
      left = new ArrayList<>(left.subList(from, left.size()));
    }
    if (!left.isEmpty()) {
      cuts.add(new Cut<>(left, buckets.lastKey()));
    }
    return cuts;
  }

  /**
   * The bound of the bucket of a length: steps of a quarter of the power of two below, at least 4.
   */
  static int bucketOf(int length) {
    int step = Math.max(4, Integer.highestOneBit(length) / 4);
    return (length + step - 1) / step * step;
  }
}
