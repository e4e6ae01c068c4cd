package dev.nightjar.experiments.storage;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections for libraries that want a {@link DataSource}; nothing else of the interface is
 * of use.
 */
final class OpeningSource implements DataSource {

  private final Opening opening;
  private final Duration patience;

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /**
   * A source of connections.
   *
   * @param patience how long opening one takes at most, about
   */
  OpeningSource(Opening opening, Duration patience) {
    this.opening = opening;
    this.patience = patience;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return opening.open();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("user and password are those of the storage");
  }

  @Override
  public PrintWriter getLogWriter() {
    return new PrintWriter(PrintWriter.nullWriter());
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("nothing is written to a log here");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // A pool sets it; how long to try is decided by whoever opens the connection.
  }

  @Override
  public int getLoginTimeout() {
    // Zero would mean for ever.
    return Math.max(1, Math.toIntExact(patience.toSeconds()));
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("java.util.logging is not used");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("this wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
