package dev.nightjar.experiments.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A pool of connections to a PostgreSQL server. It is kept small, since many processes share the
 * server's limit.
 */
final class PostgresConnections implements Connections {

  private static final int MAX_CONNECTIONS = 4;

  /** A server that does not answer a statement for so long, or its host, is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** How long one try to get a connection takes at most; the pool wants a quarter of a second. */
  private static final Duration LONGEST_TRY = Duration.ofSeconds(10);

  private static final Duration SHORTEST_TRY = Duration.ofMillis(250);

  private static final Duration IDLE = Duration.ofMinutes(1);

  /**
   * A process that is frozen in the middle of a transaction, with a study locked, must not keep all
   * others waiting: the server ends it, and those who wait try again.
   */
  private static final String LIMITS =
      "SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'";

  private final HikariDataSource pool;

  /**
   * Opens nothing yet.
   *
   * @param patience how long whoever asks for a connection is going to try
   */
  PostgresConnections(PostgresUrl url, String password, Duration patience) {
    Duration atMost = patience.compareTo(LONGEST_TRY) < 0 ? patience : LONGEST_TRY;
    Duration oneTry = atMost.compareTo(SHORTEST_TRY) < 0 ? SHORTEST_TRY : atMost;
    HikariConfig config = new HikariConfig();
    config.setPoolName("studies");
    config.setDataSource(
        new OpeningSource(() -> PostgresDriver.connect(url, password, SILENCE), oneTry));
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(oneTry.toMillis());
    config.setConnectionInitSql(LIMITS);
    // Whether the server can be reached is found out by whoever asks for a connection.
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
  }

  @Override
  public Connection openConnection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public void forget() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    pool.close();
  }
}
