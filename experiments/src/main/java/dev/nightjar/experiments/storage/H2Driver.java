package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
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
   * Whether a server would listen on the loopback interface only; not so if another part of the
   * process had H2 bound to something else before.
   */
  static boolean bindsToLoopback() {
    return ServerFile.HOST.equals(SysProperties.BIND_ADDRESS);
  }
}
