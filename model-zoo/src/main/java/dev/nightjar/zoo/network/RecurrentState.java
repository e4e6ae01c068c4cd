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
  private final List<float[]> hidden = new ArrayList<>();
  private final List<float[]> cell = new ArrayList<>();

  RecurrentState(NetworkSpec spec, int size) {
    this.size = Checks.atLeast("size", size, 1);
    if (spec.cell().type() == CellType.TDNN) {
      return;
    }
    for (int layer = 0; layer < spec.layers(); layer++) {
      hidden.add(new float[size * spec.units(layer)]);
      cell.add(new float[spec.cell().type() == CellType.LSTM ? size * spec.units(layer) : 0]);
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
  }

  /** [size, units] of a layer. */
  float[] hidden(int layer) {
    return hidden.get(layer);
  }

  /** [size, units] of an LSTM layer. */
  float[] cell(int layer) {
    return cell.get(layer);
  }

  /** Zeros the rows that do not go on. */
  void resetExcept(boolean[] continues) {
    for (int layer = 0; layer < hidden.size(); layer++) {
      resetExcept(hidden.get(layer), continues);
      resetExcept(cell.get(layer), continues);
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
