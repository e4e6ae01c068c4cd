package dev.nightjar.experiments.storage;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialTimes;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Reads the trials of a study by ranges of their numbers, with one query a table. Several threads
 * may read, each with a handle of its own.
 *
 * <p>The trials' own rows are read first: what a finished trial refers to never changes afterwards,
 * so that a search that goes on meanwhile cannot make a finished trial look half stored. Every
 * finished trial is compared with the checksum that was stored with it.
 */
final class TrialLots {

  private final long studyId;
  private final CurveCodec codec = new CurveCodec();

  /** Names repeat in every row; one copy of each is enough. */
  private final Map<String, String> names = new ConcurrentHashMap<>();

  /** A trial whose rows are coming in. */
  private static final class Building {
    final TrialRow row;
    final TrialTimes times;
    final Optional<String> worker;
    final int losses;
    final Optional<Long> checksum;
    List<Double> values = List.of();
    final List<EpochReport> reported = new ArrayList<>(0);
    byte[] curve = new byte[0];

    Building(
        TrialRow row,
        TrialTimes times,
        Optional<String> worker,
        int losses,
        Optional<Long> checksum) {
      this.row = row;
      this.times = times;
      this.worker = worker;
      this.losses = losses;
      this.checksum = checksum;
    }
  }

  /** Takes in one row of a result. */
  @FunctionalInterface
  private interface Row {
    void take(ResultSet rs) throws SQLException;
  }

  /** The trials of a study. */
  TrialLots(long studyId) {
    this.studyId = studyId;
  }

  /**
   * The trials with these numbers that there are, by number.
   *
   * @param to the last one
   * @throws DamageException if a finished one of them is not as it was stored
   */
  List<Trial> read(Handle handle, int from, int to) {
    return rows(handle, from, to).values().stream().map(this::build).toList();
  }

  /**
   * The values of the criteria of these trials, in the criteria's order, by the trials' numbers.
   *
   * @param to the last number
   */
  Map<Integer, List<Double>> values(Handle handle, int from, int to) {
    Map<Integer, List<Double>> values = new LinkedHashMap<>();
    rows(
        handle,
        "number, measured FROM trial_value",
        "number, place",
        from,
        to,
        rs -> values.computeIfAbsent(rs.getInt(1), n -> new ArrayList<>(1)).add(rs.getDouble(2)));
    return values;
  }

  private Map<Integer, Building> rows(Handle handle, int from, int to) {
    Map<Integer, Building> trials = new LinkedHashMap<>();
    rows(
        handle,
        "number, attempt, role, origin, state, seed, parameters, cause, best_epoch, metrics,"
            + " duration, created, started, finished, worker, losses, checksum, repeats FROM trial",
        "number",
        from,
        to,
        rs -> trials.put(rs.getInt(1), building(rs)));
    values(handle, from, to)
        .forEach(
            (number, measured) ->
                Optional.ofNullable(trials.get(number)).ifPresent(t -> t.values = measured));
    // Before the curves, which a trial has from when on its epochs are no longer there.
    rows(
        handle,
        "number, epoch, metrics, seconds FROM epoch",
        "number, epoch",
        from,
        to,
        rs ->
            of(
                trials,
                rs,
                trial ->
                    trial.reported.add(
                        new EpochReport(
                            rs.getInt(2), RowJson.numbers(rs.getString(3)), rs.getDouble(4)))));
    rows(
        handle,
        "number, content FROM curve",
        "number, part",
        from,
        to,
        rs -> of(trials, rs, trial -> trial.curve = joined(trial.curve, rs.getBytes(2))));
    return trials;
  }

  /** Does something with the trial a row belongs to, unless it began after the others were read. */
  private static void of(Map<Integer, Building> trials, ResultSet rs, Taking taking)
      throws SQLException {
    Building trial = trials.get(rs.getInt(1));
    if (trial != null) {
      taking.take(trial);
    }
  }

  @FunctionalInterface
  private interface Taking {
    void take(Building trial) throws SQLException;
  }

  private static byte[] joined(byte[] first, byte[] next) {
    if (first.length == 0) {
      return next;
    }
    ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + next.length);
    both.writeBytes(first);
    both.writeBytes(next);
    return both.toByteArray();
  }

  private Building building(ResultSet rs) throws SQLException {
    int best = rs.getInt(9);
    OptionalInt bestEpoch = rs.wasNull() ? OptionalInt.empty() : OptionalInt.of(best);
    TrialRow row =
        new TrialRow(
            rs.getInt(1),
            rs.getInt(2),
            TrialTable.role(rs.getString(3)),
            TrialTable.repeats(rs, "repeats"),
            name(rs.getString(4)),
            TrialTable.state(rs.getString(5)),
            rs.getLong(6),
            rs.getString(7),
            Optional.ofNullable(rs.getString(8)),
            bestEpoch,
            Optional.ofNullable(rs.getString(10)),
            List.of(),
            Duration.ofNanos(rs.getLong(11)));
    TrialTimes times =
        new TrialTimes(
            instant(rs, 12).orElseThrow(), instant(rs, 13), instant(rs, 14), row.duration());
    return new Building(
        row,
        times,
        Optional.ofNullable(rs.getString(15)).map(this::name),
        rs.getInt(16),
        Optional.ofNullable(rs.getObject(17, Long.class)));
  }

  private Trial build(Building trial) {
    TrialRow row = trial.row.with(trial.values);
    if (row.state().finished() && !trial.checksum.equals(Optional.of(row.checksum(trial.curve)))) {
      throw new DamageException("trial " + row.number() + " is not as it was stored");
    }
    TrialSpec spec =
        new TrialSpec(
            row.number(),
            row.attempt(),
            row.role(),
            row.origin(),
            new Configuration(RowJson.parameters(row.parameters())),
            row.seed(),
            row.repeats());
    return new Trial(
        spec,
        row.state(),
        trial.curve.length > 0 ? codec.lazily(trial.curve) : trial.reported,
        outcome(row),
        trial.times,
        trial.worker,
        trial.losses);
  }

  private static Optional<Outcome> outcome(TrialRow row) {
    return switch (row.state()) {
      case WAITING, RUNNING -> Optional.empty();
      case COMPLETED ->
          Optional.of(
              new Outcome.Completed(
                  row.values(),
                  row.metrics().map(RowJson::numbers).orElse(Map.of()),
                  row.bestEpoch()));
      case PRUNED -> Optional.of(new Outcome.Pruned(row.cause().orElse("")));
      case FAILED -> Optional.of(new Outcome.Failed(row.cause().orElse("")));
    };
  }

  private void rows(Handle handle, String what, String order, int from, int to, Row row) {
    handle
        .createQuery(
            "SELECT "
                + what
                + " WHERE study_id = :study AND number BETWEEN :from AND :to ORDER BY study_id, "
                + order)
        .bind("study", studyId)
        .bind("from", from)
        .bind("to", to)
        .setFetchSize(to - from + 1)
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

  private String name(String text) {
    return names.computeIfAbsent(text, t -> t);
  }
}
