package dev.nightjar.experiments.storage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A storage's URL taken apart: {@code jdbc:h2:file:PATH} or {@code jdbc:h2:mem:NAME}, and settings
 * of H2 that follow a semicolon each.
 *
 * @param path the database file without its {@code .mv.db}, absolute; of a database in memory the
 *     name
 * @param memory whether the database is in memory, and ends with the process
 * @param user the user of the database
 * @param settings what the user added, each with its leading semicolon, in one string
 */
record H2Url(String path, boolean memory, String user, String settings) {

  static final String PREFIX = "jdbc:h2:";
  private static final String EXAMPLE = "jdbc:h2:file:./runs/nightjar";

  /** Something like {@code tcp:}; one letter is a Windows drive. */
  private static final Pattern OTHER_KIND = Pattern.compile("([a-zA-Z]{2,}):.*", Pattern.DOTALL);

  /** Settings on which the promises of the storage rest. */
  private static final Set<String> MANAGED =
      Set.of(
          "ACCESS_MODE_DATA",
          "AUTOCOMMIT",
          "COMPRESS",
          "DB_CLOSE_DELAY",
          "DB_CLOSE_ON_EXIT",
          "FILE_LOCK",
          "FORBID_CREATION",
          "IFEXISTS",
          "INIT",
          "LOCK_TIMEOUT",
          "MAX_COMPACT_TIME",
          "NETWORK_TIMEOUT",
          "TIME ZONE",
          "WRITE_DELAY");

  /**
   * Takes a URL apart.
   *
   * @param url one that begins with {@link #PREFIX}, in whatever case
   * @throws StorageUrlException if it is no URL of a database this version can use
   */
  static H2Url parse(String url) {
    UrlPasswords.refuse(url);
    String[] parts = url.substring(PREFIX.length()).split(";");
    String place = parts[0];
    boolean memory = place.startsWith("mem:");
    if (memory) {
      place = place.substring("mem:".length());
    } else if (place.startsWith("file:")) {
      place = place.substring("file:".length());
    } else if (OTHER_KIND.matcher(place).matches()) {
      throw new StorageUrlException(
          "studies cannot be stored on "
              + PREFIX
              + place.substring(0, place.indexOf(':'))
              + "; use "
              + Database.FORMS);
    }
    if (place.isBlank()) {
      throw new StorageUrlException(
          "the storage's URL names no file; it should look like " + EXAMPLE);
    }
    String user = "sa";
    StringBuilder settings = new StringBuilder();
    for (String setting : settings(parts)) {
      String key = setting.split("=", 2)[0].strip().toUpperCase(Locale.ROOT);
      String value = setting.contains("=") ? setting.split("=", 2)[1].strip() : "";
      switch (key) {
        case "USER" -> user = value;
        case "AUTO_SERVER" -> {
          // What it asks for, several processes on one file, is what every storage does.
        }
        default -> {
          if (MANAGED.contains(key)) {
            throw new StorageUrlException(
                "leave " + key + " out of the storage's URL: Nightjar sets it itself");
          }
          settings.append(';').append(setting);
        }
      }
    }
    return new H2Url(
        memory ? place : absolute(place).toString(), memory, user, settings.toString());
  }

  private static List<String> settings(String[] parts) {
    List<String> settings = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].isBlank()) {
        settings.add(parts[i].strip());
      }
    }
    return settings;
  }

  private static Path absolute(String place) {
    String expanded = place;
    if (place.equals("~") || place.startsWith("~/") || place.startsWith("~\\")) {
      expanded = System.getProperty("user.home") + place.substring(1);
    }
    if (expanded.endsWith(".mv.db")) {
      expanded = expanded.substring(0, expanded.length() - ".mv.db".length());
    }
    try {
      return Path.of(expanded).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StorageUrlException(
          "\"" + place + "\" in the storage's URL is no path of a file", e);
    }
  }

  /** The file that holds the data. */
  Path file() {
    return Path.of(path + ".mv.db");
  }

  /** The file that tells other processes how to reach the one that has the database open. */
  Path serverFile() {
    return Path.of(path + ".server");
  }

  /** The same user and settings for another place. */
  H2Url at(DatabaseFiles place) {
    return new H2Url(place.path().toString(), false, user, settings);
  }

  /** For messages. */
  String location() {
    return memory ? "in memory (" + path + ")" : file().toString();
  }

  /** How a process that opens the database itself does so, for writing. */
  String embedded() {
    return PREFIX + databaseName() + shared();
  }

  /** How a process writes a file that only it knows of, for a short time. */
  String embeddedDraft() {
    return PREFIX + databaseName() + shared(0);
  }

  /** How a process looks into a file that nobody has open. */
  String embeddedReadOnly() {
    return PREFIX + databaseName() + ";ACCESS_MODE_DATA=r" + shared();
  }

  /** How a process reaches the one that has the database open. */
  String remote(ServerFile server) {
    return PREFIX
        + "tcp://"
        + ServerFile.HOST
        + ":"
        + server.port()
        + "/"
        + server.key()
        + ";NETWORK_TIMEOUT=60000"
        + shared();
  }

  /** What a server opens for those who know its key. */
  String databaseName() {
    return (memory ? "mem:" : "file:") + path;
  }

  /**
   * The settings every connection has. No write is delayed; H2 does not close the database from a
   * shutdown hook of its own, which could run before ours has saved; the operating system's lock on
   * the file is the lock, since it is gone the moment its process is. Closing may take two seconds
   * to give unused parts of the file back. What goes wrong is told to us, so H2 writes no log of
   * its own beside the database.
   */
  private String shared() {
    return shared(2000);
  }

  private String shared(int compactMillis) {
    return ";WRITE_DELAY=0;COMPRESS=TRUE;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000;TIME ZONE=UTC"
        + ";TRACE_LEVEL_FILE=0"
        + ";MAX_COMPACT_TIME="
        + compactMillis
        + (memory ? "" : ";FILE_LOCK=FS")
        + settings;
  }
}
