package dev.nightjar.zoo.network;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;

/**
 * The activations of all batch shapes of a network, in one block as large as the largest shape
 * needs: only one batch is in work at a time, so shapes may share. A {@link Plan} lists its slots
 * once; {@link #bind} points them into the block, again whenever the block had to grow.
 */
final class Workspace implements AutoCloseable {
  private NativeMemory block = new NativeMemory(0);
  private int generation;

  /** Makes the slots of {@code plan} usable. Their former contents are lost. */
  void bind(Plan plan) {
    if (plan.bytes > block.bytes()) {
      // A quarter more than asked for: batches that grow step by step do not touch new memory each
      // time.
      NativeMemory nothing = new NativeMemory(0); // What is left if there is no memory for more.
      block.close();
      block = nothing;
      generation++;
      block = new NativeMemory(plan.bytes + plan.bytes / 4);
      nothing.close();
    }
    if (plan.generation != generation) {
      plan.slots.forEach(slot -> slot.place(block));
      plan.generation = generation;
    }
  }

  long bytes() {
    return block.bytes();
  }

  @Override
  public void close() {
    block.close();
  }

  /** The slots of one batch shape, laid one after the other. */
  static final class Plan {
    private final List<Slot> slots = new ArrayList<>();
    private long bytes;
    private int generation = -1;

    Slot reserve(long slotBytes) {
      Slot slot = new Slot(bytes, slotBytes);
      slots.add(slot);
      bytes += NativeMemory.aligned(slotBytes);
      return slot;
    }
  }

  /** A piece of the workspace and the oneDNN memories laid over it. */
  static final class Slot {
    private final long offset;
    private final long size;
    private final List<View> views = new ArrayList<>();
    private FloatBuffer floats = FloatBuffer.allocate(0);
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private Pointer data = new Pointer();

    private record View(memory over, long offset) {}

    private Slot(long offset, long size) {
      this.offset = offset;
      this.size = size;
    }

    /** Lays {@code view}, owned by the caller, over this slot from the next binding on. */
    memory lay(memory view) {
      return lay(view, 0);
    }

    /** Lays {@code view} over this slot from byte {@code from} on. */
    memory lay(memory view, long from) {
      views.add(new View(view, from));
      return view;
    }

    FloatBuffer floats() {
      return floats;
    }

    ByteBuffer bytes() {
      return bytes;
    }

    void zero() {
      Pointer.memset(data, 0, size);
    }

    private void place(NativeMemory block) {
      data = block.slice(offset, size);
      floats = block.floats(offset, size);
      bytes = block.bytes(offset, size);
      for (View view : views) {
        view.over.set_data_handle(block.slice(offset + view.offset, size - view.offset));
      }
    }
  }
}
