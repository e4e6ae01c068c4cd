package dev.nightjar.zoo.network;

import java.nio.ByteBuffer;
import org.bytedeco.dnnl.memory;

/**
 * The activations between two stages, [rows, width], with their gradients.
 *
 * @param rows steps × size, time-major, or size where only one step is left
 * @param width values a row
 * @param valuesDesc the shape in the number format of the values
 * @param values the activations
 * @param gradientDesc the shape in f32
 * @param gradient their gradients; of no bytes in a plan that only infers
 */
record Signal(
    int rows,
    int width,
    memory.desc valuesDesc,
    Workspace.Slot values,
    memory.desc gradientDesc,
    Workspace.Slot gradient) {
  /** Bytes a row of the values takes. */
  int rowBytes() {
    return Math.toIntExact(valuesDesc.get_size() / rows);
  }

  /** Copies row {@code row} of the values to row {@code toRow} of {@code to}, at a column there. */
  void copyRow(int row, Signal to, int toRow, int toColumn) {
    int bytes = rowBytes();
    ByteBuffer target = to.values.bytes();
    target.put(
        toRow * to.rowBytes() + toColumn * (bytes / width), values.bytes(), row * bytes, bytes);
  }

  /** The same for gradients, the other way round: from a row of {@code to} into one of this. */
  void takeGradientRow(int row, Signal to, int toRow, int toColumn) {
    gradient.floats().put(row * width, to.gradient.floats(), toRow * to.width + toColumn, width);
  }
}
