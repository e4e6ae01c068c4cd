package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the best that is left of a damaged database into its place: a backup, or what can be read of
 * the file itself, whichever holds more finished trials. Nothing is deleted: the file that was
 * there is kept under another name.
 */
public final class Restoration {

  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  private final H2Url url;
  private final String password;
  private final DatabaseFiles files;

  /**
   * What was done.
   *
   * @param from the file whose content is the database now
   * @param replaced where the file is that was there before; empty if there was none
   * @param studies how many finished trials there are of each study
   */
  public record Restored(Path from, Optional<Path> replaced, Map<String, Long> studies) {}

  /** Something that could take the place, unpacked and read to its end. */
  private record Candidate(Path from, DatabaseFiles draft, DatabaseCheck.Contents contents) {}

  Restoration(H2Url url, String password) {
    this.url = url;
    this.password = password;
    this.files = DatabaseFiles.of(url);
  }

  /**
   * Restores the database of a storage's URL.
   *
   * @throws StorageException if it is not damaged, is in use, or nothing can be restored; nothing
   *     is changed then
   */
  public static Restored restore(String url) {
    return Database.of(url, JdbcStorage.password()).restore();
  }

  Restored restore() throws IOException, SQLException {
    files.deleteAbandoned();
    List<Candidate> candidates = new ArrayList<>();
    Optional<LockedFile> lock = lock();
    try {
      addFileItself(lock, candidates);
      for (Path backup : files.backups()) {
        addBackup(backup, candidates);
      }
      Candidate best =
          candidates.stream()
              .reduce((a, b) -> b.contents().outcomes() > a.contents().outcomes() ? b : a)
              .orElseThrow(this::nothingLeft);
      return publish(best);
    } finally {
      for (Candidate candidate : candidates) {
        Files.deleteIfExists(candidate.draft().database());
      }
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  private Optional<LockedFile> lock() throws IOException {
    if (!Files.exists(files.database())) {
      return Optional.empty();
    }
    Optional<LockedFile> lock = LockedFile.of(files.database());
    if (lock.isEmpty()) {
      throw new StorageException(
          "storage "
              + files.database()
              + ": a search or another program has it open; end that, and restore then");
    }
    return lock;
  }

  private void addFileItself(Optional<LockedFile> lock, List<Candidate> candidates)
      throws IOException {
    if (lock.isEmpty() || Files.size(files.database()) == 0) {
      return;
    }
    DatabaseFiles draft = files.draft();
    lock.get().copyTo(draft.database());
    Optional<Candidate> read = read(files.database(), draft);
    if (read.isEmpty()) {
      return;
    }
    candidates.add(read.get());
    try {
      OutcomeCounts.requireNoFewer(
          new OutcomeCounts(files.outcomes()).read(), read.get().contents().counts());
    } catch (DamageException e) {
      LOG.info("{} can be read, but {}", files.database(), e.getMessage());
      return;
    }
    throw new StorageException(
        "storage "
            + files.database()
            + " is not damaged: all its "
            + read.get().contents().outcomes()
            + " finished trials can be read; nothing was changed");
  }

  private void addBackup(Path backup, List<Candidate> candidates) throws IOException {
    DatabaseFiles draft = files.draft();
    try {
      Backups.unpack(backup, draft.database());
    } catch (IOException e) {
      LOG.info("backup {} cannot be unpacked", backup, e);
      Files.deleteIfExists(draft.database());
      return;
    }
    read(backup, draft).ifPresent(candidates::add);
  }

  /** Reads a draft to its end; it is removed if it cannot be read. */
  private Optional<Candidate> read(Path from, DatabaseFiles draft) throws IOException {
    boolean whole = false;
    try {
      DatabaseCheck.Contents contents = DatabaseCheck.check(url.at(draft), password);
      whole = true;
      return Optional.of(new Candidate(from, draft, contents));
    } catch (SQLException | RuntimeException e) {
      if (H2Problems.wrongPassword(e)) {
        throw new H2Problems(url.location()).explain(e);
      }
      LOG.info("{} cannot be read to its end", from, e);
      return Optional.empty();
    } finally {
      if (!whole) {
        Files.deleteIfExists(draft.database());
      }
    }
  }

  private Restored publish(Candidate best) throws IOException {
    Optional<Path> replaced = Optional.empty();
    if (Files.exists(files.database())) {
      replaced = Optional.of(files.nextReplaced("damaged"));
      DatabaseFiles.link(files.database(), replaced.get());
    }
    try {
      Files.move(best.draft().database(), files.database(), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(best.draft().database(), files.database(), StandardCopyOption.REPLACE_EXISTING);
    }
    // Afterwards: a process that is killed in between leaves counts that ask for another restore.
    new OutcomeCounts(files.outcomes()).replace(best.contents().counts());
    return new Restored(best.from(), replaced, best.contents().studies());
  }

  private StorageException nothingLeft() {
    return new StorageException(
        "storage "
            + files.database()
            + ": neither the file nor a backup beside it can be read; restore it from a backup of"
            + " your own, or name another storage with --storage");
  }
}
