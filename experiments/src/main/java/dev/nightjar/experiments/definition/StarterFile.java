package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first experiment file of somebody: commented, with the standard space of its task written
 * out, so that it can be changed line by line.
 *
 * @param file where it will lie; the data's path is relative to its folder
 * @param name of the study
 * @param task what is learned
 * @param dataset what it is learned from
 * @param reasons why the data were taken for what they are; none if they were not looked at
 * @param changes what to change if that is wrong
 * @param search how long and how thoroughly is searched
 */
public record StarterFile(
    Path file,
    String name,
    TaskType task,
    DatasetSpec dataset,
    List<String> reasons,
    List<String> changes,
    StarterSearch search) {

  /** A file whose search is to be changed by hand. */
  public StarterFile(
      Path file,
      String name,
      TaskType task,
      DatasetSpec dataset,
      List<String> reasons,
      List<String> changes) {
    this(file, name, task, dataset, reasons, changes, StarterSearch.FIRST);
  }

  /** Copies and checks. */
  public StarterFile {
    if (!KeyType.Name.allows(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name for a study; it should be " + new KeyType.Name().describe());
    }
    if (!task.learnsFrom().contains(dataset.kind())) {
      throw new IllegalArgumentException(
          "task " + task.label() + " does not learn from " + dataset.kind().describe());
    }
    reasons = List.copyOf(reasons);
    changes = List.copyOf(changes);
  }

  /** A name for a study that is made of some text, such as a file's name. */
  public static String nameFrom(String text) {
    String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    String start = name.substring(0, Math.min(name.length(), KeyType.Name.MAX_LENGTH));
    return KeyType.Name.allows(start) ? start : "study";
  }

  /** The task that learns from a kind of data. */
  public static TaskType taskFor(DatasetSpec dataset) {
    return Arrays.stream(TaskType.values())
        .filter(task -> task.learnsFrom().contains(dataset.kind()))
        .findFirst()
        .orElseThrow();
  }

  /** The text of the file. */
  public String text() {
    StringBuilder yaml = new StringBuilder();
    String path = StarterYaml.inComment(String.valueOf(file.getFileName()));
    StarterYaml.comment(yaml, "A search for the recurrent network that fits these data best.");
    yaml.append("#   nightjar validate ").append(path).append("   # checks file and data\n");
    yaml.append("#   nightjar run ").append(path).append("        # starts, or continues\n");
    StarterYaml.comment(
        yaml, "Ctrl-C saves everything. Bounds are inclusive; paths are relative to this file.");
    yaml.append("version: ").append(Keys.VERSION).append("\n\n");
    StarterYaml.comment(
        yaml, "The study's identity: a run of a file with this name continues the study.");
    yaml.append("name: ").append(StarterYaml.scalar(name)).append("\n\n");
    detection(yaml);
    yaml.append("task: {type: ").append(task.label()).append("}\n");
    yaml.append("dataset:\n");
    dataset(yaml);
    yaml.append('\n');
    objective(yaml);
    StarterYaml.comment(yaml, "Or random, genetic, grid, sobol, evolution, grow.");
    yaml.append("strategy: {type: bayesian}\n\n");
    StarterYaml.comment(
        yaml,
        "What is searched: the standard space of the task. Narrow it, or take lines out; what is not"
            + " named here or below has its default.");
    yaml.append("parameters:\n");
    StandardSpaces.of(task, dataset).parameters().forEach(p -> StarterYaml.parameter(yaml, p));
    yaml.append('\n');
    search.write(yaml);
    return yaml.toString();
  }

  private void detection(StringBuilder yaml) {
    if (!reasons.isEmpty()) {
      StarterYaml.comment(yaml, "Why this task and these columns:");
      reasons.forEach(reason -> StarterYaml.comment(yaml, "- " + reason));
    }
    changes.forEach(change -> StarterYaml.comment(yaml, change));
  }

  private void objective(StringBuilder yaml) {
    List<String> others = task.objectives().stream().skip(1).toList();
    StarterYaml.comment(
        yaml,
        others.isEmpty()
            ? "With target: VALUE the search ends as soon as a trial is that good."
            : "Or "
                + String.join(", ", others)
                + ". With target: VALUE the search ends as soon as a trial is that good.");
    yaml.append("objective: {metric: ").append(task.objectives().get(0));
    yaml.append(", goal: ").append(Goal.MINIMIZE.name().toLowerCase(Locale.ROOT)).append("}\n\n");
  }

  private void dataset(StringBuilder yaml) {
    ObjectNode keys = DatasetJson.write(dataset);
    dataset.path().ifPresent(data -> keys.put("path", relative(data)));
    keys.properties()
        .forEach(
            key -> {
              yaml.append("  ").append(key.getKey()).append(": ");
              if (key.getValue() instanceof ObjectNode shares) {
                yaml.append(
                    shares.properties().stream()
                        .map(share -> share.getKey() + ": " + Json.write(share.getValue()))
                        .collect(Collectors.joining(", ", "{", "}")));
              } else if (key.getValue() instanceof ArrayNode list) {
                yaml.append(StarterYaml.list(Json.toValues(list)));
              } else {
                yaml.append(StarterYaml.scalar(Json.toValue(key.getValue())));
              }
              yaml.append('\n');
            });
  }

  /** With slashes on every system. */
  private String relative(Path data) {
    Path from = Optional.ofNullable(file.toAbsolutePath().normalize().getParent()).orElseThrow();
    Path to = data.toAbsolutePath().normalize();
    return to.getRoot().equals(from.getRoot())
        ? from.relativize(to).toString().replace(to.getFileSystem().getSeparator(), "/")
        : to.toString();
  }
}
