package dev.nightjar.app;

import dev.nightjar.experiments.definition.JsonSchema;
import picocli.CommandLine.Command;

/** Prints the JSON schema of experiment files, for editors. */
@Command(
    name = "schema",
    description = "Print the JSON schema of experiment files, for editors.",
    footer = {"", "Example: nightjar schema > experiment.schema.json"})
final class SchemaCommand extends StudyCommand {

  @Override
  public Integer call() {
    out().println(JsonSchema.text());
    return ExitCode.OK;
  }
}
