package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backups beside a database: zips of its file, of which the last two are kept. One appears when
 * it is complete, and only if the database in it was read from its beginning to its end.
 */
final class Backups {

  private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
  private static final int KEPT = 2;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final H2Url url;
  private final String password;
  private final DatabaseFiles files;

  Backups(H2Url url, String password) {
    this.url = url;
    this.password = password;
    this.files = DatabaseFiles.of(url);
  }

  /** Writes a zip of the database, which may be in use. */
  interface Copying {
    /**
     * Writes it.
     *
     * @param zip absolute; overwritten
     */
    void writeTo(Path zip);
  }

  /**
   * Makes a backup and removes those that are one too many.
   *
   * @return where it is
   * @throws RuntimeException if the copy is not whole
   */
  Path make(Copying copying) throws IOException, SQLException {
    DatabaseFiles draft = files.draft();
    Path zip = draft.path().resolveSibling(draft.path().getFileName() + ".zip");
    try {
      copying.writeTo(zip);
      try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      unpack(zip, draft.database());
      DatabaseCheck.check(url.at(draft), password);
      Path backup = files.nextBackup();
      Files.move(zip, backup, StandardCopyOption.ATOMIC_MOVE);
      prune();
      return backup;
    } finally {
      Files.deleteIfExists(zip);
      Files.deleteIfExists(draft.database());
    }
  }

  private void prune() throws IOException {
    List<Path> all = files.backups();
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
  }

  /** The database file out of a zip; other entries, and where it wants to be, are ignored. */
  static void unpack(Path zip, Path file) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".mv.db")) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
          return;
        }
      }
    }
    throw new IOException(zip + " has no database in it");
  }

  /** The newest backup whose bytes are as they were written; empty if there is none. */
  static Optional<Path> newestIntact(DatabaseFiles files) {
    List<Path> all;
    try {
      all = files.backups();
    } catch (IOException e) {
      LOG.debug("no backups could be looked for", e);
      return Optional.empty();
    }
    return all.stream().filter(Backups::intact).findFirst();
  }

  private static boolean intact(Path zip) {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      boolean found = false;
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        found |= entry.getName().endsWith(".mv.db");
        in.transferTo(OutputStream.nullOutputStream()); // Reading compares with the checksum.
      }
      return found;
    } catch (IOException e) {
      LOG.debug("{} is no whole backup", zip, e);
      return false;
    }
  }

  /** When a backup was made, for messages. */
  static String time(Path backup) {
    try {
      Instant made = Files.getLastModifiedTime(backup).toInstant();
      return MINUTE.format(made);
    } catch (IOException e) {
      throw new UncheckedIOException(backup + " cannot be read", e);
    }
  }
}
