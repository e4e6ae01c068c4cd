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
    delete(to);
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      List<Path> plain = files.filter(Files::isRegularFile).toList();
      for (Path file : plain) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Removes a folder with all that is in it, if there is one. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
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
