package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.nio.BufferUnderflowException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * What H2 reports.
 *
 * @param location the file, or what else messages call it
 */
record H2Problems(String location) implements Problems {

  private static final Set<Integer> LOST =
      Set.of(
          ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.OBJECT_CLOSED);

  /** What H2 stumbles over when a page has other bytes than it wrote. */
  private static final List<Class<? extends Throwable>> BROKEN =
      List.of(
          IndexOutOfBoundsException.class,
          NegativeArraySizeException.class,
          NullPointerException.class,
          ClassCastException.class,
          IllegalArgumentException.class,
          IllegalStateException.class,
          ArithmeticException.class,
          BufferUnderflowException.class,
          AssertionError.class);

  /** What kind of trouble it is. */
  private enum Kind {
    DISK_FULL(
        "the disk is full, or a limit on the size of files is reached",
        "what was stored before is kept; free some space and run the same command again"),
    CORRUPTED("the database is damaged or no database of Nightjar", ""),
    READ_ONLY("it cannot be written", "check the permissions of the file and its folder"),
    IN_USE(
        "another program has the file open and does not share it",
        "wait until it ends, or close it, and try again"),
    WRONG_PASSWORD(
        "user or password is wrong",
        "put the password into the environment variable " + JdbcStorage.PASSWORD_VARIABLE),
    OTHER_FORMAT(
        "it was written by another version of the database H2",
        "use the version of Nightjar that wrote it"),
    ROW_LOCKED("another process keeps a study locked", "try again; what was stored before is kept"),
    LOST(
        "the process that has the database open does not answer",
        "run the same command again; what was stored is kept"),
    OTHER("it cannot be read or written", "what was stored before is kept; -v shows more");

    final String what;
    final String then;

    Kind(String what, String then) {
      this.what = what;
      this.then = then;
    }
  }

  @Override
  public StorageException explain(Throwable failure) {
    if (failure instanceof StorageException explained) {
      return explained;
    }
    Kind kind = kind(failure);
    String detail =
        kind == Kind.OTHER || kind == Kind.CORRUPTED ? " (" + Problems.root(failure) + ")" : "";
    String then = kind == Kind.CORRUPTED ? afterDamage() : kind.then;
    return new StorageException(
        "storage " + location + ": " + kind.what + detail + "; " + then, failure);
  }

  /** As {@link #explain}, of a database that could not be opened at all, whatever the reason. */
  StorageException explainOpening(Throwable failure) {
    return failure instanceof RuntimeException || kind(failure) != Kind.OTHER
        ? explain(failure)
        : explain(new DamageException(Problems.root(failure), failure));
  }

  private String afterDamage() {
    String other = "or name another storage with --storage";
    if (!location.endsWith(".mv.db")) {
      return other;
    }
    DatabaseFiles files = DatabaseFiles.ofDatabase(Path.of(location));
    Optional<Path> backup = Backups.newestIntact(files);
    String command = "`nightjar restore --storage '" + files.url() + "'`";
    return backup
        .map(
            zip ->
                "its last backup is "
                    + zip
                    + ", of "
                    + Backups.time(zip)
                    + "; "
                    + command
                    + " puts back what holds the most trials and keeps the damaged file")
        .orElse(
            "there is no backup beside it; "
                + command
                + " tells what of the file can be read, "
                + other);
  }

  /** Whether the connection broke. */
  @Override
  public boolean passing(Throwable failure) {
    return kind(failure) == Kind.LOST;
  }

  /** Whether another process has the database file open. */
  static boolean inUse(Throwable failure) {
    return kind(failure) == Kind.IN_USE;
  }

  /** Whether user or password was refused. */
  static boolean wrongPassword(Throwable failure) {
    return kind(failure) == Kind.WRONG_PASSWORD;
  }

  /** The most telling kind along the chain of causes; the order of the enum is that of telling. */
  private static Kind kind(Throwable failure) {
    Kind kind = Kind.OTHER;
    for (Throwable cause : Problems.chain(failure)) {
      Kind of = kindOfOne(cause);
      if (of.compareTo(kind) < 0) {
        kind = of;
      }
    }
    return kind;
  }

  private static Kind kindOfOne(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof DamageException) {
      return Kind.CORRUPTED;
    }
    if (message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("file too large")
        || message.contains("quota exceeded")) {
      return Kind.DISK_FULL;
    }
    if (cause instanceof AccessDeniedException
        || message.contains("permission denied")
        || message.contains("read-only file system")) {
      return Kind.READ_ONLY;
    }
    if (cause instanceof org.h2.mvstore.MVStoreException broken) {
      return switch (broken.getErrorCode()) {
        case org.h2.mvstore.DataUtils.ERROR_FILE_CORRUPT,
            org.h2.mvstore.DataUtils.ERROR_INTERNAL,
            org.h2.mvstore.DataUtils.ERROR_READING_FAILED,
            org.h2.mvstore.DataUtils.ERROR_SERIALIZATION,
            org.h2.mvstore.DataUtils.ERROR_CHUNK_NOT_FOUND,
            org.h2.mvstore.DataUtils.ERROR_BLOCK_NOT_FOUND ->
            Kind.CORRUPTED;
        case org.h2.mvstore.DataUtils.ERROR_UNSUPPORTED_FORMAT -> Kind.OTHER_FORMAT;
        case org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED -> Kind.IN_USE;
        case org.h2.mvstore.DataUtils.ERROR_CLOSED -> Kind.LOST;
        default -> Kind.OTHER;
      };
    }
    if (cause instanceof SQLException sql) {
      return switch (sql.getErrorCode()) {
        case ErrorCode.FILE_CORRUPTED_1, ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1 -> Kind.CORRUPTED;
        case ErrorCode.GENERAL_ERROR_1 ->
            BROKEN.stream().anyMatch(type -> type.isInstance(cause.getCause()))
                ? Kind.CORRUPTED
                : Kind.OTHER;
        case ErrorCode.DATABASE_IS_READ_ONLY -> Kind.READ_ONLY;
        case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Kind.IN_USE;
        case ErrorCode.WRONG_USER_OR_PASSWORD -> Kind.WRONG_PASSWORD;
        case ErrorCode.FILE_VERSION_ERROR_1 -> Kind.OTHER_FORMAT;
        case ErrorCode.LOCK_TIMEOUT_1, ErrorCode.DEADLOCK_1 -> Kind.ROW_LOCKED;
        default ->
            LOST.contains(sql.getErrorCode())
                    || String.valueOf(sql.getSQLState()).startsWith("08")
                    || message.equals("connection is closed")
                ? Kind.LOST
                : Kind.OTHER;
      };
    }
    return Kind.OTHER;
  }
}
