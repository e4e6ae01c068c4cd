package dev.nightjar.reports.output;

import dev.nightjar.reports.ReportException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report on its way to disk. Files are written beside their places first and moved into them when
 * all are there, so that a reader never meets half a file, and an earlier report stands until the
 * new one is whole. A list of the files made ({@value #LIST}) tells, next time, which ones may be
 * replaced or removed; nothing else in the folder is touched.
 */
public final class ReportFolder implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ReportFolder.class.getName());

  private static final String LIST = ".nightjar-report";

  /** Locked while files are moved: a search and its user may make the same report. */
  private static final String LOCK = ".nightjar-report.lock";

  private static final String STAGING = ".new-report-";

  /** What lies there so long was left by a process that was killed. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** What a list may name; whatever else it says was not written by us. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?:studies/(?!\\.+/)[A-Za-z0-9._-]+/)?(?:index\\.html|(?:data|version)\\.js|trials/\\d+\\.html)"
              + "|assets/[A-Za-z0-9.-]+");

  private final Path directory;
  private final Path staging;
  private final List<String> files = new ArrayList<>();

  private ReportFolder(Path directory, Path staging) {
    this.directory = directory;
    this.staging = staging;
  }

  /**
   * Makes the folder if need be, and a hidden one inside in which files are written first: inside,
   * so that both lie on the same disk and moving a file is one step.
   *
   * @throws ReportException if it cannot be made
   */
  public static ReportFolder stage(Path directory) {
    try {
      Files.createDirectories(directory);
      removeAbandoned(directory);
      return new ReportFolder(directory, Files.createTempDirectory(directory, STAGING));
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  private static void removeAbandoned(Path directory) throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, STAGING + "*")) {
      for (Path staging : found) {
        if (Files.isDirectory(staging) && Files.getLastModifiedTime(staging).compareTo(limit) < 0) {
          remove(staging);
        }
      }
    }
  }

  /** Writes a text in UTF-8. */
  public void add(String path, String text) {
    add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file; the last one added is the last one to appear. */
  public void add(String path, byte[] content) {
    if (!OWN.matcher(path).matches()) {
      throw new IllegalArgumentException(path + " is not a file of a report");
    }
    try {
      Path target = staging.resolve(path);
      Files.createDirectories(target.getParent());
      Files.write(target, content);
      files.add(path);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /**
   * Moves all files to their places and removes those of an earlier report that are not among them.
   *
   * @throws ReportException if a file is in the way that no report made; then nothing is changed
   */
  public void publish() {
    synchronized (ReportFolder.class) { // A lock on a file is the whole process's.
      try (FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock(channel);
        moveAll();
      } catch (IOException e) {
        throw failed(directory, e);
      }
    }
  }

  /** Waits until nobody else publishes here; the lock ends with the channel. */
  private static void lock(FileChannel channel) {
    try {
      FileLock unused = channel.lock();
    } catch (IOException e) {
      // Some network file systems have no locks; two at the same time are rare all the more.
      LOG.log(System.Logger.Level.DEBUG, "no lock on the folder of the report", e);
    }
  }

  private void moveAll() throws IOException {
    Set<String> earlier = list();
    for (String file : files) {
      if (Files.exists(directory.resolve(file)) && !earlier.contains(file)) {
        throw new ReportException(
            directory.resolve(file)
                + " is there already and was not made by a report; choose another folder, or"
                + " move the file away");
      }
    }
    // Named before they appear, so that a report cut short can still be replaced by the next.
    Set<String> both = new LinkedHashSet<>(earlier);
    both.addAll(files);
    writeList(both);
    for (String file : files) {
      move(staging.resolve(file), directory.resolve(file));
    }
    earlier.removeAll(files);
    for (String stale : earlier) {
      Files.deleteIfExists(directory.resolve(stale));
    }
    writeList(files);
  }

  private Set<String> list() throws IOException {
    Path list = directory.resolve(LIST);
    if (!Files.exists(list)) {
      return new TreeSet<>();
    }
    Set<String> names = new TreeSet<>(Files.readAllLines(list, StandardCharsets.UTF_8));
    names.removeIf(name -> !OWN.matcher(name).matches());
    return names;
  }

  private void writeList(Collection<String> names) throws IOException {
    Path fresh = staging.resolve(LIST);
    Files.write(fresh, new TreeSet<>(names), StandardCharsets.UTF_8);
    move(fresh, directory.resolve(LIST));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes what was written and not published. */
  @Override
  public void close() {
    try {
      remove(staging);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static ReportException failed(Path directory, IOException cause) {
    return new ReportException(
        "the report cannot be written to "
            + directory.toAbsolutePath().normalize()
            + "; see that the folder can be written and the disk has room, or choose another"
            + " folder",
        cause);
  }
}
