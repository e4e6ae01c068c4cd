package dev.nightjar.app;

import dev.nightjar.zoo.dl4j.Dl4jExport;
import dev.nightjar.zoo.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that {@code auto} leaves: the experiment, the study, the models and the report.
 *
 * @param path absolute
 */
record AutoFolder(Path path) {

  private static final String DATABASE = "study";

  /**
   * A folder as it was given.
   *
   * @throws UsageException if nothing can be put there
   */
  static AutoFolder of(Path given) {
    Path path = given.toAbsolutePath().normalize();
    if (path.toString().contains(";")) {
      throw new UsageException(
          "-o " + given + ": a folder with a ; in its path cannot hold a database; choose another");
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UsageException("-o " + given + " is a file; give a folder, which may be missing");
    }
    List<String> names = names(path);
    if (!names.isEmpty() && names.stream().noneMatch(AutoFolder::isOfDatabase)) {
      throw new UsageException(
          "-o "
              + given
              + " is not empty, and no earlier `nightjar auto` made it; choose another folder, or"
              + " empty it");
    }
    return new AutoFolder(path);
  }

  private static List<String> names(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    } catch (IOException e) {
      throw new UsageException("cannot look into " + folder + ": " + FileFaults.words(e));
    }
  }

  /** The database is the first that is made there, under another name until it is whole. */
  private static boolean isOfDatabase(String name) {
    return name.matches(DATABASE + "(-new-.*)?\\.mv\\.db");
  }

  /** Makes the folder where it is missing. */
  void make() {
    if (Files.isDirectory(path)) {
      return; // Perhaps by a link, which is refused below.
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UsageException(
          "-o: cannot make the folder "
              + path
              + ": "
              + FileFaults.words(e)
              + "; choose another folder");
    }
  }

  /**
   * Writes the experiment file.
   *
   * @param stored as it was written the last time; empty if it never was
   * @throws UsageException if somebody changed the file since then
   */
  void write(String text, Optional<String> stored) {
    Path file = experiment();
    try {
      if (Files.exists(file)) {
        String there = Files.readString(file);
        if (!there.equals(text) && stored.filter(there::equals).isEmpty()) {
          throw new UsageException(
              file
                  + " is not as `nightjar auto` wrote it, and would be written anew; to search what"
                  + " it says, `nightjar run` it, else move it away");
        }
      }
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + FileFaults.words(e));
    }
    WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The experiment file, which repeats the search. */
  Path experiment() {
    return path.resolve("experiment.yaml");
  }

  /**
   * Whether a command with the same experiment file has come to its end: each writes the file when
   * it begins, and the model last.
   *
   * @param text of the experiment file
   */
  boolean isComplete(String text) {
    Path model = path.resolve(Model.FILE_NAME);
    try {
      return Files.exists(model)
          && Files.exists(experiment())
          && Files.readString(experiment()).equals(text)
          && Files.getLastModifiedTime(model).compareTo(Files.getLastModifiedTime(experiment()))
              >= 0;
    } catch (IOException e) {
      throw new UsageException("cannot read in " + path + ": " + FileFaults.words(e));
    }
  }

  /** The folder of the report. */
  Path report() {
    return path.resolve("report");
  }

  /** The storage of the study. */
  String storageUrl() {
    return "jdbc:h2:file:" + path.resolve(DATABASE);
  }

  /**
   * Writes the model that was found: for Nightjar, and for DL4J where that has such layers.
   *
   * @param model one network or an ensemble
   * @param single the network that is best alone, which is the one for DL4J
   * @return why there is none for DL4J; empty if there is one
   */
  Optional<String> export(byte[] model, byte[] single) {
    WholeFile.write(path.resolve(Model.FILE_NAME), model);
    Path dl4j = path.resolve("dl4j.zip");
    try {
      WholeFile.write(dl4j, Dl4jExport.of(single));
      return Optional.empty();
    } catch (UnsupportedOperationException e) {
      return Optional.of(e.getMessage());
    }
  }
}
