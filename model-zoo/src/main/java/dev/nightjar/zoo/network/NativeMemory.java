package dev.nightjar.zoo.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A block of native memory that begins at a cache line and is freed by {@link #close()}. */
final class NativeMemory implements AutoCloseable {
  static final long ALIGNMENT = 64;

  private final BytePointer block;
  private final long start;
  private final long bytes;

  /** A block whose contents are whatever was there before. */
  NativeMemory(long bytes) {
    this.bytes = bytes;
    block = new BytePointer(bytes + ALIGNMENT);
    block.retainReference();
    start = (ALIGNMENT - block.address() % ALIGNMENT) % ALIGNMENT;
  }

  static NativeMemory zeroed(long bytes) {
    NativeMemory memory = new NativeMemory(bytes);
    memory.zero();
    return memory;
  }

  long bytes() {
    return bytes;
  }

  /** A pointer to part of the block; it owns nothing. */
  Pointer slice(long offset, long length) {
    if (offset < 0 || length < 0 || offset + length > bytes) {
      throw new IndexOutOfBoundsException(
          "bytes " + offset + " to " + (offset + length) + " of a block of " + bytes);
    }
    return block.getPointer(start + offset).limit(length);
  }

  /** Part of the block as floats in native order. Invalid once the block is closed. */
  FloatBuffer floats(long offset, long length) {
    return bytes(offset, length).asFloatBuffer();
  }

  /** Part of the block as bytes; numbers in it are in native order. */
  ByteBuffer bytes(long offset, long length) {
    return slice(offset, length).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  void zero() {
    zero(0);
  }

  /** Zeroes all from a byte on. */
  void zero(long offset) {
    Pointer.memset(slice(offset, bytes - offset), 0, bytes - offset);
  }

  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    block.releaseReference();
  }
}
