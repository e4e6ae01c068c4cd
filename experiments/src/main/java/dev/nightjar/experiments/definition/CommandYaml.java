package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what of an experiment file is about the program that its trials run. */
final class CommandYaml {

  private CommandYaml() {}

  /** The section {@code task}, without what names a parameter that is inactive here. */
  static void task(StringBuilder yaml, CommandSpec command, Configuration configuration) {
    yaml.append("task:\n  type: ").append(CommandSpec.LABEL).append('\n');
    List<String> argv =
        command.argv().stream()
            .filter(argument -> stays(argument, configuration))
            .map(argument -> ExperimentYaml.scalar(argument.text()))
            .toList();
    yaml.append("  argv: [").append(String.join(", ", argv)).append("]\n");
    Map<String, Template> env = command.env();
    yaml.append("  env: {")
        .append(
            env.entrySet().stream()
                .filter(variable -> stays(variable.getValue(), configuration))
                .map(v -> v.getKey() + ": " + ExperimentYaml.scalar(v.getValue().text()))
                .collect(Collectors.joining(", ")))
        .append("}\n");
    String directory = command.workingDirectory().toString();
    yaml.append("  directory: ").append(ExperimentYaml.scalar(directory)).append('\n');
  }

  /**
   * The section {@code parameters}: the program is told them, so each is searched over one value.
   */
  static void parameters(StringBuilder yaml, Configuration configuration) {
    if (configuration.values().isEmpty()) {
      yaml.append("parameters: {}\n");
      return;
    }
    yaml.append("parameters:\n");
    configuration
        .values()
        .forEach(
            (name, value) ->
                yaml.append("  ")
                    .append(ExperimentYaml.scalar(name))
                    .append(": {values: [")
                    .append(ExperimentYaml.scalar(value))
                    .append("]}\n"));
  }

  private static boolean stays(Template template, Configuration configuration) {
    return configuration.values().keySet().containsAll(template.parameters());
  }
}
