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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** How trials start, report and end. {@link TrialLoader} reads them. */
final class TrialTable {

  private TrialTable() {}

  /** What decides whether a trial may be changed. */
  private record Stored(int attempt, TrialState state, TrialRole role, long seed, long token) {}

  private static Optional<Stored> stored(Handle handle, long studyId, int number) {
    return handle
        .createQuery(
            "SELECT attempt, state, role, seed, lease_token FROM trial WHERE study_id = :study AND"
                + " number = :number")
        .bind("study", studyId)
        .bind("number", number)
        .map(
            (rs, context) ->
                new Stored(
                    rs.getInt("attempt"),
                    state(rs.getString("state")),
                    role(rs.getString("role")),
                    rs.getLong("seed"),
                    rs.getLong("lease_token")))
        .findOne();
  }

  static TrialState state(String label) {
    return TrialState.valueOf(label.toUpperCase(Locale.ROOT));
  }

  static TrialRole role(String label) {
    return TrialRole.valueOf(label.toUpperCase(Locale.ROOT));
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
        || !TrialLoader.configuration(handle, lease.studyId(), spec.number())
            .equals(spec.configuration())) {
      throw new StorageException(
          "trial "
              + spec.number()
              + " is stored with another configuration, seed or role; an attempt keeps them");
    }
    dropEpochs(handle, lease.studyId(), spec.number());
    handle
        .createUpdate(
            "UPDATE trial SET attempt = :attempt, state = 'running', started = CURRENT_TIMESTAMP,"
                + " worker = NULL, lease_holder = :holder, lease_token = :token WHERE study_id ="
                + " :study AND number = :number")
        .bind("attempt", spec.attempt())
        .bind("holder", lease.holder())
        .bind("token", lease.token())
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .execute();
  }

  private static void insert(Handle handle, StudyLease lease, TrialSpec spec) {
    handle
        .createUpdate(
            "INSERT INTO trial (study_id, number, attempt, role, origin, state, seed, created,"
                + " started, duration, lease_holder, lease_token) VALUES (:study, :number,"
                + " :attempt, :role, :origin, 'running', :seed, CURRENT_TIMESTAMP,"
                + " CURRENT_TIMESTAMP, 0, :holder, :token)")
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .bind("attempt", spec.attempt())
        .bind("role", spec.role().name().toLowerCase(Locale.ROOT))
        .bind("origin", spec.origin())
        .bind("seed", spec.seed())
        .bind("holder", lease.holder())
        .bind("token", lease.token())
        .execute();
    insertParameters(handle, lease.studyId(), spec.number(), spec.configuration());
  }

  private static void insertParameters(
      Handle handle, long studyId, int number, Configuration configuration) {
    if (configuration.values().isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO trial_parameter (study_id, number, place, name, float_value, int_value,"
                + " text_value, truth_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    int place = 0;
    for (Map.Entry<String, Object> entry : configuration.values().entrySet()) {
      Object value = entry.getValue();
      batch
          .bind(0, studyId)
          .bind(1, number)
          .bind(2, place++)
          .bind(3, entry.getKey())
          .bind(4, value instanceof Double v ? v : null)
          .bind(5, value instanceof Long v ? v : null)
          .bind(6, value instanceof String v ? v : null)
          .bind(7, value instanceof Boolean v ? v : null)
          .add();
    }
    batch.execute();
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

  static void report(
      Handle handle, StudyLease lease, TrialSpec spec, EpochReport report, String worker) {
    long study = lease.studyId();
    requireRunning(
        LeaseTable.lock(handle, study), stored(handle, study, spec.number()), lease, spec);
    handle.execute(
        "DELETE FROM epoch_metric WHERE study_id = ? AND number = ? AND epoch = ?",
        study,
        spec.number(),
        report.epoch());
    handle.execute(
        "DELETE FROM epoch WHERE study_id = ? AND number = ? AND epoch = ?",
        study,
        spec.number(),
        report.epoch());
    handle.execute(
        "INSERT INTO epoch (study_id, number, epoch, seconds) VALUES (?, ?, ?, ?)",
        study,
        spec.number(),
        report.epoch(),
        report.seconds());
    if (!report.metrics().isEmpty()) {
      PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO epoch_metric (study_id, number, epoch, metric, measured) VALUES (?, ?,"
                  + " ?, ?, ?)");
      report
          .metrics()
          .forEach(
              (metric, value) ->
                  batch
                      .bind(0, study)
                      .bind(1, spec.number())
                      .bind(2, report.epoch())
                      .bind(3, metric)
                      .bind(4, value)
                      .add());
      batch.execute();
    }
    handle.execute(
        "UPDATE trial SET worker = ? WHERE study_id = ? AND number = ? AND (worker IS NULL OR"
            + " worker <> ?)",
        worker,
        study,
        spec.number(),
        worker);
  }

  static void finish(
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
      return; // The try before went through.
    }
    requireRunning(holder, trial, lease, spec);
    Optional<String> cause = Optional.empty();
    OptionalInt bestEpoch = OptionalInt.empty();
    if (outcome instanceof Outcome.Completed completed) {
      bestEpoch = completed.bestEpoch();
      insertCompleted(handle, study, spec.number(), completed);
    } else if (outcome instanceof Outcome.Pruned pruned) {
      cause = Optional.of(pruned.reason());
    } else if (outcome instanceof Outcome.Failed failed) {
      cause = Optional.of(failed.cause());
    }
    AttachmentTable.insert(handle, study, spec.number(), attachments);
    Update update =
        handle.createUpdate(
            "UPDATE trial SET state = :state, cause = :cause, best_epoch = :best, finished ="
                + " CURRENT_TIMESTAMP, duration = :duration, worker = :worker WHERE study_id ="
                + " :study AND number = :number");
    update
        .bind("state", outcome.state().label())
        .bind("cause", cause.orElse(null))
        .bind("best", bestEpoch.isPresent() ? Integer.valueOf(bestEpoch.getAsInt()) : null)
        .bind("duration", duration.toNanos())
        .bind("worker", worker)
        .bind("study", study)
        .bind("number", spec.number())
        .execute();
  }

  private static void insertCompleted(
      Handle handle, long study, int number, Outcome.Completed completed) {
    int criteria =
        handle
            .createQuery("SELECT COUNT(*) FROM study_criterion WHERE study_id = :study")
            .bind("study", study)
            .mapTo(int.class)
            .one();
    if (completed.values().size() != criteria) {
      throw new StorageException(
          "trial "
              + number
              + " has "
              + completed.values().size()
              + " values for "
              + criteria
              + " criteria");
    }
    PreparedBatch values =
        handle.prepareBatch(
            "INSERT INTO trial_value (study_id, number, place, measured) VALUES (?, ?, ?, ?)");
    for (int i = 0; i < criteria; i++) {
      values.bind(0, study).bind(1, number).bind(2, i).bind(3, completed.values().get(i)).add();
    }
    values.execute();
    MetricRows.insert(handle, "trial_metric", study, number, completed.metrics());
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
    handle.execute("DELETE FROM epoch_metric WHERE study_id = ? AND number = ?", study, number);
    handle.execute("DELETE FROM epoch WHERE study_id = ? AND number = ?", study, number);
  }

  /**
   * Requires that a trial exists.
   *
   * @throws StorageException if it does not
   */
  static void require(Handle handle, long studyId, int number) {
    if (stored(handle, studyId, number).isEmpty()) {
      throw new StorageException("there is no trial " + number + " to store a score of");
    }
  }
}
