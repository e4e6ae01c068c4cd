package dev.nightjar.app;

import dev.nightjar.zoo.dl4j.Dl4jExport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the model of a trial to a file. */
@Command(
    name = "export",
    description = "Write the model of a trial to a file.",
    footer = {"", "Example: nightjar export names-by-language -o names.zip"})
final class ExportCommand extends StorageCommand {

  /** What the file is for. */
  enum Format {
    DL4J,
    NIGHTJAR
  }

  @Mixin private ModelSource source;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.zip",
      required = true,
      description = "the file to write; one that is there is replaced")
  private Path output = Path.of("model.zip");

  @Option(
      names = "--format",
      paramLabel = "dl4j|nightjar",
      defaultValue = "dl4j",
      description =
          "dl4j: a zip for both DL4J and Nightjar; nightjar: for Nightjar alone, half as large"
              + " (default: ${DEFAULT-VALUE})")
  private Format format = Format.DL4J;

  @Override
  public Integer call() {
    byte[] model = source.read(this);
    byte[] exported;
    try {
      exported = format == Format.DL4J ? Dl4jExport.of(model) : model;
    } catch (UnsupportedOperationException e) {
      throw new UsageException(e.getMessage() + "; use --format nightjar");
    }
    WholeFile.write(output, exported);
    if (!quiet()) {
      out().println("model: " + output.toAbsolutePath().normalize());
    }
    return ExitCode.OK;
  }
}
