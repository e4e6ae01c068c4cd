package dev.nightjar.experiments.definition;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files that a section names, relative to the folder of the experiment file. */
final class DataPaths {

  private final Problems problems;
  private final Path file;

  /**
   * For one experiment file.
   *
   * @param file the experiment file
   */
  DataPaths(Problems problems, Path file) {
    this.problems = problems;
    this.file = file;
  }

  /**
   * The file that a key names; empty if the key is not there, or after recording a problem.
   *
   * @param prefix the dotted name of the section, for messages
   */
  Optional<Path> of(Section section, String prefix, String key) {
    return section.entry(key).flatMap(entry -> of(section, prefix, entry));
  }

  private Optional<Path> of(Section section, String prefix, YamlMap.Entry entry) {
    String name = prefix + "." + entry.key();
    String written = section.text(entry.key()).orElseThrow();
    Path path;
    try {
      Path folder = file.toAbsolutePath().getParent();
      path = (folder == null ? Path.of(written) : folder.resolve(written)).normalize();
    } catch (InvalidPathException e) {
      problems.add(entry.value().span(), name + " " + Words.quote(written) + " cannot name a file");
      return Optional.empty();
    }
    if (Files.isRegularFile(path) && Files.isReadable(path)) {
      return Optional.of(path);
    }
    List<String> hints = new ArrayList<>();
    String fault = "there is no file ";
    if (Files.isDirectory(path)) {
      fault = "this is a folder, not a file: ";
    } else if (Files.exists(path)) {
      fault = "this file cannot be read: ";
      hints.add("see to its permissions");
    } else {
      hints.addAll(NearbyFile.didYouMean(path));
    }
    hints.add("a path is relative to the folder of the experiment file");
    problems.add(entry.value().span(), name + ": " + fault + path, hints);
    return Optional.empty();
  }
}
