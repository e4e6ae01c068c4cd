package dev.nightjar.app;

import dev.nightjar.experiments.storage.Restoration;
import picocli.CommandLine.Command;

/** Restores a damaged database from its backups. */
@Command(
    name = "restore",
    description = "Restore a damaged database from the backups beside it.",
    footer = {
      "",
      "Of the backups and of what can be read of the file itself, that with the most finished trials",
      "becomes the database. The damaged file is kept under another name.",
      "",
      "Example: nightjar restore --storage jdbc:h2:file:./runs/nightjar"
    })
final class RestoreCommand extends StorageCommand {

  @Override
  public Integer call() {
    Restoration.Restored restored = Restoration.restore(storageUrl());
    out().println("restored from " + restored.from());
    restored.replaced().ifPresent(file -> out().println("the file before it is kept as " + file));
    restored
        .studies()
        .forEach(
            (study, trials) ->
                out().printf("  %s: %d finished trial%s%n", study, trials, trials == 1 ? "" : "s"));
    out().println("`nightjar run` with the same file goes on from there.");
    return ExitCode.OK;
  }
}
