package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A database file that no process can open as a database while this one has it. The operating
 * system forgets the lock with the first channel to the file that is closed, so nothing else may
 * open it here meanwhile.
 */
final class LockedFile implements AutoCloseable {

  private final FileChannel channel;

  private LockedFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks a file; empty if somebody has it open as a database. */
  static Optional<LockedFile> of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Optional<FileLock> lock = Optional.empty();
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // This very process has it open.
      return Optional.empty();
    } finally {
      if (lock.isEmpty()) {
        channel.close();
      }
    }
    return lock.map(held -> new LockedFile(channel));
  }

  /** Copies the file, through to the device. */
  void copyTo(Path copy) throws IOException {
    try (FileChannel out =
        FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = channel.size();
      for (long at = 0; at < size; ) {
        at += channel.transferTo(at, size - at, out);
      }
      out.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
