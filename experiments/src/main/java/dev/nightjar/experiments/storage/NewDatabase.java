package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;

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
    deleteAbandoned(url);
    H2Url draft =
        new H2Url(
            url.path()
                + ".new-"
                + ProcessHandle.current().pid()
                + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()),
            false,
            url.user(),
            url.settings());
    try {
      make(draft, password);
      publish(draft.file(), url.file());
    } finally {
      Files.deleteIfExists(draft.file());
    }
  }

  private static void make(H2Url draft, String password) throws SQLException {
    try (Connection anchor = H2Driver.connect(draft.embedded(), draft.user(), password);
        Statement statement = anchor.createStatement()) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(draft.embedded());
      source.setUser(draft.user());
      source.setPassword(password);
      Schema.migrate(source, Dialect.H2);
      statement.execute("SHUTDOWN");
    }
  }

  /** Gives a file another name, unless there is a file of that name. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      try {
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.move(draft, file); // Not every file system knows links.
      }
    } catch (FileAlreadyExistsException e) {
      // Another process was quicker; its file is as good, and may have studies already.
      return;
    }
  }

  /** Removes what processes left that were killed while they made a database here. */
  private static void deleteAbandoned(H2Url url) throws IOException {
    String name = Path.of(url.path()).getFileName().toString();
    Pattern drafts = Pattern.compile(Pattern.quote(name) + "\\.new-(\\d{1,18})-[0-9a-f]{8}\\..*");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(url.file().getParent())) {
      for (Path file : files) {
        Matcher draft = drafts.matcher(file.getFileName().toString());
        if (draft.matches() && ProcessHandle.of(Long.parseLong(draft.group(1))).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
