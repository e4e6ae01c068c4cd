package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.Arrays;
import java.util.List;

/**
 * Pieces of music cut into windows: read is at each step a number for each key, 1 if it sounds and
 * 0 if not, and asked is the same of the next step.
 */
public final class MusicWindows extends DocumentWindows<MusicPiece> {

  /**
   * Windows over pieces.
   *
   * @param pieces at least one
   * @param rows pieces read side by side, at least 1; no more than there are pieces are used
   * @param steps the longest window, at least 1
   */
  public MusicWindows(List<MusicPiece> pieces, int rows, int steps) {
    super(pieces, rows, steps);
  }

  /**
   * The windows to measure on a part with, to be evaluated in order, the state carried over from
   * each to the next. Every piece begins from state zero.
   *
   * @return empty if the part is
   */
  public static List<SequenceBatch> evaluation(List<MusicPiece> part) {
    return part.isEmpty()
        ? List.of()
        : new MusicWindows(byLength(part), EVALUATION_ROWS, EVALUATION_STEPS).inOrder();
  }

  @Override
  Filling<MusicPiece> filling(int batchSteps, int batchRows) {
    float[] values = new float[batchSteps * batchRows * Keyboard.KEYS];
    float[] targets = new float[values.length];
    Arrays.fill(targets, Float.NaN);
    return new Filling<>() {
      @Override
      public void lay(int row, MusicPiece piece, int from, int count) {
        for (int t = 0; t < count; t++) {
          int offset = (t * batchRows + row) * Keyboard.KEYS;
          piece.lay(from + t, values, offset);
          Arrays.fill(targets, offset, offset + Keyboard.KEYS, 0);
          piece.lay(from + t + 1, targets, offset);
        }
      }

      @Override
      public SequenceBatch batch(int[] lengths, boolean[] continues) {
        return new SequenceBatch(
            new StepInput.Values(values),
            lengths,
            new Targets.Values(targets),
            batchSteps,
            batchRows,
            continues);
      }
    };
  }
}
