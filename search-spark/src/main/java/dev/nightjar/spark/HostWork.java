package dev.nightjar.spark;

import dev.nightjar.experiments.worker.RemoteWork;
import java.util.Optional;

/**
 * The worker processes of this executor. Tasks come and go, and find in it the processes of earlier
 * ones, which have loaded the data already. It is one for the JVM, since nothing else outlives a
 * task.
 */
final class HostWork {

  private static Optional<RemoteWork> current = Optional.empty();
  private static boolean hooked;

  private HostWork() {}

  /** What runs trials here, made when it is first needed. */
  static synchronized RemoteWork current() {
    if (!hooked) {
      // Worker processes end with this one in any case; their temporary files do not.
      Runtime.getRuntime().addShutdownHook(new Thread(HostWork::close, "end-of-workers"));
      hooked = true;
    }
    if (current.isEmpty()) {
      current = Optional.of(new RemoteWork());
    }
    return current.get();
  }

  /** Ends the worker processes of this JVM, if there are any. */
  static synchronized void close() {
    current.ifPresent(RemoteWork::close);
    current = Optional.empty();
  }
}
