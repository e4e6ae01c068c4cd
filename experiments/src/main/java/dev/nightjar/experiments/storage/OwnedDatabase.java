package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.h2.tools.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database file that several processes write, though H2 lets only one have it open: whoever finds
 * it free opens it and lets the others in through a server; whoever finds it taken goes in there.
 * When the one that had it ends, even by kill -9, the operating system frees the file, and the next
 * connection of any other process takes it over.
 *
 * <p>The server listens on the loopback interface only and asks for a random key, which is in a
 * file that only this user can read. There is one object a file in a process, shared by all its
 * storages.
 *
 * <p>H2's own AUTO_SERVER mode is not used: its lock is a file with a heartbeat, so that after a
 * kill -9 or a jump of the clock the database is believed to be open for a while, and a reader that
 * came first would be the one everybody depends on.
 */
final class OwnedDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedDatabase.class);
  private static final Map<String, OwnedDatabase> HERE = new HashMap<>();
  private static final SecureRandom SECRETS = new SecureRandom();
  private static final long RETRY_MILLIS = 50;
  private static final int VALIDITY_SECONDS = 5;

  private final H2Url url;
  private final String password;
  private int users;
  private Optional<Ownership> ownership = Optional.empty();

  /**
   * What this process has while the file is its own.
   *
   * @param anchor keeps the database open
   * @param server lets other processes in; none if the database is in memory or no port could be
   *     opened
   */
  private record Ownership(Connection anchor, Optional<RunningServer> server) {}

  private record RunningServer(Server server, ServerFile address) {}

  private OwnedDatabase(H2Url url, String password) {
    this.url = url;
    this.password = password;
  }

  /** The database of a URL in this process; {@link #release} ends what this begins. */
  static OwnedDatabase claim(H2Url url, String password) {
    synchronized (HERE) {
      OwnedDatabase database =
          HERE.computeIfAbsent(url.databaseName(), name -> new OwnedDatabase(url, password));
      database.users++;
      return database;
    }
  }

  /** A connection to the database if this process has it open already. */
  static Optional<Connection> connectIfOpenHere(H2Url url, String password) throws SQLException {
    OwnedDatabase database;
    synchronized (HERE) {
      database = HERE.get(url.databaseName());
    }
    return database == null ? Optional.empty() : database.connectIfOwned(password);
  }

  private synchronized Optional<Connection> connectIfOwned(String password) throws SQLException {
    return ownership.isEmpty()
        ? Optional.empty()
        : Optional.of(H2Driver.connect(url.embedded(), url.user(), password));
  }

  /**
   * A connection, as owner of the file or through the process that owns it.
   *
   * @param patience how long to try while the file is neither free nor served, as between the end
   *     of one owner and the next, or while a reader looks at it
   */
  synchronized Connection connect(Duration patience) throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      SQLException taken;
      try {
        return connectAsOwner();
      } catch (SQLException e) {
        if (!H2Problems.inUse(e)) {
          throw e;
        }
        taken = e;
      }
      Optional<Connection> connection = connectToServer(url, password, taken);
      if (connection.isPresent()) {
        return connection.get();
      }
      if (System.nanoTime() >= deadline) {
        throw taken;
      }
      pause(taken);
    }
  }

  private Connection connectAsOwner() throws SQLException {
    if (ownership.isPresent() && !ownership.get().anchor().isValid(VALIDITY_SECONDS)) {
      // The database closed itself, since its disk failed or was full.
      disown();
    }
    if (ownership.isEmpty()) {
      if (!url.memory()) {
        // H2 takes what has lost its tables for a new database, and would write over what is left.
        H2Driver.look(url, password).close();
      }
      Connection anchor = H2Driver.connect(url.embedded(), url.user(), password);
      boolean kept = false;
      try {
        if (anchor.isReadOnly()) {
          // A storage of this very process is looking at the file.
          throw new SQLException(
              "the file is open for reading", "", org.h2.api.ErrorCode.DATABASE_ALREADY_OPEN_1);
        }
        ownership = Optional.of(new Ownership(anchor, url.memory() ? Optional.empty() : serve()));
        kept = true;
      } finally {
        if (!kept) {
          anchor.close();
        }
      }
    }
    return H2Driver.connect(url.embedded(), url.user(), password);
  }

  /** Lets other processes in. A search can do without: then they have to wait until it ends. */
  private Optional<RunningServer> serve() {
    if (!H2Driver.bindsToLoopback()) {
      LOG.warn(
          "other commands cannot look at {} while this runs: H2 is bound to {} in this process, and"
              + " studies are not offered to the network",
          url.location(),
          System.getProperty("h2.bindAddress"));
      return Optional.empty();
    }
    byte[] secret = new byte[32];
    SECRETS.nextBytes(secret);
    String key = HexFormat.of().formatHex(secret);
    try {
      Server server =
          Server.createTcpServer(
              "-tcpPort", "0", "-tcpDaemon", "-ifExists", "-key", key, url.databaseName());
      server.start();
      ServerFile address = new ServerFile(server.getPort(), key);
      try {
        address.write(url.serverFile());
      } catch (IOException e) {
        server.stop();
        throw e;
      }
      return Optional.of(new RunningServer(server, address));
    } catch (SQLException | IOException e) {
      LOG.warn("other commands cannot look at {} while this runs", url.location(), e);
      return Optional.empty();
    }
  }

  /**
   * Goes in by the server of the process that has the file open; empty if there is none that
   * answers.
   *
   * @param taken why the file could not be opened; gets added what was found here
   */
  static Optional<Connection> connectToServer(H2Url url, String password, SQLException taken)
      throws SQLException {
    try {
      Optional<ServerFile> server = ServerFile.read(url.serverFile());
      if (server.isPresent()) {
        return Optional.of(H2Driver.connect(url.remote(server.get()), url.user(), password));
      }
    } catch (SQLException e) {
      if (H2Problems.wrongPassword(e)) {
        throw e;
      }
      taken.addSuppressed(e); // Its process has ended, or is about to write a new file.
    } catch (IOException e) {
      taken.addSuppressed(e);
    }
    return Optional.empty();
  }

  /** Waits before the next try. */
  static void pause(SQLException reason) throws SQLException {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  /** Ends one use; with the last one the file is closed and free for others. */
  void release() {
    synchronized (HERE) {
      users--;
      if (users > 0) {
        return;
      }
      HERE.remove(url.databaseName());
      synchronized (this) {
        close();
      }
    }
  }

  private void close() {
    if (ownership.isEmpty()) {
      return;
    }
    Ownership own = ownership.get();
    ownership = Optional.empty();
    own.server().ifPresent(this::stop);
    try (Connection anchor = own.anchor();
        Statement statement = anchor.createStatement()) {
      // Ends the sessions of others too; else the file would stay open in this process.
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      H2Problems problems = new H2Problems(url.location());
      if (!problems.passing(e)) {
        throw problems.explain(e);
      }
    }
  }

  private void disown() {
    Ownership own = ownership.orElseThrow();
    ownership = Optional.empty();
    own.server().ifPresent(this::stop);
    try {
      own.anchor().close();
    } catch (SQLException e) {
      LOG.debug("closing {} after it failed", url.location(), e);
    }
  }

  private void stop(RunningServer running) {
    running.server().stop();
    try {
      running.address().delete(url.serverFile());
    } catch (IOException e) {
      LOG.debug("a left-over {} is harmless", url.serverFile(), e);
    }
  }

  /**
   * Makes the folder of a database that is to be written.
   *
   * @throws StorageException if it cannot be made or written
   */
  static void prepareFolder(H2Url url) {
    Path file = url.file();
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new StorageException(
          "cannot make the folder "
              + file.getParent()
              + " for the storage; see to the permissions of the folder above it, or name another"
              + " place with --storage",
          e);
    }
    if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(file.getParent())) {
      throw new StorageException(
          "storage "
              + file
              + ": it cannot be written; check the permissions of the file and its folder");
    }
  }
}
