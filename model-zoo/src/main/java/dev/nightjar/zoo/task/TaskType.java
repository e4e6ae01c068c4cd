package dev.nightjar.zoo.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is learned from the sequences. */
public enum TaskType {
  /** One label a sequence. */
  CLASSIFICATION(
      List.of(
          "validation.loss",
          "validation.accuracy",
          "validation.macro_f1",
          "training.loss",
          "model.parameters")),

  /** The next token at every step. */
  LANGUAGE_MODEL(
      List.of(
          "validation.loss",
          "validation.bits_per_character",
          "validation.perplexity",
          "training.loss",
          "model.parameters")),

  /** One number a sequence. */
  REGRESSION(List.of("validation.mse", "validation.mae", "training.loss", "model.parameters"));

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; only its type does not say so.
  private final List<String> metrics;

  TaskType(List<String> metrics) {
    this.metrics = metrics;
  }

  /** The name in experiment files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The metrics a trial reports, which an objective may name. */
  public List<String> metrics() {
    return metrics;
  }

  /** The task of a name in experiment files. */
  public static Optional<TaskType> of(String label) {
    return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
  }
}
