package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The built-in data set {@code copy}: symbols to be kept in mind over a gap and then said in order
 * (Hochreiter and Schmidhuber 1997, "Long short-term memory"; in the form of Arjovsky, Shah and
 * Bengio 2016, "Unitary evolution recurrent neural networks", section 5.1).
 *
 * <p>Of T = {@value #GAP}: a sequence has T + 20 steps. Read are {@value #SYMBOLS} symbols, each
 * one of {@value #ALPHABET} with the same probability, T − 1 blanks, a delimiter, and 10 blanks. To
 * be predicted are T + 10 blanks and then the symbols. The loss is the mean over all T + 20 steps;
 * without memory it is at best {@link #memorylessLoss}, about 0.297 nats.
 *
 * <p>{@value #TRAIN} sequences to train on, {@value #VALIDATION} to validate and {@value #TEST} to
 * test, all of them different. Gradients reach from the answers back to the symbols only where
 * {@code training.sequence_length} is T + 20 or more.
 */
public final class CopyData {

  /** T: steps between the symbols and the answer. */
  public static final int GAP = 50;

  /** Symbols to be remembered. */
  public static final int SYMBOLS = 10;

  /** Distinct symbols: tokens 0 to 7. */
  public static final int ALPHABET = 8;

  /** The token of a step without a symbol. */
  public static final int BLANK = 8;

  /** The token after which the symbols are to be said. */
  public static final int DELIMITER = 9;

  static final int TRAIN = 10_000;
  static final int VALIDATION = 1000;
  static final int TEST = 1000;

  private static final int STEPS = GAP + 2 * SYMBOLS;
  private static final long SEED = 1997;

  private CopyData() {}

  /** The best mean loss without memory, in nats a step: 10·ln 8 / (T + 20). */
  public static double memorylessLoss() {
    return SYMBOLS * Math.log(ALPHABET) / STEPS;
  }

  static TokenCorpus load() {
    // Random's numbers are specified, so the sequences are the same on every Java.
    Random random = new Random(SEED);
    Set<List<Integer>> distinct = new LinkedHashSet<>();
    while (distinct.size() < TRAIN + VALIDATION + TEST) {
      distinct.add(Stream.generate(() -> random.nextInt(ALPHABET)).limit(SYMBOLS).toList());
    }
    List<int[]> all =
        distinct.stream().map(s -> s.stream().mapToInt(Integer::intValue).toArray()).toList();
    int testFrom = TRAIN + VALIDATION;
    Parts<int[]> parts =
        new Parts<>(
            all.subList(0, TRAIN), all.subList(TRAIN, testFrom), all.subList(testFrom, all.size()));
    return new TokenCorpus(
        Builtin.COPY.label(),
        ALPHABET + 2,
        false,
        parts.map(CopyData::document),
        StableHash.ofInts(all));
  }

  private static TokenDocument document(int[] symbols) {
    int[] tokens = new int[STEPS];
    int[] targets = new int[STEPS];
    Arrays.fill(tokens, BLANK);
    Arrays.fill(targets, BLANK);
    System.arraycopy(symbols, 0, tokens, 0, SYMBOLS);
    tokens[SYMBOLS + GAP - 1] = DELIMITER;
    System.arraycopy(symbols, 0, targets, STEPS - SYMBOLS, SYMBOLS);
    return TokenDocument.of(tokens, targets);
  }
}
