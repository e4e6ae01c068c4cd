package dev.nightjar.experiments.worker;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary directory of an executor: crash files and whatever its workers leave behind. It is
 * deleted when the executor closes. One whose controller was killed is deleted by the next: a file
 * lock, which no dead process holds, tells the two apart.
 */
final class WorkerDirectory implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerDirectory.class);

  static final String PREFIX = "nightjar-workers-";
  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 10;

  /**
   * Those of this process: opening and closing a file loses whatever POSIX lock the same process
   * has on it, so their locks must not even be looked at.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile;

  private WorkerDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** A new directory in the system's temporary directory. */
  static WorkerDirectory create() throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static WorkerDirectory create(Path parent) throws IOException {
    Files.createDirectories(parent);
    sweep(parent);
    for (int i = 0; i < ATTEMPTS; i++) {
      Path path = Files.createTempDirectory(parent, PREFIX).toRealPath();
      HELD.add(path);
      FileChannel lockFile = open(path.resolve(LOCK));
      if (lockFile.tryLock() != null) {
        return new WorkerDirectory(path, lockFile);
      }
      // Another process took the lock right after it was made, and is sweeping the directory away.
      lockFile.close();
      HELD.remove(path);
    }
    throw new IOException("no directory in " + parent + " could be locked");
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  Path path() {
    return path;
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        sweepOne(directory);
      }
    }
  }

  private static void sweepOne(Path directory) {
    try {
      Path path = directory.toRealPath();
      Path lock = path.resolve(LOCK);
      if (!HELD.contains(path) && Files.isWritable(lock) && abandoned(lock)) {
        deleteTree(path);
      }
    } catch (IOException e) {
      // Somebody else is sweeping it too, or it is not ours to sweep: no reason not to start.
      LOG.debug("{} was left alone", directory, e);
    }
  }

  private static boolean abandoned(Path lock) throws IOException {
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = file.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(directory)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close(); // first: not every system deletes open files
    try {
      deleteTree(path);
    } catch (NoSuchFileException e) {
      // Another controller began to sweep it away the moment it was unlocked.
      LOG.debug("{} is being deleted by another process", path, e);
    } finally {
      HELD.remove(path);
    }
  }
}
