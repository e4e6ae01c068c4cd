package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.CellRules;
import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes experiment files. Text is written as JSON writes it, which YAML reads alike. */
final class ExperimentYaml {

  private static final int HASH_LENGTH = 8;
  private static final String CELL = "model.cell_type";

  private ExperimentYaml() {}

  static String fix(Experiment experiment, Configuration configuration) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# One configuration of the study ").append(experiment.name());
    yaml.append(", everything fixed.\n");
    yaml.append("# Run it again: nightjar run definition.yaml\n");
    yaml.append("version: ").append(Keys.VERSION).append('\n');
    yaml.append("name: ").append(name(experiment, configuration)).append('\n');
    yaml.append("strategy: {type: random}\n");
    yaml.append("objective: ").append(objective(experiment.criteria())).append('\n');
    if (experiment.task() instanceof CommandSpec command) {
      CommandYaml.task(yaml, command, configuration);
      CommandYaml.parameters(yaml, configuration);
    } else {
      training(yaml, experiment, configuration);
    }
    yaml.append("budget: {max_trials: 1}\n");
    yaml.append("seed: ").append(experiment.seed()).append('\n');
    return yaml.toString();
  }

  private static void training(
      StringBuilder yaml, Experiment experiment, Configuration configuration) {
    TrainingSpec training = experiment.training();
    Map<String, Object> values = values(experiment, configuration);
    yaml.append("task: {type: ").append(training.label()).append("}\n");
    yaml.append("dataset:\n");
    dataset(yaml, training.dataset());
    yaml.append("parameters: {}\n");
    for (String section : FixedReader.SECTIONS) {
      yaml.append(section).append(":\n");
      values.forEach(
          (name, value) -> {
            if (name.startsWith(section + ".")) {
              yaml.append("  ").append(name.substring(section.length() + 1)).append(": ");
              yaml.append(scalar(value)).append('\n');
            }
          });
    }
    yaml.append("early_stopping: {patience: ").append(training.earlyStopping().patience());
    yaml.append(", min_delta: ").append(training.earlyStopping().minDelta()).append("}\n");
  }

  /** Targets stay out: they end searches. */
  private static String objective(List<Criterion> criteria) {
    List<String> all =
        criteria.stream()
            .map(
                c ->
                    "{metric: "
                        + scalar(c.metric())
                        + ", goal: "
                        + c.goal().name().toLowerCase(Locale.ROOT)
                        + "}")
            .toList();
    return all.size() == 1 ? all.get(0) : all.toString();
  }

  /**
   * Every value of the trial, in the catalogue's order. Inactive ones stay out, and so do those
   * that its cell cannot have: it was trained with the defaults there.
   */
  private static Map<String, Object> values(Experiment experiment, Configuration configuration) {
    TrainingSpec training = experiment.training();
    Map<String, Object> chosen = new HashMap<>(training.fixed());
    chosen.putAll(configuration.values());
    Set<String> searched =
        experiment.space().parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    List<Hyperparameter> wanted =
        Hyperparameters.of(training.type(), training.dataset().kind()).stream()
            .filter(h -> chosen.containsKey(h.name()) || !searched.contains(h.name()))
            .toList();
    Map<String, Object> values = new LinkedHashMap<>(Hyperparameters.complete(wanted, chosen));
    Map<String, Object> all = Hyperparameters.complete(Hyperparameters.all(), chosen);
    String cell = String.valueOf(all.get(CELL));
    values.entrySet().removeIf(value -> !CellRules.allow(cell, value.getKey(), value.getValue()));
    return values;
  }

  private static String name(Experiment experiment, Configuration configuration) {
    String hash = ExperimentJson.sha256(ConfigurationJson.write(configuration));
    String suffix = "-" + hash.substring(0, HASH_LENGTH);
    String name = experiment.name();
    int room = KeyType.Name.MAX_LENGTH - suffix.length();
    // A name may look like a number, so it is quoted.
    return scalar((name.length() > room ? name.substring(0, room) : name) + suffix);
  }

  /** The keys of the resolved form are those of the file. */
  private static void dataset(StringBuilder yaml, DatasetSpec spec) {
    DatasetJson.write(spec)
        .properties()
        .forEach(
            key -> {
              yaml.append("  ").append(key.getKey()).append(": ");
              if (key.getValue() instanceof ObjectNode shares) {
                yaml.append('{');
                yaml.append(
                    shares.properties().stream()
                        .map(share -> share.getKey() + ": " + Json.write(share.getValue()))
                        .collect(Collectors.joining(", ")));
                yaml.append('}');
              } else {
                yaml.append(Json.write(key.getValue()));
              }
              yaml.append('\n');
            });
  }

  /** A value as JSON writes it. */
  static String scalar(Object value) {
    return Json.write(Json.ofValue(value));
  }
}
