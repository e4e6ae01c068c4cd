package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * A file of H2, or one in memory. Several processes may use one file at the same time, on one host:
 * the first writer lets the others in. Finished trials are counted beside the file, and whoever
 * writes backs it up now and then.
 */
final class H2Database implements Database {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final H2Url url;
  private final String password;
  private final Duration patience;
  private final H2Problems problems;

  /**
   * The database of a URL.
   *
   * @param patience how long to wait for another process to let go of the file, or to take it over
   */
  H2Database(H2Url url, String password, Duration patience) {
    this.url = url;
    this.password = password;
    this.patience = patience;
    this.problems = new H2Problems(url.location());
  }

  @Override
  public String location() {
    return url.location();
  }

  @Override
  public Opened open() {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        if (!url.memory()) {
          prepare();
        }
        Map<Long, Long> counted = counted();
        WritingConnections connections = connect();
        Transactions transactions = transactions(connections);
        boolean opened = false;
        try {
          int version = version(transactions).orElse(0);
          if (version < Schema.VERSION && url.memory()) {
            Schema.migrate(connections.dataSource(), Dialect.H2);
            version = Schema.VERSION;
          }
          if (version == Schema.VERSION) {
            transactions.read(handle -> requireWhole(handle, counted));
            opened = true;
            return new Opened(transactions, Upkeep.of(url, password, transactions));
          }
        } finally {
          if (!opened) {
            transactions.close();
          }
        }
        if (!OlderDatabase.migrate(url, password) && System.nanoTime() > deadline) {
          throw new StorageException(
              "storage "
                  + location()
                  + " was written by an older Nightjar and is in use; wait until that has ended, and"
                  + " run the same command again");
        }
      }
    } catch (SQLException | IOException | RuntimeException e) {
      throw problems.explain(e);
    }
  }

  private Transactions transactions(Connections connections) {
    return new Transactions(connections, Dialect.H2, problems, Retries.steadily(patience));
  }

  /** Makes folder and file if they are not there and were not there before. */
  private void prepare() throws SQLException, IOException {
    OwnedDatabase.prepareFolder(url);
    DatabaseFiles.of(url).deleteAbandoned();
    requireFileAsItWas();
    NewDatabase.createIfMissing(url, password);
  }

  /** A file that is gone or empty is no reason to begin anew, if there was something in it. */
  private void requireFileAsItWas() throws IOException {
    if (url.memory()) {
      return;
    }
    if (Files.exists(url.file())) {
      if (Files.size(url.file()) == 0) {
        throw new DamageException("the file is empty");
      }
      return;
    }
    OutcomeCounts counts = new OutcomeCounts(DatabaseFiles.of(url).outcomes());
    if (counts.exists()) {
      throw new DamageException(
          "the file is not there, but trials were stored in it; to begin anew, delete "
              + DatabaseFiles.of(url).outcomes());
    }
  }

  private Map<Long, Long> counted() throws IOException {
    return url.memory() ? Map.of() : new OutcomeCounts(DatabaseFiles.of(url).outcomes()).read();
  }

  private WritingConnections connect() {
    try {
      return new WritingConnections(url, password, patience);
    } catch (SQLException | RuntimeException e) {
      throw problems.explainOpening(e);
    }
  }

  private OptionalInt version(Transactions transactions) {
    OptionalInt version = transactions.read(Schema::version);
    Schema.requireNotNewer(version.orElse(0), location());
    return version;
  }

  private static boolean requireWhole(Handle handle, Map<Long, Long> counted) {
    OutcomeCounts.requireNoFewer(counted, StudyTable.outcomes(handle));
    return true;
  }

  @Override
  public Opened openForReading() {
    try {
      requireFileAsItWas();
      Map<Long, Long> counted = counted();
      Transactions transactions = transactions(new ReadingConnections(url, password, patience));
      boolean opened = false;
      try {
        OptionalInt version = version(transactions);
        if (version.isEmpty()) {
          throw counted.isEmpty()
              ? ReadingConnections.missing(location())
              : new DamageException("the file has no tables");
        }
        if (version.getAsInt() == Schema.VERSION) {
          transactions.read(handle -> requireWhole(handle, counted));
          opened = true;
          return new Opened(transactions, Upkeep.NONE);
        }
      } finally {
        if (!opened) {
          transactions.close();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw problems.explain(e);
    }
    // A writer brings older tables up to date.
    open().close();
    return openForReading();
  }

  @Override
  public Restoration.Restored restore() {
    if (url.memory()) {
      throw new StorageException("a database in memory has no backups");
    }
    try {
      return new Restoration(url, password).restore();
    } catch (IOException | SQLException e) {
      throw problems.explain(e);
    }
  }
}
