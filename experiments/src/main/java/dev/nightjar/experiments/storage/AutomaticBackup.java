package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs a database up while it is written, after so many finished trials, but spends no more than a
 * fiftieth of the time on it: a database with large models is backed up less often. The work is
 * done on a thread of its own. A backup that fails is said, and ends nothing.
 */
final class AutomaticBackup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AutomaticBackup.class);

  /** Trials between two backups, at least. */
  static final int TRIALS = 25;

  /** Time between two backups, at least: so many times what the last one took. */
  static final int PAUSE = 50;

  /** What is expected of the first one. */
  private static final long BYTES_PER_SECOND = 20L << 20;

  /** So small a database is backed up at every end of a run. */
  private static final long SMALL = 64L << 20;

  private final Path database;
  private final Work work;
  private final LongSupplier nanos;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread t = new Thread(task, "backup");
            t.setDaemon(true);
            return t;
          });
  private int finished;
  private long notBefore;
  private boolean running;
  private boolean closed;

  /** Makes one backup. */
  interface Work {
    void backUp() throws IOException, SQLException;
  }

  /**
   * None yet.
   *
   * @param database the file whose size tells how long the first backup will take
   * @param nanos a monotonic clock
   */
  AutomaticBackup(Path database, Work work, LongSupplier nanos) {
    this.database = database;
    this.work = work;
    this.nanos = nanos;
    this.notBefore = nanos.getAsLong() + PAUSE * expected(size()).toNanos();
  }

  private static Duration expected(long bytes) {
    return Duration.ofNanos((long) (1e9 * bytes / BYTES_PER_SECOND));
  }

  private long size() {
    try {
      return Files.size(database);
    } catch (IOException e) {
      LOG.debug("the size of {} is unknown", database, e);
      return 0;
    }
  }

  /** A trial has finished and is stored. */
  synchronized void finished() {
    finished++;
    if (finished >= TRIALS && !running && !closed && nanos.getAsLong() - notBefore >= 0) {
      running = true;
      finished = 0;
      thread.execute(this::run);
    }
  }

  private void run() {
    long begun = nanos.getAsLong();
    try {
      work.backUp();
    } catch (IOException | SQLException | RuntimeException e) {
      // An error, so that it is printed; but what is searched goes on.
      LOG.error(
          "{} could not be backed up; the search goes on, and so do later backups: {}",
          database,
          words(e));
      LOG.debug("why it could not be backed up", e);
    }
    synchronized (this) {
      long took = nanos.getAsLong() - begun;
      notBefore = nanos.getAsLong() + PAUSE * took;
      running = false;
    }
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Waits for a backup that is being made, and makes a last one if it is worth it. */
  @Override
  public void close() {
    boolean last;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      last =
          finished >= TRIALS
              || (finished > 0 && (size() <= SMALL || nanos.getAsLong() - notBefore >= 0));
      if (last) {
        thread.execute(this::run);
      }
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.HOURS)) {
        LOG.error("the backup of {} takes too long and is given up", database);
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
