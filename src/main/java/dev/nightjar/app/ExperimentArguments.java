package dev.nightjar.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The experiment file, and what the command line puts in the place of its values. */
final class ExperimentArguments {

  @Parameters(index = "0", paramLabel = "FILE", description = "the experiment file")
  private Path file = Path.of("");

  @Option(
      names = "-S",
      paramLabel = "KEY=VALUE",
      description = "set a value of the file, such as training.epochs=5")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--parallelism", paramLabel = "N", description = "number of worker processes")
  private Optional<String> parallelism = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "seed of the search and its trials")
  private Optional<String> seed = Optional.empty();

  Path file() {
    return file;
  }

  /** Keys of the file and the values that take the place of theirs. */
  Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    parallelism.ifPresent(v -> overrides.put("parallelism", v));
    seed.ifPresent(v -> overrides.put("seed", v));
    return overrides;
  }
}
