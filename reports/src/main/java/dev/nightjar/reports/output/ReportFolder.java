package dev.nightjar.reports.output;

import dev.nightjar.reports.ReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  private static final String LIST = ".nightjar-report";

  /** What a list may name; whatever else it says was not written by us. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?:studies/(?!\\.+/)[A-Za-z0-9._-]+/)?(?:index\\.html|data\\.js|trials/\\d+\\.html)"
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
      return new ReportFolder(directory, Files.createTempDirectory(directory, ".new-report-"));
    } catch (IOException e) {
      throw failed(directory, e);
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
    try {
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
    } catch (IOException e) {
      throw failed(directory, e);
    }
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
    try (Stream<Path> left = Files.walk(staging)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw failed(directory, e);
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
