package dev.nightjar.app;

import dev.nightjar.experiments.definition.ExperimentReference;
import dev.nightjar.experiments.definition.JsonSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what experiment files may hold: as a JSON schema for editors, or to be read. */
@Command(
    name = "schema",
    description =
        "Print the JSON schema of experiment files, for editors; or all keys, to be read.",
    footer = {
      "",
      "Examples:",
      "  nightjar schema > experiment.schema.json",
      "  nightjar schema --markdown"
    })
final class SchemaCommand extends StudyCommand {

  @Option(
      names = "--markdown",
      description = "print every key with its values, default and meaning, as Markdown")
  private boolean markdown;

  @Override
  public Integer call() {
    out().print(markdown ? ExperimentReference.text() : JsonSchema.text());
    return ExitCode.OK;
  }
}
