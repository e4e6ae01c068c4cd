package dev.nightjar.experiments.fuzz;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentException;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.definition.Problem;
import dev.nightjar.experiments.definition.SearchDefinitionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What reads the inputs. */
@FunctionalInterface
public interface Subject {

  /**
   * Reads an input.
   *
   * @return the error it was answered with; empty if it was accepted
   * @throws Exception which is a finding: an input may only be accepted or answered with an error
   */
  Optional<String> read(byte[] input) throws Exception;

  /**
   * The reader of experiment files. What it accepts must survive being stored.
   *
   * @param folder where the file is written, and what it names is looked for
   */
  static Subject experiments(Path folder) {
    return input -> {
      Path file = Files.write(folder.resolve("fuzz.yaml"), input);
      try {
        Experiment experiment = ExperimentReader.read(file, Map.of());
        String stored = experiment.resolvedJson();
        if (!Experiment.fromResolved(stored).resolvedJson().equals(stored)) {
          throw new IllegalStateException("the experiment changes by being stored: " + stored);
        }
        return Optional.empty();
      } catch (ExperimentException e) {
        return Optional.of(render(e, file));
      }
    };
  }

  /**
   * The reader of the files of {@code nightjar ask-tell}.
   *
   * @param folder where the file is written
   */
  static Subject searches(Path folder) {
    return input -> {
      Path file = Files.write(folder.resolve("fuzz.yaml"), input);
      try {
        SearchDefinitionReader.read(file, Optional.empty());
        return Optional.empty();
      } catch (ExperimentException e) {
        return Optional.of(render(e, file));
      }
    };
  }

  /** All of an error's words; nothing at all if one of its problems has none. */
  private static String render(ExperimentException e, Path file) {
    boolean worded = e.problems().stream().map(Problem::message).noneMatch(String::isBlank);
    return worded ? e.render().replace(file.toAbsolutePath().getParent().toString(), "") : "";
  }
}
