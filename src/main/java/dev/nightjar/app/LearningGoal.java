package dev.nightjar.app;

import dev.nightjar.zoo.task.TaskType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What is to be learned from somebody's data, as far as it is not left to be found out. */
final class LearningGoal {

  @Option(
      names = "--task",
      paramLabel = "TYPE",
      description =
          "classification, language-model, regression, forecasting or polyphonic (default: what fits"
              + " the data)")
  private Optional<String> task = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "the column that is learned: a label or a number (default: found out)")
  private Optional<String> target = Optional.empty();

  /**
   * The task that was asked for.
   *
   * @throws UsageException if there is none of that name
   */
  Optional<TaskType> task() {
    return task.map(LearningGoal::taskOf);
  }

  /** The column that is learned. */
  Optional<String> target() {
    return target;
  }

  private static TaskType taskOf(String label) {
    return TaskType.of(label)
        .orElseThrow(
            () ->
                new UsageException(
                    "--task should be "
                        + Arrays.stream(TaskType.values())
                            .map(TaskType::label)
                            .collect(Collectors.joining(", "))
                        + ", not "
                        + label
                        + "; for a program of yours (task command) see src/docs/command.md"));
  }
}
