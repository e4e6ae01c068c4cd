package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.util.Locale;

/**
 * A database that holds studies, by its URL: a file of H2 or a PostgreSQL server. It knows how it
 * is opened and what has to be done beside it; what is stored in it is the same.
 */
interface Database {

  /** What URLs look like, for messages. */
  String FORMS =
      "jdbc:h2:file:./runs/nightjar for a file, or jdbc:postgresql://HOST:5432/DATABASE?user=NAME for"
          + " a PostgreSQL server";

  /**
   * A database that is open.
   *
   * @param upkeep what whoever writes does beside it; nothing for readers
   */
  record Opened(Transactions transactions, Upkeep upkeep) implements AutoCloseable {
    @Override
    public void close() {
      upkeep.close();
      transactions.close();
    }
  }

  /** What messages call it. It holds no password. */
  String location();

  /**
   * Opens it for reading and writing; what is missing of it is made.
   *
   * @throws StorageException if it cannot be opened, is damaged, or was written by a newer version
   */
  Opened open();

  /**
   * Opens it for looking at it. Nothing is created.
   *
   * @throws StorageException as {@link #open}, and if there are no studies' tables
   */
  Opened openForReading();

  /**
   * Puts the best that is left of a damaged one into its place.
   *
   * @throws StorageException if it is not damaged, is in use, or nothing can be restored; nothing
   *     is changed then
   */
  Restoration.Restored restore();

  /**
   * The database of a URL.
   *
   * @param password empty if there is none
   * @throws StorageUrlException if the URL is none of a database this version can use
   */
  static Database of(String url, String password) {
    UrlPasswords.refuse(url);
    String beginning = url.toLowerCase(Locale.ROOT);
    if (beginning.startsWith(H2Url.PREFIX)) {
      return new H2Database(H2Url.parse(url), password, H2Database.PATIENCE);
    }
    if (beginning.startsWith(PostgresUrl.PREFIX)) {
      return new PostgresDatabase(PostgresUrl.parse(url), password, PostgresDatabase.PATIENCE);
    }
    if (beginning.startsWith("jdbc:")) {
      // Only the kind is repeated: the rest may hold what is nobody's business.
      throw new StorageUrlException(
          "studies cannot be stored on " + url.split(":", 3)[1] + "; use " + FORMS);
    }
    throw new StorageUrlException(
        "\"" + url + "\" is no URL of a storage; it should look like " + FORMS);
  }
}
