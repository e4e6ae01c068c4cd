package dev.nightjar.experiments.storage;

import java.util.Map;
import java.util.Optional;

/**
 * Where databases differ from each other; all other SQL is shared.
 *
 * @param binaryType the type of a column for megabytes of bytes
 * @param textType the type of a column for megabytes of text
 * @param bytesType the type of a column for bytes that are kept in the row itself, up to a megabyte
 * @param now the expression for the time at which it is evaluated, when the transaction has begun
 *     long before
 * @param sync the statement that forces what was committed onto the device; empty if a commit does
 * @param snapshot the statement that lets all of a transaction's queries see one state of the
 *     database, and keeps it from writing; empty if there is none
 */
record Dialect(
    String binaryType,
    String textType,
    String bytesType,
    String now,
    Optional<String> sync,
    Optional<String> snapshot) {

  /**
   * H2. With {@code WRITE_DELAY=0} a commit has written its chunk of the file before it returns,
   * which outlives a kill -9: the pages are the operating system's then. {@code CHECKPOINT SYNC}
   * ends in {@code FileChannel.force(true)}, which outlives a power cut as far as disks keep their
   * word. (A delay and {@code CHECKPOINT} would not do: while H2's own thread is writing, it finds
   * nothing left to write and does not wait.)
   *
   * <p>The time of a transaction is taken when it is first asked for, so a statement of its own
   * tells the time after those before it. Readers see each table as it is; {@link TrialLoader}
   * reads them in an order for which that is enough.
   */
  static final Dialect H2 =
      new Dialect(
          "BLOB",
          "CLOB",
          "VARBINARY",
          "CURRENT_TIMESTAMP",
          Optional.of("CHECKPOINT SYNC"),
          Optional.empty());

  /**
   * PostgreSQL. A commit returns when the server has written it through, unless its administrator
   * turned {@code synchronous_commit} or {@code fsync} off. {@code CURRENT_TIMESTAMP} is when the
   * transaction began.
   */
  static final Dialect POSTGRESQL =
      new Dialect(
          "BYTEA",
          "TEXT",
          "BYTEA",
          "clock_timestamp()",
          Optional.empty(),
          Optional.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"));

  /** What stands for the differences in the schema's files. */
  Map<String, String> placeholders() {
    return Map.of("binary", binaryType, "text", textType, "bytes", bytesType);
  }
}
