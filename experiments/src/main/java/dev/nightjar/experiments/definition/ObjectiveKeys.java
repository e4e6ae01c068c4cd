package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.task.NetworkMetrics;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The vocabulary of an objective. */
final class ObjectiveKeys {

  private static final Key TARGET =
      Key.optional(
              "target",
              Keys.ANY_NUMBER,
              "The search ends when one trial is as good as this, and as the targets of all other"
                  + " objectives.")
          .byDefault("none");

  /** One objective of a search whose trials another program runs. */
  static final KeyType.Section OF_SEARCH =
      new KeyType.Section(
          List.of(
              Key.optional(
                      "metric", new KeyType.Text(), "What is optimised, by a name of your own.")
                  .byDefault("value"),
              Key.optional("goal", KeyType.Choice.of("minimize", "maximize"), "The direction.")
                  .byDefault(
                      "maximize if the metric's name ends in accuracy or macro_f1, otherwise"
                          + " minimize"),
              TARGET),
          Set.of());

  private ObjectiveKeys() {}

  /** The only or the first objective: measured after each epoch. Of any task if it is unknown. */
  static KeyType.Section first(Optional<TaskType> task) {
    return section(metrics(task));
  }

  /** An objective after the first: also what is measured once, of the trained network. */
  static KeyType.Section other(Optional<TaskType> task) {
    List<String> metrics = new ArrayList<>(metrics(task));
    metrics.addAll(NetworkMetrics.ALL);
    return section(metrics);
  }

  private static List<String> metrics(Optional<TaskType> task) {
    return task.map(TaskType::objectives)
        .orElseGet(
            () ->
                Arrays.stream(TaskType.values())
                    .flatMap(t -> t.objectives().stream())
                    .distinct()
                    .toList());
  }

  private static KeyType.Section section(List<String> metrics) {
    return new KeyType.Section(
        List.of(
            Key.required(
                "metric",
                KeyType.Choice.of(metrics),
                "metric: " + metrics.get(0),
                "What is optimised; a trial's value is that of its best epoch by the first"
                    + " objective."),
            Key.optional("goal", KeyType.Choice.of("minimize", "maximize"), "The direction.")
                .byDefault("maximize for accuracy and macro_f1, otherwise minimize"),
            TARGET),
        Set.of());
  }
}
