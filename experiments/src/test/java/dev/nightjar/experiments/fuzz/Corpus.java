package dev.nightjar.experiments.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Right inputs, which mutations begin with. */
public final class Corpus {

  /** What stands in no example file, though the reader knows it. */
  private static final String ANYTHING_ELSE =
      """
      version: 1
      name: small
      task: {type: classification}
      dataset: {builtin: names, split: {train: 0.8, validation: 0.1, test: 0.1}}
      objective:
        - {metric: validation.loss, goal: minimize, target: 0.6}
        - {metric: validation.accuracy, goal: maximize}
      constraints: ["model.num_layers * model.hidden_size <= 600", "model.dropout < 0.4"]
      enqueue:
        - {model.num_layers: 2, model.dropout: &d 0.25}
      parameters:
        model.cell_type: {values: [rnn, "gru", 'lstm']}
        model.num_layers: {type: int, min: 1, max: 3}
        model.hidden_size: {type: int, min: 32, max: 512, log: true}
        model.dropout: {type: float, min: 0, max: 0.5, when: {model.num_layers: [2, 3]}}
        training.learning_rate: {type: float, min: 1e-4, max: 1e-1, log: true}
      model: {output_dropout: *d}
      training: {epochs: 3}
      pruner: {type: hyperband, min_epochs: 1, reduction_factor: 3}
      keep_models: 3
      """;

  private static final List<String> CONVERSATION =
      List.of(
          "{\"ask\":1}",
          "{\"ask\":3}",
          "{\"report\":0,\"step\":3,\"value\":0.7}",
          "{\"report\":2,\"step\":1,\"value\":-1.5e-3}",
          "{\"tell\":0,\"value\":1.23}",
          "{\"tell\":1,\"state\":\"failed\"}",
          "{\"tell\":2,\"state\":\"pruned\"}",
          "{\"tell\":3,\"values\":[0.1,2]}",
          "{\"add\":{\"x\":1.5,\"rate\":0.01,\"layers\":2,\"method\":\"plain\"},\"value\":1.23}",
          "{\"add\":{\"x\":1,\"rate\":1,\"layers\":4,\"method\":\"smooth\",\"width\":0.5},\"state\":\"failed\"}");

  private Corpus() {}

  /**
   * Experiment files.
   *
   * @param examples the folder of the example files
   */
  public static List<String> experiments(Path examples) throws IOException {
    return Stream.concat(Stream.of(ANYTHING_ELSE), texts(examples).stream()).toList();
  }

  /**
   * Files that {@code nightjar ask-tell} reads.
   *
   * @param examples the folder of the example files
   */
  public static List<String> searches(Path examples) throws IOException {
    return Stream.of(texts(examples.resolve("ask-tell")), experiments(examples))
        .flatMap(List::stream)
        .toList();
  }

  /** Lines that {@code nightjar ask-tell} is sent. */
  public static List<String> conversation() {
    return CONVERSATION;
  }

  /** An input without what would end its line. */
  public static byte[] line(byte[] input) {
    byte[] line = input.clone();
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
    }
    return line;
  }

  private static List<String> texts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> texts =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(Corpus::text)
              .toList();
      if (texts.isEmpty()) {
        throw new IOException("there are no example files in " + folder.toAbsolutePath());
      }
      return texts;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies what example files name into a folder, so that they can be read there too.
   *
   * @param examples the folder of the example files
   */
  public static void copyData(Path examples, Path folder) throws IOException {
    for (String name : List.of("data", "command")) {
      Files.createDirectory(folder.resolve(name));
      try (Stream<Path> files = Files.list(examples.resolve(name))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, folder.resolve(name).resolve(file.getFileName()));
        }
      }
    }
  }
}
