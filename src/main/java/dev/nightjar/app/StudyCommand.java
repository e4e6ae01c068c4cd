package dev.nightjar.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A command that prints results for people or for programs. */
abstract class StudyCommand extends StorageCommand {

  /** How results are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "how results are printed (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  boolean json() {
    return format == Format.JSON;
  }

  /** How a search is shown while it runs. */
  Display.Mode displayMode() {
    if (json()) {
      return Display.Mode.JSON_LINES;
    }
    if (quiet()) {
      return Display.Mode.SILENT;
    }
    return Terminals.live() ? Display.Mode.LIVE : Display.Mode.LINES;
  }

  /** Where the report of a study goes. */
  Path reportFolder(String study) {
    return ReportPaths.of(storageUrl(), study);
  }

  /** What other commands need to find the same storage; empty if they find it by themselves. */
  String storageOption() {
    return storageUrl().equals(DEFAULT_STORAGE) ? "" : " --storage '" + storageUrl() + "'";
  }

  /** Says something that is no result: JSON stays on standard output alone. */
  void say(String words) {
    if (json()) {
      err().println(words);
    } else if (!quiet()) {
      out().println(words);
    }
  }
}
