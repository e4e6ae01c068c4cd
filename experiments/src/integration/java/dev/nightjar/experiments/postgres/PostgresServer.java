package dev.nightjar.experiments.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on the loopback interface, whose user {@code postgres} may do everything
 * and needs no password.
 */
public final class PostgresServer implements AutoCloseable {

  static {
    // What the server says is of no interest, and that it cannot be stopped after a crash.
    System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "off");
  }

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static PostgresServer shared;

  private final Path data;
  private final Map<String, String> settings;
  private EmbeddedPostgres server;
  private int port;

  /** Starts one of its own, for tests that stop it. */
  public PostgresServer() throws IOException {
    this(Map.of());
  }

  /**
   * Starts one of its own that differs from the usual one.
   *
   * @param settings such as {@code listen_addresses}, or {@code fsync}, which is off here unless
   *     asked for
   */
  public PostgresServer(Map<String, String> settings) throws IOException {
    this.data = Files.createTempDirectory("nightjar-postgres");
    this.settings = Map.copyOf(settings);
    start();
  }

  /** The one that all tests of this JVM share; it ends with the JVM. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      try {
        shared = new PostgresServer();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "postgres-end"));
    }
    return shared;
  }

  /** Starts it again, on the same port and with the same data. */
  public void start() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            // As it is by default elsewhere; here it would be off, and a crash lose what was
            // stored.
            .setServerConfig("synchronous_commit", "on")
            .setRegisterShutdownHook(false);
    settings.forEach(builder::setServerConfig);
    server = (port == 0 ? builder : builder.setPort(port)).start();
    port = server.getPort();
  }

  /**
   * Ends it as {@code pg_ctl stop -m immediate} does, without a checkpoint; what was committed is
   * recovered at the next start.
   */
  public void crash() throws IOException, InterruptedException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
    try {
      postmaster.onExit().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("PostgreSQL does not end", e);
    }
    server.close();
  }

  /** The port it listens on, also while it is not running. */
  public int port() {
    return port;
  }

  /** Makes an empty database; its name is new for this server. */
  public String newDatabase() {
    String name = "studies_" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  /** The URL of a storage, for the user {@code postgres}. */
  public String url(String database) {
    return url(database, "postgres");
  }

  /** The URL of a storage for some user. */
  public String url(String database, String user) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
  }

  /** The URL of a storage, for the user {@code postgres} on a host that reaches this address. */
  public String urlAt(String address, String database) {
    return "jdbc:postgresql://" + address + ":" + port + "/" + database + "?user=postgres";
  }

  /** Lets everybody in from a network such as {@code 10.0.0.0/24}; it must be listened to. */
  public void admit(String network) throws IOException {
    addRule("host all all " + network + " trust");
  }

  /** Makes a user who must give a password, and who owns nothing. */
  public void createUser(String name, String password) throws IOException {
    execute("postgres", "CREATE USER " + name + " PASSWORD '" + password + "'");
    addRule("host all " + name + " 127.0.0.1/32 scram-sha-256");
  }

  private void addRule(String rule) throws IOException {
    Path rules = data.resolve("pg_hba.conf");
    // The first rule that fits counts.
    Files.writeString(rules, rule + "\n" + Files.readString(rules));
    query("postgres", "SELECT pg_reload_conf()");
  }

  /** Runs statements in a database. */
  public void execute(String database, String... statements) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : List.of(statements)) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare the server", e);
    }
  }

  /** The first value of the first row, as text. */
  public String query(String database, String sql) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask the server", e);
    }
  }

  /** Ends all connections to a database but the one that says so, and tells how many. */
  public int disconnect(String database) {
    return Integer.parseInt(
        query(
            database,
            "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname ="
                + " current_database() AND pid <> pg_backend_pid()"));
  }

  /** Stops it for good. */
  @Override
  public void close() {
    try {
      server.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear away " + data, e);
    }
  }
}
