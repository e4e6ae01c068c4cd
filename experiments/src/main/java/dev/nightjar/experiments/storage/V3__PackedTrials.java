package dev.nightjar.experiments.storage;

import dev.nightjar.search.trial.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Packs the trials of version 1, which had a row a parameter, a metric and an epoch, into the
 * columns that version 2 made, gives them checksums, and drops the tables they were in. Flyway
 * reads the version from the name of the class.
 */
@SuppressWarnings({"checkstyle:TypeName", "ClassNamingConvention"})
final class V3__PackedTrials extends BaseJavaMigration {

  private static final List<String> AFTERWARDS =
      List.of(
          "UPDATE study SET outcomes = (SELECT COUNT(*) FROM trial WHERE trial.study_id = study.id"
              + " AND state IN ('completed', 'pruned', 'failed'))",
          "DROP TABLE epoch_metric",
          "DROP TABLE trial_metric",
          "DROP TABLE trial_parameter");

  private record Key(long study, int number) {}

  @Override
  public void migrate(Context context) {
    // Connection and transaction are Flyway's, so the handle is not closed.
    Handle handle = Jdbi.create(context.getConnection()).open();
    List<Key> trials =
        handle
            .createQuery("SELECT study_id, number FROM trial")
            .map((rs, c) -> new Key(rs.getLong(1), rs.getInt(2)))
            .list();
    for (Key trial : trials) {
      pack(handle, trial);
      sealAttachments(handle, trial);
    }
    AFTERWARDS.forEach(handle::execute);
  }

  private static void pack(Handle handle, Key trial) {
    for (int epoch : epochs(handle, trial)) {
      handle.execute(
          "UPDATE epoch SET metrics = ? WHERE study_id = ? AND number = ? AND epoch = ?",
          RowJson.write(
              numbers(
                  handle,
                  "SELECT metric, measured FROM epoch_metric WHERE epoch = " + epoch,
                  trial)),
          trial.study(),
          trial.number(),
          epoch);
    }
    handle.execute("DELETE FROM epoch_metric WHERE study_id = ? AND number = ?", arguments(trial));
    handle.execute(
        "UPDATE trial SET parameters = ? WHERE study_id = ? AND number = ?",
        RowJson.write(parameters(handle, trial)),
        trial.study(),
        trial.number());
    TrialRow row = row(handle, trial);
    if (!row.state().finished()) {
      return;
    }
    byte[] curve = CurveTable.pack(handle, trial.study(), trial.number());
    handle
        .createUpdate(
            "UPDATE trial SET metrics = :metrics, checksum = :checksum WHERE study_id = :study AND"
                + " number = :number")
        .bind("metrics", row.metrics().orElse(null))
        .bind("checksum", row.checksum(curve))
        .bind("study", trial.study())
        .bind("number", trial.number())
        .execute();
  }

  private static Object[] arguments(Key trial) {
    return new Object[] {trial.study(), trial.number()};
  }

  private static List<Integer> epochs(Handle handle, Key trial) {
    return handle
        .createQuery("SELECT epoch FROM epoch WHERE study_id = :study AND number = :number")
        .bind("study", trial.study())
        .bind("number", trial.number())
        .mapTo(Integer.class)
        .list();
  }

  private static Map<String, Double> numbers(Handle handle, String select, Key trial) {
    Map<String, Double> numbers = new TreeMap<>();
    handle
        .createQuery(
            select
                + (select.contains(" WHERE ") ? " AND" : " WHERE")
                + " study_id = :study AND number = :number")
        .bind("study", trial.study())
        .bind("number", trial.number())
        .map((rs, c) -> Map.entry(rs.getString(1), rs.getDouble(2)))
        .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
    return numbers;
  }

  private static Map<String, Object> parameters(Handle handle, Key trial) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT name, float_value, int_value, text_value, truth_value FROM trial_parameter"
                + " WHERE study_id = :study AND number = :number ORDER BY place")
        .bind("study", trial.study())
        .bind("number", trial.number())
        .map((rs, c) -> Map.entry(rs.getString(1), value(rs)))
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
    return parameters;
  }

  /** The one of the four typed columns that is not null. */
  private static Object value(ResultSet rs) throws SQLException {
    double number = rs.getDouble(2);
    if (!rs.wasNull()) {
      return number;
    }
    long whole = rs.getLong(3);
    if (!rs.wasNull()) {
      return whole;
    }
    String text = rs.getString(4);
    return text == null ? (Object) rs.getBoolean(5) : text;
  }

  private static TrialRow row(Handle handle, Key trial) {
    List<Double> values = new ArrayList<>();
    handle
        .createQuery(
            "SELECT measured FROM trial_value WHERE study_id = :study AND number = :number ORDER BY"
                + " place")
        .bind("study", trial.study())
        .bind("number", trial.number())
        .mapTo(Double.class)
        .forEach(values::add);
    Map<String, Double> metrics =
        numbers(handle, "SELECT metric, measured FROM trial_metric", trial);
    return handle
        .createQuery(
            "SELECT attempt, role, origin, state, seed, parameters, cause, best_epoch, duration FROM"
                + " trial WHERE study_id = :study AND number = :number")
        .bind("study", trial.study())
        .bind("number", trial.number())
        .map(
            (rs, c) -> {
              TrialState state = TrialTable.state(rs.getString(4));
              int best = rs.getInt(8);
              return new TrialRow(
                  trial.number(),
                  rs.getInt(1),
                  TrialTable.role(rs.getString(2)),
                  OptionalInt.empty(),
                  rs.getString(3),
                  state,
                  rs.getLong(5),
                  rs.getString(6),
                  Optional.ofNullable(rs.getString(7)),
                  rs.getObject(8) == null ? OptionalInt.empty() : OptionalInt.of(best),
                  state == TrialState.COMPLETED
                      ? Optional.of(RowJson.write(metrics))
                      : Optional.empty(),
                  values,
                  Duration.ofNanos(rs.getLong(9)));
            })
        .one();
  }

  private static void sealAttachments(Handle handle, Key trial) {
    for (String name : AttachmentTable.names(handle, trial.study(), trial.number())) {
      AttachmentTable.seal(handle, trial.study(), trial.number(), name);
    }
  }
}
