package dev.nightjar.zoo.network;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/**
 * Native objects that live together and are freed together, last made first, on {@link #close()}.
 *
 * <p>Build them inside a {@link org.bytedeco.javacpp.PointerScope}: what is owned here outlives the
 * scope, and the temporaries a native call leaves behind die with it instead of waiting for the
 * garbage collector.
 */
final class NativeResources implements AutoCloseable {
  private final Deque<Pointer> owned = new ArrayDeque<>();

  <P extends Pointer> P own(P pointer) {
    pointer.retainReference();
    owned.push(pointer);
    return pointer;
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().releaseReference();
    }
  }
}
