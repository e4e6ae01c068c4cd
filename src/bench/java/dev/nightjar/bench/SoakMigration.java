package dev.nightjar.bench;

import dev.nightjar.experiments.definition.SpaceJson;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/**
 * Kills a process at random moments while it brings a database of the first version's tables up to
 * date.
 */
final class SoakMigration {
  private static final int KILLS = 40;
  private static final int LONGEST_MILLIS = 3_500;
  private static final int TRIALS = 2_000;

  private SoakMigration() {}

  static SoakRow run(Path folder, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path old = Files.createDirectories(folder.resolve("old"));
    make("jdbc:h2:file:" + old.resolve("nightjar"));
    Path runs = folder.resolve("runs");
    SoakFiles.replace(old, runs);
    SoakCommand whole = SoakCommand.run(folder, "trials", "old", "--format", "json");
    if (whole.exitCode() != 0) {
      throw new IllegalStateException(whole.toString());
    }
    Map<String, Integer> ends = new TreeMap<>();
    int lost = 0;
    for (int i = 0; i < KILLS; i++) {
      SoakFiles.replace(old, runs);
      Process process =
          SoakCommand.start(
              folder, folder.resolve("killed.out"), folder.resolve("killed.err"), "trials", "old");
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      boolean killed = process.isAlive();
      process.destroyForcibly().waitFor();
      boolean replaced = Files.exists(runs.resolve("nightjar-older-1.mv.db"));
      SoakCommand again = SoakCommand.run(folder, "trials", "old", "--format", "json");
      if (!again.out().equals(whole.out())) {
        System.out.println(again.err());
        lost += TRIALS;
      }
      ends.merge(
          (killed ? "killed" : "ended before")
              + (replaced ? " with the new file in place" : " with the old file in place"),
          1,
          Integer::sum);
    }
    return new SoakRow(
        "kill -9 while an older database is brought up to date",
        KILLS,
        lost,
        0,
        "%s; %d trials of version 1, read afterwards as without a kill".formatted(ends, TRIALS));
  }

  private static void make(String url) throws Exception {
    Flyway.configure()
        .dataSource(url, "sa", "")
        .locations("classpath:dev/nightjar/experiments/storage/schema")
        .table("schema_history")
        .placeholders(Map.of("binary", "BLOB", "text", "CLOB", "bytes", "VARBINARY"))
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
      connection.setAutoCommit(false);
      fill(connection);
      connection.commit();
      try (Statement statement = connection.createStatement()) {
        statement.execute("SHUTDOWN");
      }
    }
  }

  private static void fill(Connection connection) throws SQLException {
    update(
        connection,
        "INSERT INTO study (id, name, fingerprint, source, resolved, space, seed, created, elapsed,"
            + " lease_token) VALUES (1, 'old', 'f', '', '{}', ?, 1, CURRENT_TIMESTAMP, 0, 0)",
        SpaceJson.write(SearchSpace.of(FloatParameter.linear("x", 0, TRIALS))));
    update(
        connection,
        "INSERT INTO study_criterion (study_id, place, metric, goal) VALUES (1, 0, 'loss',"
            + " 'minimize')");
    try (PreparedStatement trial =
            connection.prepareStatement(
                "INSERT INTO trial (study_id, number, attempt, role, origin, state, seed,"
                    + " best_epoch, created, started, finished, duration, worker, lease_token)"
                    + " VALUES (1, ?, 1, 'search', 'old', 'completed', ?, 1, TIMESTAMP '2026-01-01"
                    + " 00:00:00', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01"
                    + " 00:00:01', 5, 'w', 1)");
        PreparedStatement value =
            connection.prepareStatement("INSERT INTO trial_value VALUES (1, ?, 0, ?)");
        PreparedStatement parameter =
            connection.prepareStatement(
                "INSERT INTO trial_parameter (study_id, number, place, name, float_value) VALUES"
                    + " (1, ?, 0, 'x', ?)");
        PreparedStatement epoch =
            connection.prepareStatement("INSERT INTO epoch VALUES (1, ?, ?, 0.5)");
        PreparedStatement metric =
            connection.prepareStatement(
                "INSERT INTO epoch_metric VALUES (1, ?, ?, 'validation.loss', ?)")) {
      for (int n = 0; n < TRIALS; n++) {
        execute(trial, n, n);
        execute(value, n, n / 7.0);
        execute(parameter, n, n / 7.0);
        for (int e = 1; e <= 3; e++) {
          execute(epoch, n, e);
          execute(metric, n, e, 1.0 / (n + e));
        }
      }
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      execute(statement, values);
    }
  }

  private static void execute(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }
}
