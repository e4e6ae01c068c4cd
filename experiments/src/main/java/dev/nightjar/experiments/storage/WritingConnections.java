package dev.nightjar.experiments.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A pool of connections to an {@link OwnedDatabase}. */
final class WritingConnections implements Connections {

  private static final int MAX_CONNECTIONS = 4;

  private final OwnedDatabase database;
  private final HikariDataSource pool;

  /**
   * Opens the database, or reaches the process that has it open.
   *
   * @param patience how long to try while the database is in use and not served
   * @throws SQLException if it cannot be opened
   */
  WritingConnections(H2Url url, String password, Duration patience) throws SQLException {
    database = OwnedDatabase.claim(url, password);
    boolean opened = false;
    try {
      // The pool would repeat a failure until its time is up; this one tells what is wrong at once.
      database.connect(patience).close();
      HikariConfig config = new HikariConfig();
      config.setPoolName("studies");
      config.setDataSource(new OpeningSource(() -> database.connect(patience), patience));
      config.setMaximumPoolSize(MAX_CONNECTIONS);
      config.setMinimumIdle(1);
      config.setConnectionTimeout(patience.plusSeconds(5).toMillis());
      pool = new HikariDataSource(config);
      opened = true;
    } finally {
      if (!opened) {
        database.release();
      }
    }
  }

  /** The pool, for libraries that want one. */
  DataSource dataSource() {
    return pool;
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
    database.release();
  }
}
