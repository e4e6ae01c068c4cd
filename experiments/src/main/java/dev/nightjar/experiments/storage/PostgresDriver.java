package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/**
 * The one place that touches the driver of PostgreSQL. Given no password it looks for one in {@code
 * ~/.pgpass}, or the file that the environment variable {@code PGPASSFILE} names.
 */
final class PostgresDriver {

  private static final Driver DRIVER = new Driver();

  /**
   * The driver's logger, kept since loggers that nobody holds are made anew with their defaults.
   */
  private static final Logger LOGGER = Logger.getLogger("org.postgresql");

  static {
    if (LOGGER.getLevel() == null) {
      // It would print whole URLs to the terminal; all that matters it throws as well.
      LOGGER.setLevel(Level.OFF);
    }
  }

  private PostgresDriver() {}

  /** The settings of a URL by their names; null if the driver does not understand it. */
  static Properties parse(String url) {
    return Driver.parseURL(url, null);
  }

  /**
   * A connection of its own.
   *
   * @param password empty if the driver is to look for one
   * @param silence how long the server may take to answer until it is taken for lost; zero for ever
   */
  static Connection connect(PostgresUrl url, String password, Duration silence)
      throws SQLException {
    // What the URL says of these comes first.
    Properties settings = new Properties();
    settings.setProperty("user", url.user());
    if (!password.isEmpty()) {
      settings.setProperty("password", password);
    }
    settings.setProperty("currentSchema", url.schema());
    settings.setProperty("ApplicationName", "nightjar");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
    return DRIVER.connect(url.url(), settings);
  }
}
