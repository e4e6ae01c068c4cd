package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.sql.SQLException;

/**
 * Makes a database file that appears with all its tables or not at all. H2 cannot make tables in
 * one transaction, and one half made, by a process that was killed, could never be opened again. So
 * the file is made under another name beside its place and gets its own when it is complete.
 */
final class NewDatabase {

  private NewDatabase() {}

  /**
   * Makes the file if there is none; of several processes that do so at once, the first to be done
   * wins, and the others use its file.
   *
   * @throws SQLException if the tables cannot be made
   * @throws IOException if the file cannot be put into its place
   */
  static void createIfMissing(H2Url url, String password) throws SQLException, IOException {
    if (Files.exists(url.file())) {
      return;
    }
    H2Url draft = url.at(DatabaseFiles.of(url).draft());
    try {
      try (DraftDatabase made = DraftDatabase.open(draft, password)) {
        Schema.migrate(made.source(), Dialect.H2);
      }
      DatabaseFiles.link(draft.file(), url.file());
    } catch (FileAlreadyExistsException e) {
      // Another process was quicker; its file is as good, and may have studies already.
      return;
    } finally {
      Files.deleteIfExists(draft.file());
    }
  }
}
