package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;

/**
 * What a PostgreSQL server and its driver report.
 *
 * @param location host, port and database
 * @param user whom the server was told
 */
record PostgresProblems(String location, String user) implements Problems {

  private static final String SAME_COMMAND = "what was stored is kept; run the same command again";

  /** Whether the same work may succeed later. */
  private enum Passes {
    /** Somebody has to do something about it. */
    NEVER,
    /** While a study is searched; at its beginning it is rather a mistake. */
    IN_TIME,
    /** Also when the storage is opened. */
    SOON
  }

  /** What kind of trouble it is, the most telling first. */
  private enum Kind {
    DISK_FULL(
        Passes.NEVER,
        "the server's disk is full",
        "what was stored before is kept; free some space there and run the same command again"),
    DAMAGED(
        Passes.NEVER,
        "the database is damaged",
        "restore it with what the server's administrator has, a dump or point-in-time recovery, or"
            + " name another storage with --storage"),
    WRONG_PASSWORD(
        Passes.NEVER,
        "user or password is wrong",
        "name the user with ?user= in the URL, and put the password into the environment variable "
            + JdbcStorage.PASSWORD_VARIABLE
            + " or into ~/.pgpass"),
    NO_DATABASE(
        Passes.NEVER,
        "there is no such database",
        "make it with `createdb`, or name another in --storage"),
    NOT_PERMITTED(
        Passes.NEVER,
        "the user may not do that",
        "let the user own the database, or grant what is missing: to make the tables, CREATE on the"
            + " schema; later SELECT, INSERT, UPDATE and DELETE on its tables"),
    READ_ONLY(
        Passes.NEVER,
        "it cannot be written: the server is a standby or set to read only",
        "name the primary server in --storage"),
    NO_TABLES(
        Passes.NEVER,
        "tables of Nightjar are missing",
        "restore them, or name another database or ?currentSchema= in --storage"),
    ENCODING(
        Passes.NEVER,
        "the database cannot hold such a character",
        "make one with ENCODING 'UTF8', and name it in --storage"),
    TLS(
        Passes.NEVER,
        "the encrypted connection could not be made",
        "see sslmode and sslrootcert in the driver's documentation"),
    REJECTED(
        Passes.NEVER,
        "the server turned the connection down",
        "see its pg_hba.conf, and sslmode in the URL"),
    CONFLICT(
        Passes.SOON,
        "another process keeps what this one needs locked",
        "try again; what was stored before is kept"),
    TOO_MANY(
        Passes.SOON,
        "the server has no connection left",
        "raise its max_connections, or run fewer processes; what was stored is kept"),
    STARTING(Passes.SOON, "the server is starting or shutting down", SAME_COMMAND),
    UNKNOWN_HOST(
        Passes.IN_TIME, "its host is not known here", "check the host's name in --storage"),
    UNREACHABLE(
        Passes.IN_TIME,
        "no server answers there",
        "check host and port in --storage, and that the server runs and listens on that address;"
            + " what was stored is kept"),
    LOST(Passes.IN_TIME, "the connection was lost", SAME_COMMAND),
    OTHER(
        Passes.NEVER,
        "it cannot be read or written",
        "what was stored before is kept; -v shows more");

    final Passes passes;
    final String what;
    final String then;

    Kind(Passes passes, String what, String then) {
      this.passes = passes;
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
    return new StorageException(
        "storage "
            + location
            + (kind == Kind.WRONG_PASSWORD || kind == Kind.NOT_PERMITTED ? ", user " + user : "")
            + ": "
            + kind.what
            + " ("
            + Problems.root(failure)
            + "); "
            + kind.then,
        failure);
  }

  @Override
  public boolean passing(Throwable failure) {
    return kind(failure).passes != Passes.NEVER;
  }

  /** As {@link #passing}, where nothing was ever reached yet. */
  boolean passingSoon(Throwable failure) {
    return kind(failure).passes == Passes.SOON;
  }

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
    if (cause instanceof DamageException) {
      return Kind.DAMAGED;
    }
    if (cause instanceof UnknownHostException) {
      return Kind.UNKNOWN_HOST;
    }
    if (cause instanceof SSLHandshakeException
        || cause instanceof CertificateException
        || cause instanceof CertPathValidatorException) {
      return Kind.TLS;
    }
    if (!(cause instanceof SQLException sql)) {
      return Kind.OTHER;
    }
    String state = String.valueOf(sql.getSQLState());
    return switch (state) {
      case "53100" -> Kind.DISK_FULL;
      case "XX001", "XX002" -> Kind.DAMAGED;
      case "28P01" -> Kind.WRONG_PASSWORD;
      case "3D000" -> Kind.NO_DATABASE;
      case "42501" -> Kind.NOT_PERMITTED;
      case "25006" -> Kind.READ_ONLY;
      case "42P01", "3F000" -> Kind.NO_TABLES;
      case "22P05", "22021" -> Kind.ENCODING;
      case "28000" -> Kind.REJECTED;
      // The driver itself gives up: no password, or nothing both sides can do.
      case "08004" ->
          String.valueOf(sql.getMessage()).toLowerCase(Locale.ROOT).contains("password")
              ? Kind.WRONG_PASSWORD
              : Kind.REJECTED;
      case "40001", "40P01", "55P03" -> Kind.CONFLICT;
      case "53300" -> Kind.TOO_MANY;
      case "57P03" -> Kind.STARTING;
      case "08001" -> Kind.UNREACHABLE;
      // Ended by the server: shut down, crashed, database dropped, idle for too long.
      case "57P01", "57P02", "57P04", "57P05", "25P03" -> Kind.LOST;
      default ->
          state.startsWith("08")
                  || cause instanceof SQLTransientConnectionException
                  || String.valueOf(sql.getMessage()).equals("Connection is closed")
              ? Kind.LOST
              : Kind.OTHER;
    };
  }
}
