package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections of a process that only looks. It never becomes the one others depend on: if nobody
 * has the file open it opens it for reading, which other readers may do at the same time, and
 * closes it when it has not been used for a moment, so that a search can begin. Otherwise it goes
 * through the process that has it open, whichever that is each time.
 */
final class ReadingConnections implements Connections {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingConnections.class);

  /** Long enough to serve a command that asks a hundred questions, short enough for a writer. */
  private static final long LINGER_MILLIS = 500;

  private static final int VALIDITY_SECONDS = 5;

  private final H2Url url;
  private final String password;
  private final Duration patience;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "storage-reader");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  private record Idle(Connection connection, long sinceNanos) {}

  /**
   * Opens nothing yet.
   *
   * @throws StorageException if there is no database
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The task throws nothing and ends with close().
  ReadingConnections(H2Url url, String password, Duration patience) {
    this.url = url;
    this.password = password;
    this.patience = patience;
    requireFile();
    sweeper.scheduleWithFixedDelay(
        () -> closeIdle(LINGER_MILLIS), LINGER_MILLIS, LINGER_MILLIS / 4, TimeUnit.MILLISECONDS);
  }

  private void requireFile() {
    if (!url.memory() && !Files.exists(url.file())) {
      throw missing(url.location());
    }
  }

  /** What a user hears who looks for studies where none were stored. */
  static StorageException missing(String location) {
    return new StorageException(
        "no study database at "
            + location
            + "; run `nightjar run FILE` first, or name another with --storage");
  }

  @Override
  public Connection openConnection() throws SQLException {
    Optional<Connection> kept = takeIdle();
    return kept.isPresent() ? kept.get() : connect();
  }

  private Optional<Connection> takeIdle() throws SQLException {
    while (true) {
      Idle candidate;
      synchronized (this) {
        if (closed) {
          throw new SQLException("the storage is closed");
        }
        candidate = idle.poll();
      }
      if (candidate == null) {
        return Optional.empty();
      }
      if (candidate.connection().isValid(VALIDITY_SECONDS)) {
        return Optional.of(candidate.connection());
      }
      candidate.connection().close();
    }
  }

  private Connection connect() throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Connection> here = OwnedDatabase.connectIfOpenHere(url, password);
      if (here.isPresent()) {
        return here.get();
      }
      requireFile();
      if (url.memory()) {
        throw missing(url.location());
      }
      SQLException taken;
      try {
        return H2Driver.look(url, password);
      } catch (SQLException e) {
        if (!H2Problems.inUse(e)) {
          throw e;
        }
        taken = e;
      }
      Optional<Connection> served = OwnedDatabase.connectToServer(url, password, taken);
      if (served.isPresent()) {
        return served.get();
      }
      if (System.nanoTime() >= deadline) {
        throw taken;
      }
      OwnedDatabase.pause(taken);
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    synchronized (this) {
      if (!closed && !connection.isClosed()) {
        idle.push(new Idle(connection, System.nanoTime()));
        return;
      }
    }
    connection.close();
  }

  @Override
  public void forget() {
    closeIdle(0);
  }

  private void closeIdle(long olderThanMillis) {
    List<Connection> old = new ArrayList<>();
    synchronized (this) {
      long limit = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(olderThanMillis);
      // The longest idle is last, since the latest is taken first.
      while (!idle.isEmpty() && idle.peekLast().sinceNanos() - limit <= 0) {
        old.add(idle.pollLast().connection());
      }
    }
    for (Connection connection : old) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It is broken, so there is nothing left to close; whoever asks next gets a new one.
        LOG.debug("an idle connection was broken already", e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    sweeper.shutdownNow();
    closeIdle(0);
  }
}
