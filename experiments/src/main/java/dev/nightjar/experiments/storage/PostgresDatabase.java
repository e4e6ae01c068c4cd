package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A database on a PostgreSQL server, which processes on any number of hosts share. The database
 * must be there; its tables are made by the first who writes. Backups are the server's own.
 */
final class PostgresDatabase implements Database {

  /** How long a search waits for a server that is started anew, or that the network lost. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How long opening waits for a server that says it will be there soon. */
  private static final Duration SOON = Duration.ofSeconds(15);

  /** What everybody locks who makes or changes the tables: "nightjar" in ASCII. */
  private static final long TABLES_LOCK = 0x6e696768746a6172L;

  private final PostgresUrl url;
  private final String password;
  private final Duration patience;
  private final PostgresProblems problems;

  /** For what is done once, however long it takes the server. */
  private final DataSource source;

  /**
   * The database of a URL.
   *
   * @param password empty if the driver is to look for one
   * @param patience how long to try after the connection was lost
   */
  PostgresDatabase(PostgresUrl url, String password, Duration patience) {
    this.url = url;
    this.password = password;
    this.patience = patience;
    this.problems = new PostgresProblems(url.location(), url.user());
    this.source =
        new OpeningSource(() -> PostgresDriver.connect(url, password, Duration.ZERO), SOON);
  }

  @Override
  public String location() {
    return url.location();
  }

  @Override
  public Opened open() {
    if (version().orElse(0) < Schema.VERSION) {
      migrate();
    }
    return opened();
  }

  @Override
  public Opened openForReading() {
    OptionalInt version = version();
    if (version.isEmpty()) {
      throw ReadingConnections.missing(location());
    }
    if (version.getAsInt() < Schema.VERSION) {
      migrate();
    }
    return opened();
  }

  @Override
  public Restoration.Restored restore() {
    throw new StorageException(
        "storage "
            + location()
            + ": Nightjar makes no backups on a PostgreSQL server; restore it with the server's own"
            + " means, `pg_restore` of what `pg_dump` wrote, or point-in-time recovery");
  }

  private Opened opened() {
    return new Opened(
        new Transactions(
            new PostgresConnections(url, password, patience),
            Dialect.POSTGRESQL,
            problems,
            Retries.backingOff(patience)),
        Upkeep.NONE);
  }

  private OptionalInt version() {
    return soon(
        handle -> {
          requireUnicode(handle);
          OptionalInt version = Schema.version(handle);
          Schema.requireNotNewer(version.orElse(0), location());
          return version;
        });
  }

  private void requireUnicode(Handle handle) {
    String encoding =
        handle.createQuery("SELECT current_setting('server_encoding')").mapTo(String.class).one();
    if (!encoding.equals("UTF8")) {
      throw new StorageException(
          "storage "
              + location()
              + ": the database's encoding is "
              + encoding
              + ", which cannot hold every text; make one with ENCODING 'UTF8' TEMPLATE template0, and"
              + " name it in --storage");
    }
  }

  /** Does something over a connection of its own, once the server lets us in. */
  private <T> T soon(Function<Handle, T> work) {
    Retries retries = Retries.backingOff(patience.compareTo(SOON) < 0 ? patience : SOON);
    long deadline = System.nanoTime() + retries.patience().toNanos();
    try {
      for (int failed = 1; ; failed++) {
        try (Handle handle = Jdbi.create(source).open()) {
          return work.apply(handle);
        } catch (RuntimeException e) {
          if (!problems.passingSoon(e) || System.nanoTime() > deadline) {
            throw problems.explain(e);
          }
          Thread.sleep(retries.pause(failed, ThreadLocalRandom.current()).toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while storage " + location() + " was opened", e);
    }
  }

  /**
   * Makes the tables, or changes those of an older version; of several processes that want to, one
   * does it, and the others wait. The lock ends with its transaction, so with its process too.
   */
  private void migrate() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      statement.execute("SELECT pg_advisory_xact_lock(" + TABLES_LOCK + ")");
      requireRoom(connection);
      Schema.migrate(source, Dialect.POSTGRESQL, url.schema());
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      throw problems.explain(e);
    }
  }

  /** Finds out whether tables can be made, where there are none of ours yet. */
  private void requireRoom(Connection connection) throws SQLException {
    // The connection and its transaction are the caller's, so the handle is not closed.
    Handle handle = Jdbi.create(connection).open();
    if (Schema.version(handle).isPresent()) {
      return;
    }
    requireNoOthers(handle);
    boolean there =
        handle
                .createQuery("SELECT COUNT(*) FROM pg_namespace WHERE nspname = :schema")
                .bind("schema", url.schema())
                .mapTo(int.class)
                .one()
            > 0;
    // Flyway would try for ten seconds what is not permitted, and not say why.
    Savepoint before = connection.setSavepoint();
    if (!there) {
      handle.execute("CREATE SCHEMA \"" + url.schema() + "\"");
    }
    handle.execute("CREATE TABLE \"" + url.schema() + "\".nightjar_may (x INTEGER)");
    connection.rollback(before);
  }

  /** Our tables have common names; they do not go among those of another program. */
  private void requireNoOthers(Handle handle) {
    int others =
        handle
            .createQuery("SELECT COUNT(*) FROM pg_tables WHERE schemaname = :schema")
            .bind("schema", url.schema())
            .mapTo(int.class)
            .one();
    if (others > 0) {
      throw new StorageException(
          "storage "
              + location()
              + ": schema "
              + url.schema()
              + " holds "
              + others
              + " tables of something else; name one for the studies alone, such as"
              + " ?currentSchema=nightjar, which is made if it is not there");
    }
  }
}
