package dev.nightjar.experiments.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file that somebody meant who named one that is not there. */
final class NearbyFile {

  /** In a folder of more files than this nobody is helped by a guess. */
  private static final int MAX_FILES = 1000;

  private NearbyFile() {}

  /** The hint that names a file of the same folder whose name is near; none or one line. */
  static List<String> didYouMean(Path missing) {
    Path name = missing.getFileName();
    Path folder = missing.toAbsolutePath().getParent();
    if (name == null || folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .limit(MAX_FILES)
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      return Words.didYouMean(name.toString(), names);
    } catch (IOException e) {
      return List.of(); // There is no such folder, or it may not be looked into: nothing to guess.
    }
  }
}
