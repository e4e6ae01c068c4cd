package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;
import java.util.Optional;

/** The hyperparameters that the task of a file has; every one if the file names no known task. */
final class TaskHyperparameters implements ParameterNames {

  private final Problems problems;
  private final Optional<TaskType> task;
  private final Optional<DatasetKind> data;

  /**
   * Those of a task.
   *
   * @param data what the data set is made of; empty if that is not known
   */
  TaskHyperparameters(Problems problems, Optional<TaskType> task, Optional<DatasetKind> data) {
    this.problems = problems;
    this.task = task;
    this.data = data;
  }

  /** Their names, in the catalogue's order. */
  List<String> names() {
    return task.map(Hyperparameters::of).orElseGet(Hyperparameters::all).stream()
        .map(Hyperparameter::name)
        .toList();
  }

  @Override
  public Optional<ParameterDomain> find(YamlMap.Entry entry) {
    Optional<Hyperparameter> hyperparameter = Hyperparameters.find(entry.key());
    if (hyperparameter.isEmpty()) {
      new SectionReader(problems).unknown("parameters", entry.span(), entry.key(), names());
    }
    hyperparameter.ifPresent(h -> check(h, entry.span()));
    return hyperparameter.map(h -> new HyperparameterDomain(h, problems));
  }

  /** Whether the task has a hyperparameter; a problem is recorded if it does not. */
  boolean check(Hyperparameter hyperparameter, Span span) {
    if (task.isEmpty() || hyperparameter.belongsTo(task.get())) {
      if (data.isEmpty() || hyperparameter.goesWith(data.get())) {
        return true;
      }
      problems.add(
          span,
          hyperparameter.name() + " goes with text, not with " + data.get().describe(),
          "remove it");
      return false;
    }
    problems.add(
        span,
        hyperparameter.name()
            + " goes with task "
            + Words.labels(hyperparameter.tasks(), " or ")
            + ", not with "
            + task.get().label(),
        "remove it");
    return false;
  }
}
