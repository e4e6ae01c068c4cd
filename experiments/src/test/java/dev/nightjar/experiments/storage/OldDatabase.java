package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A database as the first version of the tables had it, written without today's code. */
final class OldDatabase {

  private OldDatabase() {}

  /** Makes the file, with a study {@code old} of so many completed trials and one that runs. */
  static void make(String url, int trials) throws SQLException {
    H2Url h2 = H2Url.parse(url);
    try (DraftDatabase draft = DraftDatabase.open(h2, "")) {
      Schema.migrate(draft.source(), Dialect.H2, 1);
      try (Connection connection = draft.source().getConnection()) {
        fill(connection, trials);
      }
    }
  }

  /** A study {@code old} of so many completed trials and one that runs, in tables of version 1. */
  static void fill(Connection connection, int trials) throws SQLException {
    run(
        connection,
        "INSERT INTO study (id, name, fingerprint, source, resolved, space, seed, created, elapsed,"
            + " lease_token) VALUES (7, 'old', 'f', 's', '{}', ?, 1, CURRENT_TIMESTAMP, 0, 0)",
        dev.nightjar.experiments.definition.SpaceJson.write(
            StorageChild.definition("old").space()));
    run(
        connection,
        "INSERT INTO study_criterion (study_id, place, metric, goal) VALUES (7, 0, 'loss',"
            + " 'minimize')");
    for (int n = 0; n <= trials; n++) {
      boolean running = n == trials;
      run(
          connection,
          "INSERT INTO trial (study_id, number, attempt, role, origin, state, seed, best_epoch,"
              + " created, started, duration, worker, lease_token) VALUES (7, ?, 2, 'search', 'old',"
              + " ?, ?, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 5, 'w', 1)",
          n,
          running ? "running" : "completed",
          n);
      run(
          connection,
          "INSERT INTO trial_parameter (study_id, number, place, name, float_value) VALUES (7, ?, 0,"
              + " 'x', ?)",
          n,
          (double) n);
      run(
          connection,
          "INSERT INTO epoch (study_id, number, epoch, seconds) VALUES (7, ?, 1, 2.5)",
          n);
      run(
          connection,
          "INSERT INTO epoch_metric (study_id, number, epoch, metric, measured) VALUES (7, ?, 1,"
              + " 'loss', ?)",
          n,
          n + 0.5);
      if (!running) {
        run(
            connection,
            "INSERT INTO trial_value (study_id, number, place, measured) VALUES (7, ?, 0, ?)",
            n,
            n + 0.5);
        run(
            connection,
            "INSERT INTO trial_metric (study_id, number, metric, measured) VALUES (7, ?, 'other', ?)",
            n,
            Double.POSITIVE_INFINITY);
        run(
            connection,
            "INSERT INTO attachment (study_id, number, name, media_type, content) VALUES (7, ?,"
                + " 'log', 'text/plain', ?)",
            n,
            ("log of " + n).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Makes the tables so that no newer version can be made of them. */
  static void spoil(String url) throws SQLException {
    try (DraftDatabase draft = DraftDatabase.open(H2Url.parse(url), "");
        Connection connection = draft.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE curve (x INT)");
    }
  }
}
