package dev.nightjar.zoo.network;

import java.nio.ByteBuffer;

/** Room for the hidden state of one layer, and for the cell state of an LSTM. */
final class StateSlots {
  private static final int BF16_BITS = 16;

  private final boolean f32;
  private final Workspace.Slot hidden;
  private final Workspace.Slot cell;

  StateSlots(PlanBuilder plan, CellShapes shapes, CellType type) {
    f32 = plan.isF32();
    hidden = plan.reserve(shapes.state());
    cell = type == CellType.LSTM ? plan.reserve(shapes.stateGradient()) : hidden;
  }

  Workspace.Slot hidden() {
    return hidden;
  }

  Workspace.Slot cell() {
    return cell;
  }

  void zero() {
    hidden.zero();
    cell.zero();
  }

  /** Writes f32 values; {@code cellValues} is empty where the cell has none. */
  void set(float[] hiddenValues, float[] cellValues) {
    if (f32) {
      hidden.floats().put(0, hiddenValues);
    } else {
      ByteBuffer bytes = hidden.bytes();
      for (int i = 0; i < hiddenValues.length; i++) {
        // The values came from this format, so nothing is rounded.
        bytes.putShort(
            i * Short.BYTES, (short) (Float.floatToRawIntBits(hiddenValues[i]) >>> BF16_BITS));
      }
    }
    if (cellValues.length > 0) {
      cell.floats().put(0, cellValues);
    }
  }

  /** Reads them. */
  void get(float[] hiddenValues, float[] cellValues) {
    if (f32) {
      hidden.floats().get(0, hiddenValues);
    } else {
      ByteBuffer bytes = hidden.bytes();
      for (int i = 0; i < hiddenValues.length; i++) {
        hiddenValues[i] = Float.intBitsToFloat(bytes.getShort(i * Short.BYTES) << BF16_BITS);
      }
    }
    if (cellValues.length > 0) {
      cell.floats().get(0, cellValues);
    }
  }
}
