package dev.nightjar.app;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM while a search runs: the first asks the search to end and save, the second
 * ends the process at once. If the process is ended in another way, a shutdown hook waits for the
 * saving.
 */
final class Interruption {

  private static final long SAVING_SECONDS = 30;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Object oldInt;
  private final Object oldTerm;
  private final Thread hook;

  /**
   * Watches until closed.
   *
   * @param stop asks the search to end
   */
  Interruption(Runnable stop, PrintWriter err) {
    Runnable handler =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
          err.println("Stopping and saving; once more to end at once.");
          stop.run();
        };
    oldInt = Signals.register("INT", handler);
    oldTerm = Signals.register("TERM", handler);
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                saved.await(SAVING_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "save-on-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Everything is saved; signals mean again what they meant before. */
  void close() {
    saved.countDown();
    Signals.unregister("INT", oldInt);
    Signals.unregister("TERM", oldTerm);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running already and has just been told that everything is saved.
      return;
    }
  }
}
