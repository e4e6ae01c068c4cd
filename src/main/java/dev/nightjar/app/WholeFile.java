package dev.nightjar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of which whoever looks at any moment sees the old one or the new one, whole. */
final class WholeFile {

  private WholeFile() {}

  /**
   * Writes a file, and its folder if that is missing.
   *
   * @throws UsageException if it cannot be written
   */
  static void write(Path output, byte[] bytes) {
    Path target = output.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new UsageException(output + " is a folder; give a file to write");
    }
    try {
      Files.createDirectories(target.getParent());
      Path part = target.resolveSibling(target.getFileName() + ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UsageException("cannot write " + output + ": " + FileFaults.words(e));
    }
  }
}
