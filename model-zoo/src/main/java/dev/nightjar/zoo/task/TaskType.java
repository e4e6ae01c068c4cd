package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.DatasetKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is learned from the sequences. */
public enum TaskType {
  /** One label a sequence. */
  CLASSIFICATION(
      List.of(DatasetKind.LABELLED_TEXT, DatasetKind.LABELLED_SERIES),
      List.of(
          "validation.loss",
          "validation.accuracy",
          "validation.macro_f1",
          "training.loss",
          NetworkMetrics.PARAMETERS)),

  /** A token at every step: the next one, or what the data asks for. */
  LANGUAGE_MODEL(
      DatasetKind.TOKENS,
      List.of(
          "validation.loss",
          "validation.bits_per_character",
          "validation.perplexity",
          "training.loss",
          NetworkMetrics.PARAMETERS)),

  /** One number a sequence. */
  REGRESSION(
      DatasetKind.NUMBERS,
      List.of("validation.mse", "validation.mae", "training.loss", NetworkMetrics.PARAMETERS)),

  /** The next values of a time series. */
  FORECASTING(
      DatasetKind.TIME_SERIES,
      List.of(
          "validation.mse",
          "validation.mae",
          "validation.nrmse",
          "validation.nrmse_last",
          "training.loss",
          NetworkMetrics.PARAMETERS)),

  /** Which keys sound at the next time step of a piece of music. */
  POLYPHONIC(
      DatasetKind.MUSIC, List.of("validation.nll", "training.loss", NetworkMetrics.PARAMETERS));

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; only its type does not say so.
  private final List<DatasetKind> learnsFrom;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; only its type does not say so.
  private final List<String> metrics;

  TaskType(DatasetKind learnsFrom, List<String> metrics) {
    this(List.of(learnsFrom), metrics);
  }

  TaskType(List<DatasetKind> learnsFrom, List<String> metrics) {
    this.learnsFrom = learnsFrom;
    this.metrics = metrics;
  }

  /** The name in experiment files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kinds of data it learns from, each data set being of one. */
  public List<DatasetKind> learnsFrom() {
    return learnsFrom;
  }

  /** The data it learns from in words, for messages. */
  public String describeData() {
    return learnsFrom.stream().map(DatasetKind::describe).collect(Collectors.joining(" or "));
  }

  /** The metrics every trial reports. */
  public List<String> metrics() {
    return metrics;
  }

  /**
   * The metrics that the first objective may name: early stopping and comparison both need them
   * measured after each epoch. The first is the one unless an experiment names another. Further
   * objectives may name {@link NetworkMetrics} too.
   */
  public List<String> objectives() {
    return metrics.stream().filter(metric -> metric.startsWith("validation.")).toList();
  }

  /** The task of a name in experiment files. */
  public static Optional<TaskType> of(String label) {
    return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
  }
}
