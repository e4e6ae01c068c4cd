package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database file that an older version wrote up to date: a copy of it, which takes its
 * place in one step when it is complete. Whatever ends the process before leaves the file as it
 * was; a process that ends in the middle of changing the file itself would leave one that neither
 * version can read. The older file is kept as {@code …older-N.mv.db}.
 */
final class OlderDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(OlderDatabase.class);

  private OlderDatabase() {}

  /**
   * Brings the file up to date.
   *
   * @return whether it was; if not, another process has the file open
   */
  static boolean migrate(H2Url url, String password) throws IOException, SQLException {
    DatabaseFiles files = DatabaseFiles.of(url);
    DatabaseFiles draft = files.draft();
    Optional<LockedFile> locked = LockedFile.of(files.database());
    if (locked.isEmpty()) {
      return false;
    }
    try (LockedFile file = locked.get()) {
      file.copyTo(draft.database());
      try (DraftDatabase copy = DraftDatabase.open(url.at(draft), password)) {
        Schema.migrate(copy.source(), Dialect.H2);
      } catch (FlywayException e) {
        // On a full disk that is what is told; else the tables are not those of any version.
        throw new DamageException("its tables are not those of an older version", e);
      }
      Path kept = files.nextReplaced("older");
      DatabaseFiles.link(files.database(), kept);
      Files.move(draft.database(), files.database(), StandardCopyOption.ATOMIC_MOVE);
      LOG.info("{} has the tables of this version now; the older file is {}", url.file(), kept);
      return true;
    } finally {
      Files.deleteIfExists(draft.database());
    }
  }
}
