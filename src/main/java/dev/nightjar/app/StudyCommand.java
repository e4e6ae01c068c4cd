package dev.nightjar.app;

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

  /** Says something that is no result: JSON stays on standard output alone. */
  void say(String words) {
    if (json()) {
      err().println(words);
    } else if (!quiet()) {
      out().println(words);
    }
  }
}
