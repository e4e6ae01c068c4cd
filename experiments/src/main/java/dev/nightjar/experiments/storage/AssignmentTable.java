package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.cluster.Assignment;
import dev.nightjar.experiments.cluster.AssignmentState;
import dev.nightjar.experiments.cluster.QueueState;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The queue of a shared study, for who runs the study. {@link ClaimTable} is the other side. */
final class AssignmentTable {

  /** A row, if it is of this very attempt. */
  private static final String ATTEMPT =
      " WHERE study_id = :study AND number = :number AND attempt = :attempt";

  private AssignmentTable() {}

  static String label(AssignmentState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static AssignmentState state(String label) {
    return AssignmentState.valueOf(label.toUpperCase(Locale.ROOT));
  }

  static Decision decision(ResultSet rs) throws SQLException {
    return Optional.ofNullable(rs.getString("stop_reason"))
        .map(reason -> (Decision) new Decision.Stop(reason))
        .orElse(Decision.CONTINUE);
  }

  static QueueState read(Handle handle, long study) {
    int slots =
        handle
            .createQuery(
                "SELECT COALESCE(SUM(slots), 0) FROM host WHERE study_id = :study AND attends_to >="
                    + " CURRENT_TIMESTAMP")
            .bind("study", study)
            .mapTo(int.class)
            .one();
    List<Assignment> assignments =
        handle
            .createQuery(
                "SELECT number, attempt, state, host, worker, claim_end, COALESCE(claim_end <"
                    + " CURRENT_TIMESTAMP, FALSE) AS expired, last_epoch, judged_epoch, stop_reason"
                    + " FROM assignment WHERE study_id = :study ORDER BY number")
            .bind("study", study)
            .map((rs, context) -> assignment(rs))
            .list();
    return new QueueState(slots, assignments);
  }

  private static Assignment assignment(ResultSet rs) throws SQLException {
    return new Assignment(
        rs.getInt("number"),
        rs.getInt("attempt"),
        state(rs.getString("state")),
        Optional.ofNullable(rs.getString("host")),
        Optional.ofNullable(rs.getString("worker")),
        Optional.ofNullable(rs.getObject("claim_end", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        rs.getBoolean("expired"),
        rs.getInt("last_epoch"),
        rs.getInt("judged_epoch"),
        decision(rs));
  }

  static void put(Handle handle, StudyLease lease, TrialSpec spec) {
    LeaseTable.lockHeld(handle, lease);
    handle.execute(
        "DELETE FROM assignment WHERE study_id = ? AND number = ? AND attempt <> ?",
        lease.studyId(),
        spec.number(),
        spec.attempt());
    boolean there =
        handle
                .createQuery("SELECT COUNT(*) FROM assignment" + ATTEMPT)
                .bind("study", lease.studyId())
                .bind("number", spec.number())
                .bind("attempt", spec.attempt())
                .mapTo(int.class)
                .one()
            > 0;
    if (!there) {
      handle.execute(
          "INSERT INTO assignment (study_id, number, attempt, state) VALUES (?, ?, ?, 'queued')",
          lease.studyId(),
          spec.number(),
          spec.attempt());
    }
  }

  static void clean(Handle handle, StudyLease lease) {
    LeaseTable.lockHeld(handle, lease);
    removeEnded(handle, lease.studyId());
    handle.execute(
        "DELETE FROM host WHERE study_id = ? AND attends_to < CURRENT_TIMESTAMP", lease.studyId());
  }

  /**
   * Removes assignments of attempts that are not running any more. That looks at all there are, so
   * it is not done with every trial.
   */
  private static void removeEnded(Handle handle, long study) {
    handle.execute(
        "DELETE FROM assignment WHERE study_id = ? AND NOT EXISTS (SELECT 1 FROM trial t WHERE"
            + " t.study_id = assignment.study_id AND t.number = assignment.number AND t.attempt ="
            + " assignment.attempt AND t.state = 'running')",
        study);
  }

  static List<EpochReport> epochs(Handle handle, long study, int number, int after) {
    return handle
        .createQuery(
            "SELECT epoch, seconds, metrics FROM assignment_epoch WHERE study_id = :study AND number"
                + " = :number AND epoch > :after ORDER BY epoch")
        .bind("study", study)
        .bind("number", number)
        .bind("after", after)
        .map(
            (rs, context) ->
                new EpochReport(rs.getInt(1), RowJson.numbers(rs.getString(3)), rs.getDouble(2)))
        .list();
  }

  static void judge(Handle handle, StudyLease lease, TrialSpec spec, int epoch, Decision decision) {
    LeaseTable.lockHeld(handle, lease);
    handle
        .createUpdate(
            "UPDATE assignment SET judged_epoch = :epoch, stop_reason = COALESCE(stop_reason,"
                + " :reason)"
                + ATTEMPT)
        .bind("epoch", epoch)
        .bind(
            "reason", decision instanceof Decision.Stop stop ? StoredText.of(stop.reason()) : null)
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .bind("attempt", spec.attempt())
        .execute();
  }

  static boolean giveUp(Handle handle, StudyLease lease, TrialSpec spec) {
    LeaseTable.lockHeld(handle, lease);
    handle
        .createUpdate(
            "UPDATE assignment SET state = 'lost'"
                + ATTEMPT
                + " AND state = 'claimed' AND claim_end < CURRENT_TIMESTAMP")
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .bind("attempt", spec.attempt())
        .execute();
    return state(handle, lease.studyId(), spec).equals(Optional.of(AssignmentState.LOST));
  }

  static boolean withdraw(Handle handle, StudyLease lease, TrialSpec spec) {
    LeaseTable.lockHeld(handle, lease);
    handle
        .createUpdate("DELETE FROM assignment" + ATTEMPT + " AND state IN ('queued', 'returned')")
        .bind("study", lease.studyId())
        .bind("number", spec.number())
        .bind("attempt", spec.attempt())
        .execute();
    return state(handle, lease.studyId(), spec).isEmpty();
  }

  private static Optional<AssignmentState> state(Handle handle, long study, TrialSpec spec) {
    return handle
        .createQuery("SELECT state FROM assignment" + ATTEMPT)
        .bind("study", study)
        .bind("number", spec.number())
        .bind("attempt", spec.attempt())
        .mapTo(String.class)
        .findOne()
        .map(AssignmentTable::state);
  }

  static Evaluation evaluation(Handle handle, long study, int number) {
    List<Attachment> ofResult = new ArrayList<>();
    List<Attachment> others = new ArrayList<>();
    handle
        .createQuery(
            "SELECT of_result, name, media_type, content FROM assignment_attachment WHERE study_id ="
                + " :study AND number = :number ORDER BY place")
        .bind("study", study)
        .bind("number", number)
        .map(
            (rs, context) ->
                (rs.getBoolean(1) ? ofResult : others)
                    .add(new Attachment(rs.getString(2), rs.getString(3), rs.getBytes(4))))
        .list();
    return handle
        .createQuery(
            "SELECT cause, metrics, best_epoch FROM assignment WHERE study_id = :study AND number ="
                + " :number AND state = 'ended'")
        .bind("study", study)
        .bind("number", number)
        .map((rs, context) -> evaluation(rs, ofResult, others))
        .findOne()
        .orElseThrow(() -> new StorageException("trial " + number + " has not ended"));
  }

  private static Evaluation evaluation(
      ResultSet rs, List<Attachment> ofResult, List<Attachment> others) throws SQLException {
    String cause = rs.getString("cause");
    if (cause != null) {
      return new Evaluation.Failed(cause, others);
    }
    int best = rs.getInt("best_epoch");
    OptionalInt bestEpoch = rs.wasNull() ? OptionalInt.empty() : OptionalInt.of(best);
    return new Evaluation.Finished(
        new Result(RowJson.numbers(rs.getString("metrics")), bestEpoch, ofResult), others);
  }
}
