package dev.nightjar.experiments.storage;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialTimes;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Reads the trials of a study, thousands at a time with one query a table; a database keeps whole
 * results in memory, or worse in a file.
 *
 * <p>Of each lot the trials' own rows are read first: what a finished trial refers to never changes
 * afterwards, so that a search that goes on meanwhile cannot make a finished trial look half
 * stored. Every finished trial is compared with the checksum that was stored with it.
 */
final class TrialLoader {

  private static final int LOT = 2_000;

  /** Of trials that search; those few that do not have an index. */
  private static final String SEARCHED =
      "study_id = :study AND number NOT IN (SELECT number FROM trial WHERE study_id = :study AND role"
          + " IN (<roles>))";

  private final Handle handle;
  private final long studyId;
  private final CurveCodec codec = new CurveCodec();

  /** Names repeat in every row; one copy of each is enough. */
  private final Map<String, String> names = new HashMap<>();

  /** A trial whose rows are coming in. */
  private static final class Building {
    final TrialRow row;
    final TrialTimes times;
    final Optional<String> worker;
    final int losses;
    final Optional<Long> checksum;
    final List<Double> values = new ArrayList<>(1);
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

  private TrialLoader(Handle handle, long studyId) {
    this.handle = handle;
    this.studyId = studyId;
  }

  /**
   * All trials of a study by number.
   *
   * @throws DamageException if a finished trial is not as it was stored, or is missing
   */
  static List<Trial> load(Handle handle, long studyId) {
    List<Trial> trials = new ArrayList<>();
    each(handle, studyId, trials::add);
    return Collections.unmodifiableList(trials);
  }

  /** As {@link #load}, without keeping them all. */
  static void each(Handle handle, long studyId, Consumer<Trial> trials) {
    new TrialLoader(handle, studyId).each(trials);
  }

  /**
   * The trials with the highest numbers, by number.
   *
   * @throws DamageException if a finished one of them is not as it was stored
   */
  static List<Trial> latest(Handle handle, long studyId, int count) {
    return new TrialLoader(handle, studyId).latest(count);
  }

  private List<Trial> latest(int count) {
    long first =
        number(
                "SELECT number FROM trial WHERE study_id = :study ORDER BY study_id DESC, number DESC"
                    + " LIMIT 1 OFFSET "
                    + (count - 1))
            .orElse(0L);
    List<Trial> trials = new ArrayList<>();
    long last = lastNumber();
    for (long from = first; from <= last; from += LOT) {
      lot(Math.toIntExact(from), Math.toIntExact(Math.min(last, from + LOT - 1))).values().stream()
          .map(this::build)
          .forEach(trials::add);
    }
    return Collections.unmodifiableList(trials);
  }

  private void each(Consumer<Trial> trials) {
    // Before the trials: more may finish while these are read, never fewer.
    long outcomes = number("SELECT outcomes FROM study WHERE id = :study").orElse(0L);
    long last = lastNumber();
    long finished = 0;
    CompletableFuture<List<Trial>> lot = CompletableFuture.completedFuture(List.of());
    for (int from = 0; from <= last + LOT; from += LOT) {
      // While one lot is read, trials are made of the one before on another thread.
      Collection<Building> rows = from <= last ? lot(from, from + LOT - 1).values() : List.of();
      for (Trial trial : made(lot)) {
        finished += trial.state().finished() ? 1 : 0;
        trials.accept(trial);
      }
      lot = CompletableFuture.supplyAsync(() -> rows.stream().map(this::build).toList());
    }
    if (finished < outcomes) {
      throw new DamageException(
          "of " + outcomes + " finished trials " + (outcomes - finished) + " are missing");
    }
  }

  private static List<Trial> made(CompletableFuture<List<Trial>> lot) {
    try {
      return lot.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof DamageException damage ? damage : e;
    }
  }

  /**
   * The completed trials that no other one dominates, best first: found by their values alone.
   *
   * @throws DamageException if one of them is not as it was stored
   */
  static List<Trial> front(Handle handle, long studyId) {
    return new TrialLoader(handle, studyId).front();
  }

  private List<Trial> front() {
    List<Criterion> criteria = StudyTable.criteria(handle).getOrDefault(studyId, List.of());
    if (criteria.isEmpty()) {
      return List.of();
    }
    ParetoFront front = new ParetoFront(criteria);
    if (criteria.size() == 1) {
      best(criteria.get(0)).forEach((number, measured) -> front.add(outline(number, measured)));
    } else {
      candidates(front);
    }
    return front.trials().stream().map(Trial::number).flatMap(this::trial).toList();
  }

  /** By one criterion the database itself finds the best, and those that are as good. */
  private Map<Integer, List<Double>> best(Criterion criterion) {
    String best = criterion.goal() == Goal.MINIMIZE ? "MIN" : "MAX";
    Map<Integer, List<Double>> values = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT number, measured FROM trial_value WHERE "
                + SEARCHED
                + " AND measured = (SELECT "
                + best
                + "(measured) FROM trial_value WHERE "
                + SEARCHED
                + ") ORDER BY number")
        .bind("study", studyId)
        .bindList("roles", TrialTable.FINALS)
        .map((rs, context) -> Map.entry(rs.getInt(1), List.of(rs.getDouble(2))))
        .forEach(row -> values.put(row.getKey(), row.getValue()));
    return values;
  }

  private void candidates(ParetoFront front) {
    Set<Integer> finals = Set.copyOf(finalNumbers());
    long last = lastNumber();
    for (int from = 0; from <= last; from += LOT) {
      Map<Integer, List<Double>> values = new LinkedHashMap<>();
      rows(
          "number, measured FROM trial_value",
          "number, place",
          from,
          from + LOT - 1,
          rs -> values.computeIfAbsent(rs.getInt(1), n -> new ArrayList<>(1)).add(rs.getDouble(2)));
      values.keySet().removeAll(finals);
      values.forEach((number, measured) -> front.add(outline(number, measured)));
    }
  }

  /**
   * The trials of a study that do not search, by number.
   *
   * @throws DamageException if one of them is not as it was stored
   */
  static List<Trial> finals(Handle handle, long studyId) {
    TrialLoader loader = new TrialLoader(handle, studyId);
    return loader.finalNumbers().stream().flatMap(loader::trial).toList();
  }

  private List<Integer> finalNumbers() {
    return handle
        .createQuery(
            "SELECT number FROM trial WHERE study_id = :study AND role IN (<roles>) ORDER BY number")
        .bind("study", studyId)
        .bindList("roles", TrialTable.FINALS)
        .mapTo(Integer.class)
        .list();
  }

  private Stream<Trial> trial(int number) {
    return lot(number, number).values().stream().map(this::build);
  }

  /** As much of a completed trial as its place on the front depends on. */
  private static Trial outline(int number, List<Double> values) {
    Outcome outcome = new Outcome.Completed(values, Map.of(), OptionalInt.empty());
    TrialSpec spec = new TrialSpec(number, 1, TrialRole.SEARCH, "", new Configuration(Map.of()), 0);
    return Trial.running(spec, Instant.EPOCH)
        .ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  private long lastNumber() {
    return number("SELECT MAX(number) FROM trial WHERE study_id = :study").orElse(-1L);
  }

  private Optional<Long> number(String sql) {
    return handle
        .createQuery(sql)
        .bind("study", studyId)
        .map(
            (rs, context) -> {
              long number = rs.getLong(1);
              return rs.wasNull() ? Optional.<Long>empty() : Optional.of(number);
            })
        .findOne()
        .flatMap(n -> n);
  }

  private Map<Integer, Building> lot(int from, int to) {
    Map<Integer, Building> trials = new LinkedHashMap<>();
    rows(
        "number, attempt, role, origin, state, seed, parameters, cause, best_epoch, metrics,"
            + " duration, created, started, finished, worker, losses, checksum, repeats FROM trial",
        "number",
        from,
        to,
        rs -> trials.put(rs.getInt(1), building(rs)));
    rows(
        "number, measured FROM trial_value",
        "number, place",
        from,
        to,
        rs -> of(trials, rs, trial -> trial.values.add(rs.getDouble(2))));
    // Before the curves, which a trial has from when on its epochs are no longer there.
    rows(
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

  private void rows(String what, String order, int from, int to, Row row) {
    handle
        .createQuery(
            "SELECT "
                + what
                + " WHERE study_id = :study AND number BETWEEN :from AND :to ORDER BY study_id, "
                + order)
        .bind("study", studyId)
        .bind("from", from)
        .bind("to", to)
        .setFetchSize(LOT)
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
