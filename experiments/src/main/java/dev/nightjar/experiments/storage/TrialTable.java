package dev.nightjar.experiments.storage;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.storage.StaleTrialException;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How trials start, report and end. {@link TrialLoader} reads them. */
final class TrialTable {

  /** The roles of trials that do not search. */
  static final List<String> FINALS =
      Arrays.stream(TrialRole.values())
          .filter(role -> role != TrialRole.SEARCH)
          .map(TrialTable::label)
          .toList();

  /**
   * The condition that a row is of a study's trials that search, with {@code :study} and {@code
   * <roles>}, which are {@link #FINALS}: those few that do not have an index.
   */
  static final String SEARCHED =
      "study_id = :study AND number NOT IN (SELECT number FROM trial WHERE study_id = :study AND role"
          + " IN (<roles>))";

  private TrialTable() {}

  /** What decides whether a trial may be changed. */
  private record Stored(
      int attempt,
      TrialState state,
      TrialRole role,
      OptionalInt repeats,
      long seed,
      long token,
      Optional<String> worker,
      int losses) {

    /** How often it was lost if it is started once more as it stands. */
    int lossesWhenStarted() {
      return losses + (state == TrialState.RUNNING && worker.isPresent() ? 1 : 0);
    }
  }

  private static Optional<Stored> stored(Handle handle, long studyId, int number) {
    return handle
        .createQuery(
            "SELECT attempt, state, role, repeats, seed, lease_token, worker, losses FROM trial WHERE"
                + " study_id = :study AND number = :number")
        .bind("study", studyId)
        .bind("number", number)
        .map(
            (rs, context) ->
                new Stored(
                    rs.getInt("attempt"),
                    state(rs.getString("state")),
                    role(rs.getString("role")),
                    repeats(rs, "repeats"),
                    rs.getLong("seed"),
                    rs.getLong("lease_token"),
                    Optional.ofNullable(rs.getString("worker")),
                    rs.getInt("losses")))
        .findOne();
  }

  static TrialState state(String label) {
    return TrialState.valueOf(label.toUpperCase(Locale.ROOT));
  }

  static TrialRole role(String label) {
    return TrialRole.valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The search trial that a finalist repeats, of which others have null. */
  static OptionalInt repeats(ResultSet rs, String column) throws SQLException {
    int number = rs.getInt(column);
    return rs.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }

  static void start(Handle handle, StudyLease lease, TrialSpec spec, boolean again) {
    LeaseTable.lockHeld(handle, lease);
    Optional<Stored> found = stored(handle, lease.studyId(), spec.number());
    if (found.isEmpty()) {
      insert(handle, lease, spec);
      return;
    }
    Stored old = found.get();
    if (again
        && old.state() == TrialState.RUNNING
        && old.attempt() == spec.attempt()
        && old.token() == lease.token()) {
      return; // The try before went through.
    }
    if (old.state().finished()) {
      throw new StorageException(
          "trial " + spec.number() + " has " + old.state().label() + "; it never runs again");
    }
    if (spec.attempt() <= old.attempt()) {
      throw new StorageException(
          "trial "
              + spec.number()
              + " is stored with attempt "
              + old.attempt()
              + ", so attempt "
              + spec.attempt()
              + " cannot start");
    }
    if (old.seed() != spec.seed()
        || old.role() != spec.role()
        || !old.repeats().equals(spec.repeats())
        || !configuration(handle, lease.studyId(), spec.number()).equals(spec.configuration())) {
      throw new StorageException(
          "trial "
              + spec.number()
              + " is stored with another configuration, seed or role; an attempt keeps them");
    }
    dropEpochs(handle, lease.studyId(), spec.number());
    handle
        .createUpdate(
            "UPDATE trial SET attempt = :attempt, state = 'running', started = CURRENT_TIMESTAMP,"
                + " worker = NULL, losses = :losses, lease_holder = :holder, lease_token = :token"
                + " WHERE study_id = :study AND number = :number")
        .bind("attempt", spec.attempt())
        .bind("losses", old.lossesWhenStarted())
        .bind("holder", lease.holder())
        .bind("token", lease.token())
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .execute();
  }

  static void adopt(Handle handle, StudyLease lease, TrialSpec spec) {
    LeaseTable.lockHeld(handle, lease);
    int adopted =
        handle
            .createUpdate(
                "UPDATE trial SET lease_holder = :holder, lease_token = :token WHERE study_id = :study"
                    + " AND number = :number AND attempt = :attempt AND state = 'running'")
            .bind("holder", lease.holder())
            .bind("token", lease.token())
            .bind("study", lease.studyId())
            .bind("number", spec.number())
            .bind("attempt", spec.attempt())
            .execute();
    if (adopted == 0) {
      throw new StaleTrialException(spec.number(), spec.attempt());
    }
  }

  private static Configuration configuration(Handle handle, long study, int number) {
    return new Configuration(
        RowJson.parameters(
            handle
                .createQuery(
                    "SELECT parameters FROM trial WHERE study_id = :study AND number = :number")
                .bind("study", study)
                .bind("number", number)
                .mapTo(String.class)
                .one()));
  }

  private static void insert(Handle handle, StudyLease lease, TrialSpec spec) {
    handle
        .createUpdate(
            "INSERT INTO trial (study_id, number, attempt, role, repeats, origin, state, seed,"
                + " parameters, created, started, duration, lease_holder, lease_token) VALUES"
                + " (:study, :number, :attempt, :role, :repeats, :origin, 'running', :seed,"
                + " :parameters, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0, :holder, :token)")
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .bind("attempt", spec.attempt())
        .bind("role", label(spec.role()))
        .bind(
            "repeats",
            spec.repeats().isPresent() ? Integer.valueOf(spec.repeats().getAsInt()) : null)
        .bind("origin", StoredText.of(spec.origin()))
        .bind("seed", spec.seed())
        .bind("parameters", RowJson.write(spec.configuration().values()))
        .bind("holder", lease.holder())
        .bind("token", lease.token())
        .execute();
  }

  static String label(TrialRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** Locks the study; false if this attempt is not running under this lease. */
  private static boolean runs(
      LeaseTable.Stored study, Stored trial, StudyLease lease, TrialSpec s) {
    return study.is(lease)
        && trial.state() == TrialState.RUNNING
        && trial.attempt() == s.attempt()
        && trial.token() == lease.token();
  }

  private static Stored requireRunning(
      LeaseTable.Stored study, Optional<Stored> trial, StudyLease lease, TrialSpec spec) {
    return trial
        .filter(t -> runs(study, t, lease, spec))
        .orElseThrow(() -> new StaleTrialException(spec.number(), spec.attempt()));
  }

  static void began(Handle handle, StudyLease lease, TrialSpec spec, String worker) {
    long study = lease.studyId();
    requireRunning(
        LeaseTable.lock(handle, study), stored(handle, study, spec.number()), lease, spec);
    nameWorker(handle, study, spec.number(), worker);
  }

  private static void nameWorker(Handle handle, long study, int number, String worker) {
    handle.execute(
        "UPDATE trial SET worker = ? WHERE study_id = ? AND number = ?", worker, study, number);
  }

  static void report(
      Handle handle, StudyLease lease, TrialSpec spec, EpochReport report, String worker) {
    long study = lease.studyId();
    LeaseTable.Stored holder = LeaseTable.lock(handle, study);
    Optional<Stored> trial = stored(handle, study, spec.number());
    requireRunning(holder, trial, lease, spec);
    handle.execute(
        "DELETE FROM epoch WHERE study_id = ? AND number = ? AND epoch = ?",
        study,
        spec.number(),
        report.epoch());
    handle.execute(
        "INSERT INTO epoch (study_id, number, epoch, seconds, metrics) VALUES (?, ?, ?, ?, ?)",
        study,
        spec.number(),
        report.epoch(),
        report.seconds(),
        RowJson.write(report.metrics()));
    if (!trial.flatMap(Stored::worker).equals(Optional.of(worker))) {
      nameWorker(handle, study, spec.number(), worker);
    }
  }

  /**
   * Ends a trial.
   *
   * @return how many of the study's trials have ended
   */
  static long finish(
      Handle handle,
      StudyLease lease,
      TrialSpec spec,
      Outcome outcome,
      Duration duration,
      String worker,
      List<Attachment> attachments,
      boolean again) {
    long study = lease.studyId();
    LeaseTable.Stored holder = LeaseTable.lock(handle, study);
    Optional<Stored> trial = stored(handle, study, spec.number());
    if (again
        && trial
            .filter(
                t ->
                    t.state() == outcome.state()
                        && t.attempt() == spec.attempt()
                        && t.token() == lease.token())
            .isPresent()) {
      return outcomes(handle, study); // The try before went through.
    }
    requireRunning(holder, trial, lease, spec);
    if (outcome instanceof Outcome.Completed completed) {
      insertValues(handle, study, spec.number(), completed.values());
    }
    AttachmentTable.insert(handle, study, spec.number(), attachments);
    byte[] curve = CurveTable.pack(handle, study, spec.number());
    TrialRow row = TrialRow.finished(handle, study, spec, outcome, duration);
    handle
        .createUpdate(
            "UPDATE trial SET state = :state, cause = :cause, best_epoch = :best, metrics ="
                + " :metrics, finished = CURRENT_TIMESTAMP, duration = :duration, worker = :worker,"
                + " checksum = :checksum WHERE study_id = :study AND number = :number")
        .bind("state", outcome.state().label())
        .bind("cause", row.cause().orElse(null))
        .bind(
            "best",
            row.bestEpoch().isPresent() ? Integer.valueOf(row.bestEpoch().getAsInt()) : null)
        .bind("metrics", row.metrics().orElse(null))
        .bind("duration", duration.toNanos())
        .bind("worker", worker)
        .bind("checksum", row.checksum(curve))
        .bind("study", study)
        .bind("number", spec.number())
        .execute();
    handle.execute("UPDATE study SET outcomes = outcomes + 1 WHERE id = ?", study);
    return outcomes(handle, study);
  }

  private static long outcomes(Handle handle, long study) {
    return handle
        .createQuery("SELECT outcomes FROM study WHERE id = :study")
        .bind("study", study)
        .mapTo(long.class)
        .one();
  }

  private static void insertValues(Handle handle, long study, int number, List<Double> measured) {
    int criteria =
        handle
            .createQuery("SELECT COUNT(*) FROM study_criterion WHERE study_id = :study")
            .bind("study", study)
            .mapTo(int.class)
            .one();
    if (measured.size() != criteria) {
      throw new StorageException(
          "trial " + number + " has " + measured.size() + " values for " + criteria + " criteria");
    }
    PreparedBatch values =
        handle.prepareBatch(
            "INSERT INTO trial_value (study_id, number, place, measured) VALUES (?, ?, ?, ?)");
    for (int i = 0; i < criteria; i++) {
      values.bind(0, study).bind(1, number).bind(2, i).bind(3, measured.get(i)).add();
    }
    values.execute();
  }

  static void requeue(Handle handle, StudyLease lease, TrialSpec spec, boolean again) {
    long study = lease.studyId();
    LeaseTable.Stored holder = LeaseTable.lock(handle, study);
    Optional<Stored> trial = stored(handle, study, spec.number());
    if (again
        && trial
            .filter(
                t ->
                    t.state() == TrialState.WAITING
                        && t.attempt() == spec.attempt()
                        && t.token() == lease.token())
            .isPresent()) {
      return; // The try before went through.
    }
    requireRunning(holder, trial, lease, spec);
    dropEpochs(handle, study, spec.number());
    handle.execute(
        "UPDATE trial SET state = 'waiting', worker = NULL WHERE study_id = ? AND number = ?",
        study,
        spec.number());
  }

  private static void dropEpochs(Handle handle, long study, int number) {
    handle.execute("DELETE FROM epoch WHERE study_id = ? AND number = ?", study, number);
  }

  /**
   * Requires that a trial exists.
   *
   * @throws StorageException if it does not
   */
  static void require(Handle handle, long studyId, int number) {
    if (stored(handle, studyId, number).isEmpty()) {
      throw new StorageException("there is no trial " + number + " to store something of");
    }
  }
}
