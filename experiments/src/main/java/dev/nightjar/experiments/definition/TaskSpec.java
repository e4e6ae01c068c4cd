package dev.nightjar.experiments.definition;

/** What a trial does with its configuration: trains a network, or runs a program. */
public sealed interface TaskSpec permits TrainingSpec, CommandSpec {

  /** The name of the task in experiment files, such as {@code classification}. */
  String label();
}
