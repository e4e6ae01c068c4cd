package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hidden state of a batch of sequences between two batches: what truncated back-propagation
 * through time and step-by-step use carry over. Made by {@link RecurrentNetwork#newState}; starts
 * at zero. A time-delay network has none.
 */
public final class RecurrentState {
  private final int size;
  private final CellType type;
  private final List<float[]> hidden = new ArrayList<>();
  private final List<float[]> cell = new ArrayList<>();
  private final boolean[] padded;

  RecurrentState(NetworkSpec spec, int size) {
    this.size = Checks.atLeast("size", size, 1);
    type = spec.cell().type();
    padded = new boolean[size];
    if (type == CellType.TDNN) {
      return;
    }
    for (int layer = 0; layer < spec.layers(); layer++) {
      hidden.add(new float[size * spec.units(layer)]);
      cell.add(new float[type == CellType.LSTM ? size * spec.units(layer) : 0]);
    }
  }

  /** Number of sequences. */
  public int size() {
    return size;
  }

  /** Back to the beginning, all sequences. */
  public void reset() {
    hidden.forEach(values -> Arrays.fill(values, 0));
    cell.forEach(values -> Arrays.fill(values, 0));
    Arrays.fill(padded, false);
  }

  /** [size, units] of a layer. */
  float[] hidden(int layer) {
    return hidden.get(layer);
  }

  /** [size, units] of an LSTM layer. */
  float[] cell(int layer) {
    return cell.get(layer);
  }

  /**
   * Checks that a batch can go on from here.
   *
   * @throws IllegalArgumentException if it cannot
   */
  void check(NetworkSpec spec, SequenceBatch batch) {
    if (size != batch.size()) {
      throw new IllegalArgumentException(
          "the state is of " + size + " sequences, the batch of " + batch.size());
    }
    if (!fits(spec)) {
      throw new IllegalArgumentException(
          "the state was made by a network of another shape; make it by newState of this one");
    }
    for (int n = 0; n < batch.continues().length; n++) {
      if (batch.continues()[n] && padded[n]) {
        throw new IllegalArgumentException(
            "sequence "
                + n
                + " goes on, but it was padded in the batch before, and the state is that after the"
                + " padding; only sequences as long as their batch can go on");
      }
    }
  }

  private boolean fits(NetworkSpec spec) {
    if (type != spec.cell().type() || spec.bidirectional()) {
      return false;
    }
    if (type == CellType.TDNN) {
      return true;
    }
    boolean fits = hidden.size() == spec.layers();
    for (int layer = 0; fits && layer < spec.layers(); layer++) {
      fits = hidden.get(layer).length == size * spec.units(layer);
    }
    return fits;
  }

  /** Zeros the rows of a batch that do not go on. */
  void begin(SequenceBatch batch) {
    for (int layer = 0; layer < hidden.size(); layer++) {
      resetExcept(hidden.get(layer), batch.continues());
      resetExcept(cell.get(layer), batch.continues());
    }
    for (int n = 0; n < size; n++) {
      padded[n] = batch.lengths()[n] < batch.steps();
    }
  }

  private void resetExcept(float[] values, boolean[] continues) {
    int width = values.length / size;
    for (int n = 0; n < size; n++) {
      if (continues.length == 0 || !continues[n]) {
        Arrays.fill(values, n * width, (n + 1) * width, 0);
      }
    }
  }
}
