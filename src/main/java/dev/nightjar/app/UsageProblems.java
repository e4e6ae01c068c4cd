package dev.nightjar.app;

import dev.nightjar.experiments.storage.UrlPasswords;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a command line that cannot be understood: what is wrong, how the command is used in one
 * line, and where to read more. What it repeats of the command line may hold a password, or what
 * steers a terminal; neither is printed.
 */
final class UsageProblems implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = new TerminalWriter(command.getErr());
    err.println("error: " + UrlPasswords.hide(words(problem)));
    if (args.length == 0) {
      command.usage(err); // Who names no command wants to see which there are.
      return ExitCode.USAGE;
    }
    CommandLine.Help help = command.getHelp();
    err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
    err.println("For more: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  private static String words(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !problem.getCommandLine().getSubcommands().isEmpty()) {
      List<String> near = unmatched.getSuggestions();
      return "there is no command "
          + unmatched.getUnmatched().get(0)
          + (near.isEmpty()
              ? "; there are "
                  + String.join(", ", problem.getCommandLine().getSubcommands().keySet())
              : "; did you mean " + String.join(" or ", near) + "?");
    }
    // Picocli says "option" twice of an option that is a map.
    return String.valueOf(problem.getMessage()).replace("option option", "option");
  }
}
