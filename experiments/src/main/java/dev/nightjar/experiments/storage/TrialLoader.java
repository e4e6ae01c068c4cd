package dev.nightjar.experiments.storage;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Reads the trials of a study with one query a table, whatever their number.
 *
 * <p>The trials' own rows are read first: what a finished trial refers to never changes afterwards,
 * so that a search that goes on meanwhile cannot make a finished trial look half stored.
 */
final class TrialLoader {

  private final Handle handle;
  private final long studyId;
  private final Map<Integer, Building> trials = new LinkedHashMap<>();

  /** Names repeat in every row; one copy of each is enough. */
  private final Map<String, String> names = new HashMap<>();

  /** A trial whose rows are coming in. */
  private static final class Building {
    int attempt;
    TrialRole role = TrialRole.SEARCH;
    String origin = "";
    TrialState state = TrialState.WAITING;
    long seed;
    String cause = "";
    OptionalInt bestEpoch = OptionalInt.empty();
    TrialTimes times = TrialTimes.startedAt(Instant.EPOCH);
    Optional<String> worker = Optional.empty();
    final Map<String, Object> parameters = new LinkedHashMap<>();
    final List<Double> values = new ArrayList<>();
    final Map<String, Double> metrics = new TreeMap<>();
    final Map<Integer, Epoch> epochs = new TreeMap<>();

    Trial build(int number) {
      List<EpochReport> reports = new ArrayList<>(epochs.size());
      epochs.forEach(
          (epoch, report) -> reports.add(new EpochReport(epoch, report.metrics, report.seconds)));
      return new Trial(
          new TrialSpec(number, attempt, role, origin, new Configuration(parameters), seed),
          state,
          reports,
          outcome(),
          times,
          worker);
    }

    private Optional<Outcome> outcome() {
      return switch (state) {
        case WAITING, RUNNING -> Optional.empty();
        case COMPLETED -> Optional.of(new Outcome.Completed(values, metrics, bestEpoch));
        case PRUNED -> Optional.of(new Outcome.Pruned(cause));
        case FAILED -> Optional.of(new Outcome.Failed(cause));
      };
    }
  }

  private static final class Epoch {
    final double seconds;
    final Map<String, Double> metrics = new HashMap<>();

    Epoch(double seconds) {
      this.seconds = seconds;
    }
  }

  /** Takes in one row of a result. */
  @FunctionalInterface
  private interface Row {
    void take(ResultSet rs) throws SQLException;
  }

  private TrialLoader(Handle handle, long studyId) {
    this.handle = handle;
    this.studyId = studyId;
  }

  /** All trials of a study by number. */
  static List<Trial> load(Handle handle, long studyId) {
    return new TrialLoader(handle, studyId).load();
  }

  /** The configuration of one trial. */
  static Configuration configuration(Handle handle, long studyId, int number) {
    Map<String, Object> values = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT name, float_value, int_value, text_value, truth_value FROM trial_parameter"
                + " WHERE study_id = :study AND number = :number ORDER BY place")
        .bind("study", studyId)
        .bind("number", number)
        .scanResultSet(
            (rows, context) -> {
              ResultSet rs = rows.get();
              while (rs.next()) {
                values.put(rs.getString(1), value(rs, 2));
              }
              return values;
            });
    return new Configuration(values);
  }

  private List<Trial> load() {
    loadTrials();
    each(
        "SELECT number, name, float_value, int_value, text_value, truth_value FROM trial_parameter"
            + " WHERE study_id = :study ORDER BY study_id, number, place",
        rs -> {
          Building trial = trials.get(rs.getInt(1));
          if (trial != null) {
            trial.parameters.put(name(rs.getString(2)), value(rs, 3));
          }
        });
    each(
        "SELECT number, measured FROM trial_value WHERE study_id = :study ORDER BY study_id,"
            + " number, place",
        rs -> {
          Building trial = trials.get(rs.getInt(1));
          if (trial != null) {
            trial.values.add(rs.getDouble(2));
          }
        });
    each(
        "SELECT number, metric, measured FROM trial_metric WHERE study_id = :study",
        rs -> {
          Building trial = trials.get(rs.getInt(1));
          if (trial != null) {
            trial.metrics.put(name(rs.getString(2)), rs.getDouble(3));
          }
        });
    each(
        "SELECT number, epoch, seconds FROM epoch WHERE study_id = :study",
        rs -> {
          Building trial = trials.get(rs.getInt(1));
          if (trial != null) {
            trial.epochs.put(rs.getInt(2), new Epoch(rs.getDouble(3)));
          }
        });
    each(
        "SELECT number, epoch, metric, measured FROM epoch_metric WHERE study_id = :study",
        rs -> {
          Building trial = trials.get(rs.getInt(1));
          Epoch epoch = trial == null ? null : trial.epochs.get(rs.getInt(2));
          if (epoch != null) {
            epoch.metrics.put(name(rs.getString(3)), rs.getDouble(4));
          }
        });
    List<Trial> built = new ArrayList<>(trials.size());
    trials.forEach((number, trial) -> built.add(trial.build(number)));
    return List.copyOf(built);
  }

  private void loadTrials() {
    each(
        "SELECT number, attempt, role, origin, state, seed, cause, best_epoch, created, started,"
            + " finished, duration, worker FROM trial WHERE study_id = :study ORDER BY study_id,"
            + " number",
        rs -> {
          Building trial = new Building();
          trial.attempt = rs.getInt(2);
          trial.role = TrialTable.role(rs.getString(3));
          trial.origin = name(rs.getString(4));
          trial.state = TrialTable.state(rs.getString(5));
          trial.seed = rs.getLong(6);
          trial.cause = Optional.ofNullable(rs.getString(7)).orElse("");
          int best = rs.getInt(8);
          trial.bestEpoch = rs.wasNull() ? OptionalInt.empty() : OptionalInt.of(best);
          trial.times =
              new TrialTimes(
                  instant(rs, 9).orElseThrow(),
                  instant(rs, 10),
                  instant(rs, 11),
                  Duration.ofNanos(rs.getLong(12)));
          trial.worker = Optional.ofNullable(rs.getString(13));
          trials.put(rs.getInt(1), trial);
        });
  }

  private void each(String sql, Row row) {
    handle
        .createQuery(sql)
        .bind("study", studyId)
        .setFetchSize(10_000)
        .scanResultSet(
            (rows, context) -> {
              ResultSet rs = rows.get();
              int n = 0;
              for (; rs.next(); n++) {
                row.take(rs);
              }
              return n;
            });
  }

  private static Optional<Instant> instant(ResultSet rs, int column) throws SQLException {
    return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** The one of four columns, from this one on, that is not null. */
  private static Object value(ResultSet rs, int column) throws SQLException {
    double number = rs.getDouble(column);
    if (!rs.wasNull()) {
      return number;
    }
    long whole = rs.getLong(column + 1);
    if (!rs.wasNull()) {
      return whole;
    }
    String text = rs.getString(column + 2);
    return text == null ? (Object) rs.getBoolean(column + 3) : text;
  }

  private String name(String text) {
    return names.computeIfAbsent(text, t -> t);
  }
}
