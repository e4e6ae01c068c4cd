package dev.nightjar.app;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM from the moment there is something to save: the first asks for an end with
 * everything saved, the second ends the process at once. If the process is ended in another way, a
 * shutdown hook waits for the saving.
 */
final class Interruption implements AutoCloseable {

  private static final long SAVING_SECONDS = 30;

  private static final String SAVING = "Stopping and saving; once more to end at once.";

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Object oldInt;
  private final Object oldTerm;
  private final Thread hook;

  private volatile boolean asked;

  /** Guarded by this: signals come on threads of their own. */
  private Runnable stop = () -> {};

  /** Watches a search until closed; the second signal ends this process. */
  Interruption(PrintWriter err) {
    this(err, SAVING);
  }

  /**
   * Watches until closed; the second signal ends this process.
   *
   * @param words what is said at the first
   */
  Interruption(PrintWriter err, String words) {
    this(err, words, Runtime.getRuntime()::halt);
  }

  /**
   * Watches until closed.
   *
   * @param halt ends the process at once with an exit code
   */
  Interruption(PrintWriter err, IntConsumer halt) {
    this(err, SAVING, halt);
  }

  private Interruption(PrintWriter err, String words, IntConsumer halt) {
    Runnable handler =
        () -> {
          if (asked()) {
            halt.accept(ExitCode.INTERRUPTED);
          } else {
            err.println(words);
            ask();
          }
        };
    oldInt = Signals.register("INT", handler);
    oldTerm = Signals.register("TERM", handler);
    hook =
        new Thread(
            () -> {
              ask();
              try {
                saved.await(SAVING_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "save-on-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What from now on is done when somebody asks for an end; at once if somebody has. */
  synchronized void onStop(Runnable action) {
    stop = action;
    if (asked) {
      action.run();
    }
  }

  private void ask() {
    asked = true; // The second signal must not wait until this has stopped.
    synchronized (this) {
      stop.run();
    }
  }

  /** Whether somebody has asked for an end. */
  boolean asked() {
    return asked;
  }

  /** Everything is saved; signals mean again what they meant before. */
  @Override
  public void close() {
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
