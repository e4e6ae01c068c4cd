package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.SysProperties;

/**
 * The one place that touches the driver of H2, so that the address its server binds to is set
 * before any of its classes reads it.
 */
final class H2Driver {

  private static final Driver DRIVER;

  static {
    if (System.getProperty("h2.bindAddress") == null) {
      System.setProperty("h2.bindAddress", ServerFile.HOST);
    }
    if (System.getProperty("h2.objectCache") == null) {
      // It hashes every text that is read, and the texts of a trial are long and never the same.
      System.setProperty("h2.objectCache", "false");
    }
    DRIVER = new Driver();
  }

  private H2Driver() {}

  /** A connection of its own. */
  static Connection connect(String url, String user, String password) throws SQLException {
    Properties credentials = new Properties();
    credentials.setProperty("user", user);
    credentials.setProperty("password", password);
    return DRIVER.connect(url, credentials);
  }

  /**
   * A connection that reads a file which nobody writes.
   *
   * @throws DamageException if there is a file, but no database in it any more
   */
  static Connection look(H2Url url, String password) throws SQLException {
    try {
      return connect(url.embeddedReadOnly(), url.user(), password);
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.DATABASE_IS_READ_ONLY) {
        // It wanted to make the first user, as in a new database.
        throw new DamageException("no database is left in the file", e);
      }
      throw e;
    }
  }

  /**
   * Whether a server would listen on the loopback interface only; not so if another part of the
   * process had H2 bound to something else before.
   */
  static boolean bindsToLoopback() {
    return ServerFile.HOST.equals(SysProperties.BIND_ADDRESS);
  }
}
