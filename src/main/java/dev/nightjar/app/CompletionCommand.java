package dev.nightjar.app;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = {
      "Print a script for bash and zsh that completes commands and options.",
      "For the command nightjar; where you start the jar yourself, define that name first:"
          + " alias nightjar='java -jar /path/to/nightjar.jar'."
    },
    footer = {
      "",
      "Examples:",
      "  source <(nightjar completion)                # this shell",
      "  nightjar completion >> ~/.bash_completion    # bash, from the next shell on",
      "  echo 'source <(nightjar completion)' >> ~/.zshrc    # zsh, after compinit"
    })
final class CompletionCommand extends StorageCommand {

  @CommandLine.Spec private CommandLine.Model.CommandSpec self;

  @Override
  public Integer call() {
    CommandLine root = self.root().commandLine();
    out().print(AutoComplete.bash(root.getCommandName(), root));
    out().flush();
    return ExitCode.OK;
  }
}
