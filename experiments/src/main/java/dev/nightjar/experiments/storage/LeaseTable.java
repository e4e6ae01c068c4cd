package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.storage.StudyLease;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who may change a study. Every writing transaction locks the study's row first, so that it cannot
 * commit after another holder took over.
 */
final class LeaseTable {

  private LeaseTable() {}

  /**
   * A study's lease as stored; its row is locked until the transaction ends.
   *
   * @param name the study's name
   * @param holder who has it; empty if nobody
   * @param token the latest token
   * @param end when it expires
   */
  record Stored(String name, Optional<String> holder, long token, Optional<OffsetDateTime> end) {

    /** Whether a lease is the latest and was not given back; expiry alone loses nothing. */
    boolean is(StudyLease lease) {
      return token == lease.token() && holder.isPresent();
    }
  }

  /**
   * Locks a study.
   *
   * @throws StorageException if there is none of this number
   */
  static Stored lock(Handle handle, long studyId) {
    return handle
        .createQuery(
            "SELECT name, lease_holder, lease_token, lease_end FROM study WHERE id = :id FOR UPDATE")
        .bind("id", studyId)
        .map(
            (rs, context) ->
                new Stored(
                    rs.getString("name"),
                    Optional.ofNullable(rs.getString("lease_holder")),
                    rs.getLong("lease_token"),
                    Optional.ofNullable(rs.getObject("lease_end", OffsetDateTime.class))))
        .findOne()
        .orElseThrow(() -> StudyTable.unknown(studyId));
  }

  /**
   * Locks a study that a lease must be good for.
   *
   * @throws StudyHeldException if another holder has it
   * @throws StorageException if it was given back
   */
  static Stored lockHeld(Handle handle, StudyLease lease) {
    Stored stored = lock(handle, lease.studyId());
    if (stored.is(lease)) {
      return stored;
    }
    if (stored.holder().isPresent()) {
      throw new StudyHeldException(stored.name(), stored.holder().get());
    }
    throw new StorageException(
        "the right to run study " + stored.name() + " was given back; take it anew");
  }

  /**
   * The database's time. Asked for once the study is locked, and by a statement of its own: waiting
   * for the lock may have taken as long as a lease.
   */
  private static OffsetDateTime now(Handle handle) {
    return handle
        .createQuery("SELECT <now>")
        .map((rs, context) -> rs.getObject(1, OffsetDateTime.class))
        .one();
  }

  static StudyLease acquire(
      Handle handle, long studyId, String holder, Duration duration, HolderCheck check) {
    Stored stored = lock(handle, studyId);
    OffsetDateTime now = now(handle);
    if (stored.holder().isPresent()) {
      String current = stored.holder().get();
      boolean expired = stored.end().map(end -> !end.isAfter(now)).orElse(true);
      if (!current.equals(holder) && !check.replaceable(current, expired)) {
        throw new StudyHeldException(stored.name(), current);
      }
    }
    long token = stored.token() + 1;
    handle
        .createUpdate(
            "UPDATE study SET lease_holder = :holder, lease_token = :token, lease_end = :end WHERE"
                + " id = :id")
        .bind("holder", holder)
        .bind("token", token)
        .bind("end", utc(now.plus(duration)))
        .bind("id", studyId)
        .execute();
    return new StudyLease(studyId, holder, token);
  }

  static void renew(Handle handle, StudyLease lease, Duration duration) {
    lockHeld(handle, lease);
    handle
        .createUpdate("UPDATE study SET lease_end = :end WHERE id = :id")
        .bind("end", utc(now(handle).plus(duration)))
        .bind("id", lease.studyId())
        .execute();
  }

  static void release(Handle handle, StudyLease lease) {
    if (lock(handle, lease.studyId()).is(lease)) {
      handle
          .createUpdate("UPDATE study SET lease_holder = NULL, lease_end = NULL WHERE id = :id")
          .bind("id", lease.studyId())
          .execute();
    }
  }

  /** Binds an instant as one, whatever the time zones of process and session. */
  private static org.jdbi.v3.core.argument.Argument utc(OffsetDateTime time) {
    return (position, statement, context) -> statement.setObject(position, time);
  }
}
