package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.Arrays;
import java.util.List;

/**
 * Windows of tokens. A running text is first cut into as many pieces as there are rows, so that
 * each row reads one piece. So every token is predicted exactly once an epoch, apart from the very
 * first of a running text, before which there is nothing to read.
 */
public final class TokenWindows extends DocumentWindows<TokenDocument> {

  /**
   * Rows of a running text in evaluation, at most; each is asked for {@link #LONG_ENOUGH} or more.
   */
  static final int RUNNING_ROWS = 16;

  static final int LONG_ENOUGH = 1000;

  /** What a row of a running text reads before it is asked. */
  static final int WARM_UP = 256;

  /**
   * Windows over documents.
   *
   * @param documents at least one
   * @param rows documents read side by side, at least 1; no more than there are documents are used
   * @param steps the longest window, at least 1
   */
  public TokenWindows(List<TokenDocument> documents, int rows, int steps) {
    super(documents, rows, steps);
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
    return new TokenWindows(byLength(part), EVALUATION_ROWS, EVALUATION_STEPS).inOrder();
  }

  @Override
  Filling<TokenDocument> filling(int batchSteps, int batchRows) {
    int[] tokens = new int[batchSteps * batchRows];
    int[] targets = new int[tokens.length];
    Arrays.fill(targets, SequenceBatch.IGNORED);
    return new Filling<>() {
      @Override
      public void lay(int row, TokenDocument document, int from, int count) {
        for (int t = 0; t < count; t++) {
          tokens[t * batchRows + row] = document.token(from + t);
          targets[t * batchRows + row] = document.target(from + t);
        }
      }

      @Override
      public SequenceBatch batch(int[] lengths, boolean[] continues) {
        return new SequenceBatch(
            new StepInput.Tokens(tokens),
            lengths,
            new Targets.Classes(targets),
            batchSteps,
            batchRows,
            continues);
      }
    };
  }
}
