package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.BatchSource;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Documents cut into windows for truncated back-propagation through time (Williams and Peng 1990):
 * several rows are read side by side, a window of each at a time, and a row's window goes on where
 * the one before ended ({@link SequenceBatch#continues}).
 *
 * <p>Each row reads one document after the other, and each document begins at the beginning of a
 * window, from state zero. What a document leaves of its last window is padding; a row that finds
 * no further document reads nothing and is asked nothing. Every step of every document comes
 * exactly once an epoch.
 *
 * <p>A window has {@code steps} steps, or fewer where no row has so many left, rounded up as {@link
 * BucketedBatches} does, so that the shapes stay few.
 *
 * @param <D> what is read
 */
public abstract sealed class DocumentWindows<D extends Document> implements BatchSource
    permits TokenWindows, MusicWindows {

  /** Documents are ordered by length within so many for each row, so that windows pad little. */
  private static final int POOL = 16;

  /** Windows of evaluation; without gradients they may be large. */
  static final int EVALUATION_STEPS = 128;

  /** Rows of documents in evaluation. */
  static final int EVALUATION_ROWS = 64;

  private final List<D> documents;
  private final int rows;
  private final int steps;

  /**
   * Windows over documents.
   *
   * @param documents at least one
   * @param rows documents read side by side, at least 1; no more than there are documents are used
   * @param steps the longest window, at least 1
   */
  DocumentWindows(List<D> documents, int rows, int steps) {
    if (documents.isEmpty() || rows < 1 || steps < 1) {
      throw new IllegalArgumentException(
          documents.size()
              + " documents in "
              + rows
              + " rows and windows of "
              + steps
              + " steps: all must be at least 1");
    }
    this.documents = List.copyOf(documents);
    this.rows = Math.min(rows, documents.size());
    this.steps = steps;
  }

  /** A batch in the making, in which nothing is read or asked yet. */
  interface Filling<D> {
    /** Lays steps of a document into a row, from its first step on. */
    void lay(int row, D document, int from, int count);

    /** The batch. */
    SequenceBatch batch(int[] lengths, boolean[] continues);
  }

  /** Begins a batch of windows. */
  abstract Filling<D> filling(int batchSteps, int batchRows);

  /** Documents in the order in which evaluation pads least. */
  static <D extends Document> List<D> byLength(List<D> documents) {
    return documents.stream().sorted(Comparator.comparingInt(Document::length)).toList();
  }

  @Override
  public List<SequenceBatch> epoch(int epoch, RandomGenerator random) {
    return windows(shuffled(random));
  }

  /** A random order in which documents that are read side by side are of like length. */
  private List<D> shuffled(RandomGenerator random) {
    List<D> order = new ArrayList<>(documents);
    Shuffle.shuffle(order, random);
    for (int from = 0; from < order.size(); from += POOL * rows) {
      order
          .subList(from, Math.min(from + POOL * rows, order.size()))
          .sort(Comparator.comparingInt(Document::length));
    }
    List<List<D>> groups = new ArrayList<>();
    int whole = order.size() - order.size() % rows;
    for (int from = 0; from < whole; from += rows) {
      groups.add(order.subList(from, from + rows));
    }
    Shuffle.shuffle(groups, random);
    groups.add(order.subList(whole, order.size()));
    return groups.stream().flatMap(List::stream).toList();
  }

  /** The windows in the order of the documents. */
  public List<SequenceBatch> inOrder() {
    return windows(documents);
  }

  /** What a row reads in a window; document −1 is nothing. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Window(int[] document, int[] from) {}

  private List<SequenceBatch> windows(List<D> order) {
    List<Window> schedule = schedule(order);
    boolean anyContinues =
        schedule.stream().anyMatch(window -> Arrays.stream(window.from).anyMatch(f -> f > 0));
    return new AbstractList<>() { // Made when asked for: a long text's windows would fill the heap.
      @Override
      public SequenceBatch get(int index) {
        return batch(order, schedule.get(index), anyContinues);
      }

      @Override
      public int size() {
        return schedule.size();
      }
    };
  }

  private List<Window> schedule(List<D> order) {
    List<Window> schedule = new ArrayList<>();
    int[] document = new int[rows];
    int[] from = new int[rows];
    Arrays.setAll(document, row -> row); // There are at least as many documents as rows.
    int next = rows;
    while (Arrays.stream(document).anyMatch(d -> d >= 0)) {
      schedule.add(new Window(document.clone(), from.clone()));
      for (int row = 0; row < rows; row++) {
        from[row] = document[row] < 0 ? 0 : from[row] + steps;
        if (document[row] >= 0 && from[row] >= order.get(document[row]).length()) {
          document[row] = next < order.size() ? next++ : -1;
          from[row] = 0;
        }
      }
    }
    return schedule;
  }

  private SequenceBatch batch(List<D> order, Window window, boolean anyContinues) {
    int[] lengths = new int[rows];
    Arrays.fill(lengths, 1);
    int longest = 1;
    for (int row = 0; row < rows; row++) {
      if (window.document[row] >= 0) {
        int left = order.get(window.document[row]).length() - window.from[row];
        lengths[row] = Math.min(steps, left);
        longest = Math.max(longest, lengths[row]);
      }
    }
    Filling<D> filling = filling(Math.min(steps, BucketedBatches.bucketOf(longest)), rows);
    boolean[] continues = new boolean[anyContinues ? rows : 0];
    for (int row = 0; row < rows; row++) {
      if (window.document[row] < 0) {
        continue;
      }
      int from = window.from[row];
      filling.lay(row, order.get(window.document[row]), from, lengths[row]);
      if (from > 0) {
        continues[row] = true;
      }
    }
    return filling.batch(lengths, continues);
  }
}
