package dev.nightjar.experiments.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Experiment files for tests. */
final class Examples {

  static final String SMALL =
      """
      version: 1
      name: small
      task: {type: classification}
      dataset: {builtin: names}
      parameters:
        model.cell_type: {values: [rnn, gru]}
        model.num_layers: {type: int, min: 1, max: 3}
        model.dropout: {type: float, min: 0, max: 0.5, when: {model.num_layers: [2, 3]}}
        training.learning_rate: {type: float, min: 1e-4, max: 1e-1, log: true}
      """;

  private Examples() {}

  static Experiment read(String yaml) {
    return ExperimentReader.read(Path.of("test.yaml"), yaml, Map.of());
  }

  static Experiment read(String yaml, Map<String, String> overrides) {
    return ExperimentReader.read(Path.of("test.yaml"), yaml, overrides);
  }

  /** Those of the example files whose trials train networks. */
  static List<Path> trainings() throws IOException {
    List<Path> trainings = new ArrayList<>();
    for (Path file : files()) {
      if (!Files.readString(file).contains("type: command")) {
        trainings.add(file);
      }
    }
    return trainings;
  }

  /** The example files that come with Nightjar, which lie in the module's folder. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
