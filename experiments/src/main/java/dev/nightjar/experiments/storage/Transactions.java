package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs work in transactions. When the connection is lost, since the process that had the database
 * open ended, the work is done again over a new one; it is told so, for its first commit may have
 * been the last thing that went through.
 *
 * <p>Work runs on threads of its own: an interrupt of the caller's thread in the middle of a write
 * would close the database's file under everybody.
 */
final class Transactions implements AutoCloseable {

  private static final long RETRY_MILLIS = 50;

  private final Connections connections;
  private final Jdbi jdbi;
  private final Dialect dialect;
  private final String location;
  private final Duration patience;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "storage");
            thread.setDaemon(true);
            return thread;
          });

  /** What is to be done in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Does it.
     *
     * @param again whether it was tried before and may have been done
     */
    T run(Handle handle, boolean again);
  }

  /** What is to be done in a transaction, without a result. */
  @FunctionalInterface
  interface Change {
    /** See {@link Work#run}. */
    void run(Handle handle, boolean again);
  }

  /**
   * Transactions over these connections, which are closed with it.
   *
   * @param location for messages
   * @param patience for how long work is tried anew after the connection was lost
   */
  Transactions(Connections connections, Dialect dialect, String location, Duration patience) {
    this.connections = connections;
    this.jdbi = Jdbi.create(connections);
    this.dialect = dialect;
    this.location = location;
    this.patience = patience;
  }

  /** Reads. */
  <T> T read(Function<Handle, T> work) {
    return uninterrupted(() -> repeat((handle, again) -> work.apply(handle), Optional.empty()));
  }

  /** Writes; a killed process does not undo it. */
  void write(Change work) {
    uninterrupted(() -> repeat(result(work), Optional.empty()));
  }

  /**
   * Writes; neither a killed process nor, as far as disks keep their word, a power cut undoes it.
   */
  void writeThrough(Change work) {
    uninterrupted(() -> repeat(result(work), Optional.of(dialect.sync())));
  }

  /** {@link #writeThrough(Change)} with a result. */
  <T> T writeThroughAndGet(Work<T> work) {
    return uninterrupted(() -> repeat(work, Optional.of(dialect.sync())));
  }

  private static Work<Boolean> result(Change work) {
    return (handle, again) -> {
      work.run(handle, again);
      return true;
    };
  }

  private <T> T repeat(Work<T> work, Optional<String> afterwards) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean again = false;
    while (true) {
      try {
        return once(work, afterwards, again);
      } catch (RuntimeException e) {
        if (!StorageProblems.connectionLost(e) || System.nanoTime() > deadline) {
          throw StorageProblems.explain(location, e);
        }
        connections.forget();
        again = true;
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private <T> T once(Work<T> work, Optional<String> afterwards, boolean again) {
    return jdbi.withHandle(
        handle -> {
          T result = handle.inTransaction(inside -> work.run(inside, again));
          afterwards.ifPresent(handle::execute);
          return result;
        });
  }

  private <T> T uninterrupted(Callable<T> work) {
    Future<T> future;
    try {
      future = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new StorageException("storage " + location + " is closed", e);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true; // Told to the caller when the work is done.
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        // The caller's own line belongs into the trace, which is that of another thread.
        cause.addSuppressed(new StorageException("called here"));
        throw cause;
      }
      throw StorageProblems.explain(location, e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    if (!threads.isShutdown()) {
      uninterrupted(
          () -> {
            connections.close();
            return true;
          });
      threads.shutdown();
    }
  }
}
