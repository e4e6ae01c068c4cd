package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
 */
public record StarterFile(
    Path file,
    String name,
    TaskType task,
    DatasetSpec dataset,
    List<String> reasons,
    List<String> changes) {

  private static final int WIDTH = 96;
  private static final int EPOCHS = 15;
  private static final int TRIALS = 30;

  private static final Pattern PLAIN =
      Pattern.compile("(\\.\\./)*[A-Za-z_][A-Za-z0-9_]*([./-][A-Za-z0-9_]+)*");

  /** What YAML, or an older reader of it, takes for something else than text. */
  private static final Set<String> WORDS_OF_YAML =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /** What may stand in a line of YAML as it is. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cn}\\x{2028}\\x{2029}\\x{feff}\\x{fffe}\\x{ffff}]");

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
    String path = inComment(String.valueOf(file.getFileName()));
    comment(yaml, "A search for the recurrent network that fits these data best.");
    yaml.append("#   nightjar validate ").append(path).append("   # checks file and data\n");
    yaml.append("#   nightjar run ").append(path).append("        # starts, or continues\n");
    comment(
        yaml, "Ctrl-C saves everything. Bounds are inclusive; paths are relative to this file.");
    yaml.append("version: ").append(Keys.VERSION).append("\n\n");
    comment(yaml, "The study's identity: a run of a file with this name continues the study.");
    yaml.append("name: ").append(scalar(name)).append("\n\n");
    detection(yaml);
    yaml.append("task: {type: ").append(task.label()).append("}\n");
    yaml.append("dataset:\n");
    dataset(yaml);
    yaml.append('\n');
    objective(yaml);
    comment(yaml, "Or random, genetic, grid, sobol, evolution, grow.");
    yaml.append("strategy: {type: bayesian}\n\n");
    comment(
        yaml,
        "What is searched: the standard space of the task. Narrow it, or take lines out; what is not"
            + " named here or below has its default.");
    yaml.append("parameters:\n");
    StandardSpaces.of(task, dataset).parameters().forEach(p -> parameter(yaml, p));
    yaml.append('\n');
    comment(yaml, "What is fixed for all trials.");
    yaml.append("training: {epochs: ").append(EPOCHS).append("}\n\n");
    comment(yaml, "A training ends when this many epochs brought no gain.");
    yaml.append("early_stopping: {patience: 3, min_delta: 1e-4}\n\n");
    comment(yaml, "When the search ends, whatever comes first; max_duration sums over resumes.");
    yaml.append("budget: {max_trials: ").append(TRIALS);
    yaml.append(", max_trial_duration: 10m, max_duration: 8h}\n\n");
    comment(yaml, "Worker processes; without it as many as cores and memory allow.");
    yaml.append("# parallelism: 2\n\n");
    yaml.append("seed: ").append(Experiment.DEFAULT_SEED).append('\n');
    return yaml.toString();
  }

  private void detection(StringBuilder yaml) {
    if (!reasons.isEmpty()) {
      comment(yaml, "Why this task and these columns:");
      reasons.forEach(reason -> comment(yaml, "- " + reason));
    }
    changes.forEach(change -> comment(yaml, change));
  }

  private void objective(StringBuilder yaml) {
    List<String> others = task.objectives().stream().skip(1).toList();
    comment(
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
                yaml.append(list(Json.toValues(list)));
              } else {
                yaml.append(scalar(Json.toValue(key.getValue())));
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

  private static void parameter(StringBuilder yaml, Parameter parameter) {
    yaml.append("  ").append(parameter.name()).append(": {");
    if (parameter instanceof CategoricalParameter choice) {
      yaml.append("values: ").append(list(choice.values()));
    } else if (parameter instanceof IntParameter whole) {
      yaml.append("type: int, min: ").append(whole.min()).append(", max: ").append(whole.max());
      yaml.append(whole.log() ? ", log: true" : "");
      yaml.append(whole.step() > 1 ? ", step: " + whole.step() : "");
    } else if (parameter instanceof FloatParameter real) {
      yaml.append("type: float, min: ").append(real.min()).append(", max: ").append(real.max());
      yaml.append(real.log() ? ", log: true" : "");
    }
    parameter.condition().ifPresent(when -> yaml.append(", when: ").append(condition(when)));
    yaml.append("}\n");
  }

  private static String condition(Condition when) {
    return when.allowed().entrySet().stream()
        .map(parent -> parent.getKey() + ": " + list(parent.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String list(List<Object> values) {
    return values.stream().map(StarterFile::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Text without quotes where it needs none, as people write it. */
  private static String scalar(Object value) {
    if (value instanceof String text
        && PLAIN.matcher(text).matches()
        && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    return UNPRINTABLE
        .matcher(ExperimentYaml.scalar(value))
        .replaceAll(m -> String.format(Locale.ROOT, "\\\\u%04x", (int) m.group().charAt(0)));
  }

  /** In lines of ordinary length; a column's name can hold line ends, which must not end one. */
  private static void comment(StringBuilder yaml, String words) {
    StringBuilder line = new StringBuilder("#");
    boolean item = words.startsWith("- ");
    for (String word : inComment(words).split(" ", -1)) {
      if (line.length() + word.length() + 1 > WIDTH && line.length() > 3) {
        yaml.append(line).append('\n');
        line.setLength(0);
        line.append(item ? "#  " : "#");
      }
      line.append(' ').append(word);
    }
    yaml.append(line).append('\n');
  }

  private static String inComment(String words) {
    return UNPRINTABLE.matcher(words).replaceAll(" ");
  }
}
