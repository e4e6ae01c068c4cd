package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.cluster.Claim;
import dev.nightjar.experiments.cluster.Holder;
import dev.nightjar.experiments.cluster.Host;
import dev.nightjar.experiments.cluster.Verdict;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The queue of a shared study, for hosts that run trials. Each change is one transaction over one
 * row, and only while the claim stands.
 */
final class ClaimTable {

  /** From now by the clock of the database; a duration in seconds. */
  private static final String LEASE_END =
      "CURRENT_TIMESTAMP + CAST(:lease AS NUMERIC(12, 3)) * INTERVAL '1' SECOND";

  /** The row of a claim that stands. */
  private static final String CLAIMED =
      " WHERE study_id = :study AND number = :number AND attempt = :attempt AND claim = :claim AND"
          + " state = 'claimed'";

  private ClaimTable() {}

  private static <T extends SqlStatement<T>> T bind(T statement, long study, Claim claim) {
    return statement
        .bind("study", study)
        .bind("number", claim.spec().number())
        .bind("attempt", claim.spec().attempt())
        .bind("claim", claim.token());
  }

  private static BigDecimal seconds(Duration lease) {
    return BigDecimal.valueOf(lease.toMillis(), 3);
  }

  static void attend(Handle handle, long study, Host host, Duration lease) {
    int updated =
        handle
            .createUpdate(
                "UPDATE host SET attends_to = "
                    + LEASE_END
                    + " WHERE study_id = :study AND id = :id")
            .bind("lease", seconds(lease))
            .bind("study", study)
            .bind("id", host.id())
            .execute();
    if (updated == 0) {
      handle
          .createUpdate(
              "INSERT INTO host (study_id, id, name, slots, attends_to) VALUES (:study, :id, :name,"
                  + " :slots, "
                  + LEASE_END
                  + ")")
          .bind("study", study)
          .bind("id", host.id())
          .bind("name", host.name())
          .bind("slots", host.slots())
          .bind("lease", seconds(lease))
          .execute();
    }
  }

  static void leave(Handle handle, long study, Host host) {
    handle.execute("DELETE FROM host WHERE study_id = ? AND id = ?", study, host.id());
  }

  static Optional<Holder> holder(Handle handle, long study) {
    return handle
        .createQuery(
            "SELECT lease_holder, COALESCE(lease_end < CURRENT_TIMESTAMP, TRUE) FROM study WHERE id"
                + " = :study AND lease_holder IS NOT NULL")
        .bind("study", study)
        .map((rs, context) -> new Holder(rs.getString(1), rs.getBoolean(2)))
        .findOne();
  }

  static Optional<Claim> claim(
      Handle handle, long study, Host host, String token, Duration lease, boolean again) {
    Optional<Claim> before = again ? claimed(handle, study, token) : Optional.empty();
    if (before.isPresent()) {
      return before; // The try before went through.
    }
    // Rows that others are claiming at this moment are passed over instead of waited for.
    Optional<Integer> number =
        handle
            .createQuery(
                "SELECT number FROM assignment WHERE study_id = :study AND state = 'queued' ORDER BY"
                    + " number FETCH FIRST 1 ROW ONLY FOR UPDATE SKIP LOCKED")
            .bind("study", study)
            .mapTo(Integer.class)
            .findOne();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    handle
        .createUpdate(
            "UPDATE assignment SET state = 'claimed', host = :host, claim = :claim, claim_end = "
                + LEASE_END
                + " WHERE study_id = :study AND number = :number")
        .bind("host", host.name())
        .bind("claim", token)
        .bind("lease", seconds(lease))
        .bind("study", study)
        .bind("number", number.get())
        .execute();
    return claimed(handle, study, token);
  }

  private static Optional<Claim> claimed(Handle handle, long study, String token) {
    return handle
        .createQuery(
            "SELECT a.number, a.attempt, t.role, t.origin, t.parameters, t.seed, t.repeats FROM"
                + " assignment a JOIN trial t ON t.study_id = a.study_id AND t.number = a.number WHERE a.study_id"
                + " = :study AND a.claim = :claim AND a.state = 'claimed'")
        .bind("study", study)
        .bind("claim", token)
        .map(
            (rs, context) ->
                new Claim(
                    new TrialSpec(
                        rs.getInt(1),
                        rs.getInt(2),
                        TrialTable.role(rs.getString(3)),
                        rs.getString(4),
                        RowJson.configuration(rs.getString(5)),
                        rs.getLong(6),
                        TrialTable.repeats(rs, "repeats")),
                    token))
        .findOne();
  }

  static Optional<Verdict> begin(
      Handle handle, long study, Claim claim, String worker, Duration lease) {
    bind(
            handle.createUpdate(
                "UPDATE assignment SET worker = :worker, claim_end = " + LEASE_END + CLAIMED),
            study,
            claim)
        .bind("worker", worker)
        .bind("lease", seconds(lease))
        .execute();
    return verdict(handle, study, claim);
  }

  static Optional<Verdict> report(
      Handle handle, long study, Claim claim, EpochReport report, Duration lease) {
    int updated =
        bind(
                handle.createUpdate(
                    "UPDATE assignment SET last_epoch = :epoch, claim_end = "
                        + LEASE_END
                        + CLAIMED),
                study,
                claim)
            .bind("epoch", report.epoch())
            .bind("lease", seconds(lease))
            .execute();
    if (updated == 0) {
      return Optional.empty();
    }
    handle.execute(
        "DELETE FROM assignment_epoch WHERE study_id = ? AND number = ? AND epoch = ?",
        study,
        claim.spec().number(),
        report.epoch());
    handle.execute(
        "INSERT INTO assignment_epoch (study_id, number, epoch, seconds, metrics) VALUES (?, ?, ?,"
            + " ?, ?)",
        study,
        claim.spec().number(),
        report.epoch(),
        report.seconds(),
        RowJson.write(report.metrics()));
    return verdict(handle, study, claim);
  }

  static Optional<Verdict> renew(Handle handle, long study, Claim claim, Duration lease) {
    bind(
            handle.createUpdate("UPDATE assignment SET claim_end = " + LEASE_END + CLAIMED),
            study,
            claim)
        .bind("lease", seconds(lease))
        .execute();
    return verdict(handle, study, claim);
  }

  /** What is decided; empty if the claim does not stand. */
  static Optional<Verdict> verdict(Handle handle, long study, Claim claim) {
    return bind(
            handle.createQuery("SELECT judged_epoch, stop_reason FROM assignment" + CLAIMED),
            study,
            claim)
        .map((rs, context) -> new Verdict(rs.getInt(1), AssignmentTable.decision(rs)))
        .findOne();
  }

  /** Whether it was stored; false if the claim does not stand. */
  static boolean end(Handle handle, long study, Claim claim, Evaluation evaluation, boolean again) {
    Optional<Evaluation.Finished> finished =
        evaluation instanceof Evaluation.Finished f ? Optional.of(f) : Optional.empty();
    OptionalInt best = finished.map(f -> f.result().bestEpoch()).orElse(OptionalInt.empty());
    int updated =
        bind(
                handle.createUpdate(
                    "UPDATE assignment SET state = 'ended', cause = :cause, metrics = :metrics,"
                        + " best_epoch = :best"
                        + CLAIMED),
                study,
                claim)
            .bind(
                "cause",
                evaluation instanceof Evaluation.Failed failed
                    ? StoredText.of(failed.cause())
                    : null)
            .bind("metrics", finished.map(f -> RowJson.write(f.result().metrics())).orElse(null))
            .bind("best", best.isPresent() ? Integer.valueOf(best.getAsInt()) : null)
            .execute();
    if (updated == 0) {
      return again && endedBy(handle, study, claim); // The try before may have gone through.
    }
    List<Attachment> ofResult = finished.map(f -> f.result().attachments()).orElse(List.of());
    insert(handle, study, claim, 0, true, ofResult);
    insert(handle, study, claim, ofResult.size(), false, evaluation.attachments());
    return true;
  }

  private static boolean endedBy(Handle handle, long study, Claim claim) {
    return bind(
                handle.createQuery(
                    "SELECT COUNT(*) FROM assignment WHERE study_id = :study AND number = :number AND"
                        + " attempt = :attempt AND claim = :claim AND state = 'ended'"),
                study,
                claim)
            .mapTo(int.class)
            .one()
        > 0;
  }

  private static void insert(
      Handle handle,
      long study,
      Claim claim,
      int firstPlace,
      boolean ofResult,
      List<Attachment> attachments) {
    for (int i = 0; i < attachments.size(); i++) {
      Attachment attachment = attachments.get(i);
      handle.execute(
          "INSERT INTO assignment_attachment (study_id, number, place, of_result, name, media_type,"
              + " content) VALUES (?, ?, ?, ?, ?, ?, ?)",
          study,
          claim.spec().number(),
          firstPlace + i,
          ofResult,
          attachment.name(),
          attachment.mediaType(),
          attachment.bytes());
    }
  }

  static void giveBack(Handle handle, long study, Claim claim) {
    bind(handle.createUpdate("UPDATE assignment SET state = 'returned'" + CLAIMED), study, claim)
        .execute();
  }
}
