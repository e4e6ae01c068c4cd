package dev.nightjar.experiments.storage;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the process that has a database open can be reached. The file beside the database is
 * readable by its owner only, since whoever knows the key may read and write the studies. A process
 * that was killed leaves its file behind; nobody listens at its port then.
 *
 * @param port a port on the loopback interface
 * @param key the secret the server asks for
 */
record ServerFile(int port, String key) {

  /** The only address servers listen at. */
  static final String HOST = "127.0.0.1";

  private static final Pattern FORM =
      Pattern.compile("port=(\\d{1,5})\\R" + "key=([0-9a-f]{32,128})\\s*");

  /** Reads the file; empty if there is none or it is not whole. */
  static Optional<ServerFile> read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new ServerFile(Integer.parseInt(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** Replaces the file in one step, so that nobody reads half of it. */
  void write(Path file) throws IOException {
    Path fresh =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    Files.deleteIfExists(fresh);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(fresh, "port=" + port + "\nkey=" + key + "\n");
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes the file if it is still this one, and not that of another process since. */
  void delete(Path file) throws IOException {
    if (read(file).equals(Optional.of(this))) {
      Files.deleteIfExists(file);
    }
  }
}
