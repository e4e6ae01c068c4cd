package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a database and those that lie beside it, which begin with its name. With {@code
 * runs/nightjar.mv.db}: backups {@code nightjar-backup-12.zip}, counted up; drafts {@code
 * nightjar-new-PID-…}, which become something when they are complete; and files that were replaced,
 * {@code nightjar-damaged-1.mv.db} and {@code nightjar-older-1.mv.db}. None of them is called
 * {@code nightjar.….mv.db}: H2 takes such files for parts of the database when it backs that up.
 *
 * @param path the database's path without {@code .mv.db}, absolute
 */
record DatabaseFiles(Path path) {

  private static final String SUFFIX = ".mv.db";

  static DatabaseFiles of(H2Url url) {
    return new DatabaseFiles(Path.of(url.path()));
  }

  /** Of a database by the file itself. */
  static DatabaseFiles ofDatabase(Path file) {
    String name = file.getFileName().toString();
    return new DatabaseFiles(
        file.resolveSibling(name.substring(0, name.length() - SUFFIX.length())));
  }

  private String name() {
    return path.getFileName().toString();
  }

  private Path beside(String ending) {
    return path.resolveSibling(name() + ending);
  }

  /** The database. */
  Path database() {
    return beside(SUFFIX);
  }

  /** How many trials of each study have finished: {@link OutcomeCounts}. */
  Path outcomes() {
    return beside(".outcomes");
  }

  /** The URL for this place. */
  String url() {
    return "jdbc:h2:file:" + path;
  }

  /** The backups there are, newest first. */
  List<Path> backups() throws IOException {
    return numbered("backup", ".zip");
  }

  /** The place of the next backup. */
  Path nextBackup() throws IOException {
    return next("backup", ".zip");
  }

  /** The place to which a file goes that was replaced: {@code kind-N.mv.db}. */
  Path nextReplaced(String kind) throws IOException {
    return next(kind, SUFFIX);
  }

  /** Files of a kind by falling number. */
  private List<Path> numbered(String kind, String ending) throws IOException {
    Pattern form = form(kind, ending);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path.getParent())) {
      for (Path file : all) {
        if (form.matcher(file.getFileName().toString()).matches()) {
          files.add(file);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    files.sort(Comparator.comparingLong((Path file) -> number(form, file)).reversed());
    return files;
  }

  private Path next(String kind, String ending) throws IOException {
    List<Path> files = numbered(kind, ending);
    long last = files.isEmpty() ? 0 : number(form(kind, ending), files.get(0));
    return beside("-" + kind + "-" + (last + 1) + ending);
  }

  private Pattern form(String kind, String ending) {
    return Pattern.compile(
        Pattern.quote(name() + "-" + kind + "-") + "(\\d{1,18})" + Pattern.quote(ending));
  }

  private static long number(Pattern form, Path file) {
    Matcher matcher = form.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(file + " does not match " + form);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** A place for something that is not complete; removed when its process is gone. */
  DatabaseFiles draft() {
    return new DatabaseFiles(
        beside(
            "-new-"
                + ProcessHandle.current().pid()
                + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())));
  }

  /** Removes what processes left that were killed while they made a draft here. */
  void deleteAbandoned() throws IOException {
    Pattern drafts = Pattern.compile(Pattern.quote(name()) + "-new-(\\d{1,18})-[0-9a-f]{8}\\..*");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent())) {
      for (Path file : files) {
        Matcher draft = drafts.matcher(file.getFileName().toString());
        if (draft.matches() && ProcessHandle.of(Long.parseLong(draft.group(1))).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Gives a file a second name, or where the file system knows no links, a new one.
   *
   * @throws FileAlreadyExistsException if there is a file of that name
   */
  static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(file, name);
    }
  }
}
