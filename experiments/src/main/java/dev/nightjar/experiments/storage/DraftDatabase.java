package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

/** A database file that only this process knows of, open for writing until closed. */
final class DraftDatabase implements AutoCloseable {

  private final Connection anchor;
  private final JdbcDataSource source;

  private DraftDatabase(Connection anchor, JdbcDataSource source) {
    this.anchor = anchor;
    this.source = source;
  }

  /** Opens the file, or makes it. */
  static DraftDatabase open(H2Url url, String password) throws SQLException {
    // First, since it sets what H2 reads when the first of its classes is loaded.
    Connection anchor = H2Driver.connect(url.embeddedDraft(), url.user(), password);
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url.embeddedDraft());
    source.setUser(url.user());
    source.setPassword(password);
    return new DraftDatabase(anchor, source);
  }

  DataSource source() {
    return source;
  }

  Jdbi jdbi() {
    return Jdbi.create(source);
  }

  @Override
  public void close() throws SQLException {
    try (anchor;
        Statement statement = anchor.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }
}
