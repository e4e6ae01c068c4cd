package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in transactions. When the connection is lost, since the process that had the database
 * open ended or the server is started anew, the work is done again over a new one; it is told so,
 * for its first commit may have been the last thing that went through.
 *
 * <p>Work is SQL that all databases share; {@code <now>} in it stands for the time at which the
 * statement runs, by the clock of the database, also where the transaction had to wait for a lock.
 *
 * <p>Work runs on threads of its own: an interrupt of the caller's thread in the middle of a write
 * would close the database's file under everybody.
 */
public final class Transactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /** After how long it is said; a transaction that only lost a race is not worth it. */
  private static final Duration TELLING = Duration.ofSeconds(2);

  private final Connections connections;
  private final Jdbi jdbi;
  private final Dialect dialect;
  private final Problems problems;
  private final Retries retries;

  /** So many pieces are read at a time; more connections would keep others from theirs. */
  private static final int AT_ONCE = 2;

  /** Whether patience ran out the last time. */
  private volatile boolean givenUp;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "storage");
            thread.setDaemon(true);
            return thread;
          });

  /** What is to be done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does it.
     *
     * @param again whether it was tried before and may have been done
     */
    T run(Handle handle, boolean again);
  }

  /** What is to be done in a transaction, without a result. */
  @FunctionalInterface
  public interface Change {
    /** See {@link Work#run}. */
    void run(Handle handle, boolean again);
  }

  /**
   * Transactions over these connections, which are closed with it.
   *
   * @param problems which failures pass, and what the others mean
   * @param retries how work is tried anew after the connection was lost
   */
  Transactions(Connections connections, Dialect dialect, Problems problems, Retries retries) {
    this.connections = connections;
    this.jdbi = Jdbi.create(connections).define("now", dialect.now());
    this.dialect = dialect;
    this.problems = problems;
    this.retries = retries;
  }

  /** Reads; all queries see the same state of the database if it can do that. */
  public <T> T read(Function<Handle, T> work) {
    return awaited(begun(reading(work)));
  }

  /**
   * Reads piece by piece, each in a transaction of its own, and some of them at a time.
   *
   * @param results is given what was read, in the order of the pieces, on the caller's thread
   */
  <T> void readAhead(Stream<Function<Handle, T>> pieces, Consumer<T> results) {
    Deque<Future<T>> ahead = new ArrayDeque<>();
    pieces.forEach(
        piece -> {
          if (ahead.size() >= AT_ONCE) {
            results.accept(awaited(ahead.remove()));
          }
          ahead.add(begun(reading(piece)));
        });
    ahead.forEach(last -> results.accept(awaited(last)));
  }

  private <T> Callable<T> reading(Function<Handle, T> work) {
    return () ->
        repeat(
            (handle, again) -> {
              dialect.snapshot().ifPresent(handle::execute);
              return work.apply(handle);
            },
            Optional.empty());
  }

  /** Writes; a killed process does not undo it. */
  public void write(Change work) {
    uninterrupted(() -> repeat(result(work), Optional.empty()));
  }

  /** {@link #write(Change)} with a result. */
  <T> T writeAndGet(Work<T> work) {
    return uninterrupted(() -> repeat(work, Optional.empty()));
  }

  /**
   * Writes; neither a killed process nor, as far as disks keep their word, a power cut undoes it.
   */
  public void writeThrough(Change work) {
    uninterrupted(() -> repeat(result(work), dialect.sync()));
  }

  /** {@link #writeThrough(Change)} with a result. */
  public <T> T writeThroughAndGet(Work<T> work) {
    return uninterrupted(() -> repeat(work, dialect.sync()));
  }

  private static Work<Boolean> result(Change work) {
    return (handle, again) -> {
      work.run(handle, again);
      return true;
    };
  }

  private <T> T repeat(Work<T> work, Optional<String> afterwards) throws InterruptedException {
    long begun = System.nanoTime();
    // Whoever was waited for in vain is not waited for again, such as to give a lease back.
    long patience = givenUp ? 0 : retries.patience().toNanos();
    boolean told = false;
    for (int failed = 0; ; ) {
      try {
        T result = once(work, afterwards, failed > 0);
        givenUp = false;
        if (told) {
          LOG.error("storage {} answers again", problems.location());
        }
        return result;
      } catch (RuntimeException e) {
        boolean passing = problems.passing(e);
        long waited = System.nanoTime() - begun;
        if (!passing || waited > patience) {
          givenUp = passing;
          throw problems.explain(e);
        }
        if (!told && waited > TELLING.toNanos()) {
          told = true;
          // An error, so that it is printed; but the search goes on.
          LOG.error(
              "storage {} does not answer; trying for {} s: {}",
              problems.location(),
              retries.patience().toSeconds(),
              Problems.root(e));
        }
        failed++;
        connections.forget();
        Thread.sleep(retries.pause(failed, ThreadLocalRandom.current()).toMillis());
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
    return awaited(begun(work));
  }

  private <T> Future<T> begun(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new StorageException("storage " + problems.location() + " is closed", e);
    }
  }

  private <T> T awaited(Future<T> future) {
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
      throw problems.explain(e.getCause());
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
