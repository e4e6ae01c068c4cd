package dev.nightjar.zoo.model;

import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained network with what its numbers stand for, ready to be used.
 *
 * <pre>{@code
 * try (Classifier model = Model.open(Path.of("names.zip"), Classifier.class)) {
 *   System.out.println(model.classify("Kowalski").label());
 * }
 * }</pre>
 *
 * <p>Not for several threads at once: open it once for each. All native memory is freed by {@link
 * #close()}.
 */
public sealed interface Model extends AutoCloseable
    permits Classifier, Forecaster, LanguageModel, MusicModel, Regressor, SeriesClassifier {

  /** The file of a model within a folder that is given instead of the file. */
  String FILE_NAME = "model.zip";

  /**
   * Opens a model that {@code nightjar export} wrote, in either of its formats.
   *
   * @param file the file, or a folder that holds it as {@value #FILE_NAME}
   * @throws IOException if the file cannot be read
   * @throws dev.nightjar.zoo.network.ModelFormatException if it is not a whole, undamaged model
   * @throws UnsupportedOperationException if this CPU lacks the instructions that the model
   *     computes with
   */
  static Model open(Path file) throws IOException {
    return open(Files.readAllBytes(Files.isDirectory(file) ? file.resolve(FILE_NAME) : file));
  }

  /**
   * Opens a model from its bytes, those of the file or of a trial's attachment {@code model}.
   *
   * @throws dev.nightjar.zoo.network.ModelFormatException if it is not a whole, undamaged model
   * @throws UnsupportedOperationException if this CPU lacks the instructions that the model
   *     computes with
   */
  static Model open(byte[] bytes) {
    return ModelOpener.open(bytes);
  }

  /**
   * Opens a model of a known kind; see {@link #open(Path)}.
   *
   * @throws IllegalArgumentException if it is of another kind
   * @throws IOException if the file cannot be read
   */
  static <M extends Model> M open(Path file, Class<M> kind) throws IOException {
    return ModelOpener.require(open(file), kind);
  }

  /**
   * Opens a model of a known kind; see {@link #open(byte[])}.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  static <M extends Model> M open(byte[] bytes, Class<M> kind) {
    return ModelOpener.require(open(bytes), kind);
  }

  /** The task that the network was trained for. */
  TaskType task();

  /** What one input is, in words: {@code "a text"}, {@code "numbers, 2 a step"}. */
  String reads();

  /** What is answered to it, in words: {@code "one of 14 labels"}. */
  String answers();

  /** The shape of the network; of an ensemble, of that with the largest weight. */
  default NetworkSpec network() {
    return networks().get(0);
  }

  /** The shapes of all networks whose answers are averaged, the largest weight first; often one. */
  List<NetworkSpec> networks();

  /**
   * Answers one input that is written as a line of text, as {@code nightjar predict} does.
   *
   * @throws InputException if the line is not what this model reads; the message says what is wrong
   *     and what is allowed
   */
  Answer answer(String line);

  /** Frees all native memory. The model and its streams cannot be used afterwards. */
  @Override
  void close();
}
