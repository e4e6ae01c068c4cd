package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
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
 * no further document reads nothing and is asked nothing. A running text is first cut into as many
 * pieces as there are rows, so that each row reads one piece.
 *
 * <p>Every step of every document comes exactly once an epoch. So every token is predicted exactly
 * once, apart from the very first of a running text, before which there is nothing to read.
 *
 * <p>A window has {@code steps} steps, or fewer where no row has so many left, rounded up as {@link
 * BucketedBatches} does, so that the shapes stay few.
 */
public final class TokenWindows implements BatchSource {

  /** Documents are ordered by length within so many for each row, so that windows pad little. */
  private static final int POOL = 16;

  /** Windows of evaluation; without gradients they may be large. */
  private static final int EVALUATION_STEPS = 128;

  /** Rows of documents in evaluation. */
  private static final int EVALUATION_ROWS = 64;

  /**
   * Rows of a running text in evaluation, at most; each is asked for {@link #LONG_ENOUGH} or more.
   */
  static final int RUNNING_ROWS = 16;

  static final int LONG_ENOUGH = 1000;

  /** What a row of a running text reads before it is asked. */
  static final int WARM_UP = 256;

  private final List<TokenDocument> documents;
  private final int rows;
  private final int steps;

  /**
   * Windows over documents.
   *
   * @param documents at least one
   * @param rows documents read side by side, at least 1; no more than there are documents are used
   * @param steps the longest window, at least 1
   */
  public TokenWindows(List<TokenDocument> documents, int rows, int steps) {
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

  /** The windows to train on a corpus with. */
  public static TokenWindows training(TokenCorpus corpus, int rows, int steps) {
    List<TokenDocument> train = corpus.parts().train();
    return new TokenWindows(corpus.running() ? train.get(0).pieces(rows, 0) : train, rows, steps);
  }

  /**
   * The windows to measure on a part with, to be evaluated in order, the state carried over from
   * each to the next. Every document begins from state zero, so that the loss is that of reading it
   * from its beginning. A running text is read in up to {@value #RUNNING_ROWS} places at once, each
   * place but the first {@value #WARM_UP} tokens early without being asked: a piece's first
   * predictions follow from these tokens, not from the whole text before it.
   *
   * @param running {@link TokenCorpus#running}
   * @return empty if the part is
   */
  public static List<SequenceBatch> evaluation(List<TokenDocument> part, boolean running) {
    if (part.isEmpty()) {
      return List.of();
    }
    if (running) {
      TokenDocument text = part.get(0);
      int pieces = Math.max(1, Math.min(RUNNING_ROWS, text.length() / LONG_ENOUGH));
      return new TokenWindows(text.pieces(pieces, WARM_UP), pieces, EVALUATION_STEPS).inOrder();
    }
    List<TokenDocument> byLength = new ArrayList<>(part);
    byLength.sort(Comparator.comparingInt(TokenDocument::length));
    return new TokenWindows(byLength, EVALUATION_ROWS, EVALUATION_STEPS).inOrder();
  }

  @Override
  public List<SequenceBatch> epoch(int epoch, RandomGenerator random) {
    return windows(shuffled(random));
  }

  /** A random order in which documents that are read side by side are of like length. */
  private List<TokenDocument> shuffled(RandomGenerator random) {
    List<TokenDocument> order = new ArrayList<>(documents);
    Shuffle.shuffle(order, random);
    for (int from = 0; from < order.size(); from += POOL * rows) {
      order
          .subList(from, Math.min(from + POOL * rows, order.size()))
          .sort(Comparator.comparingInt(TokenDocument::length));
    }
    List<List<TokenDocument>> groups = new ArrayList<>();
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

  private List<SequenceBatch> windows(List<TokenDocument> order) {
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

  private List<Window> schedule(List<TokenDocument> order) {
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

  private SequenceBatch batch(List<TokenDocument> order, Window window, boolean anyContinues) {
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
    int bound = Math.min(steps, BucketedBatches.bucketOf(longest));
    int[] tokens = new int[bound * rows];
    int[] targets = new int[bound * rows];
    Arrays.fill(targets, SequenceBatch.IGNORED);
    boolean[] continues = new boolean[anyContinues ? rows : 0];
    for (int row = 0; row < rows; row++) {
      if (window.document[row] < 0) {
        continue;
      }
      TokenDocument document = order.get(window.document[row]);
      int from = window.from[row];
      for (int t = 0; t < lengths[row]; t++) {
        tokens[t * rows + row] = document.token(from + t);
        targets[t * rows + row] = document.target(from + t);
      }
      if (from > 0) {
        continues[row] = true;
      }
    }
    return new SequenceBatch(
        new StepInput.Tokens(tokens),
        lengths,
        new Targets.Classes(targets),
        bound,
        rows,
        continues);
  }
}
