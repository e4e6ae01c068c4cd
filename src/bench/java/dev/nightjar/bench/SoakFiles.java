package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are copied and removed. */
final class SoakFiles {

  private SoakFiles() {}

  /** Removes what is there, and copies a folder without folders in it. */
  static void replace(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> files = Files.walk(to)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      List<Path> plain = files.filter(Files::isRegularFile).toList();
      for (Path file : plain) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Runs a program of the system; whether it ended well. */
  static boolean system(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
