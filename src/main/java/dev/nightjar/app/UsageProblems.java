package dev.nightjar.app;

import dev.nightjar.experiments.storage.UrlPasswords;
import java.io.PrintWriter;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/**
 * Answers a command line that cannot be understood. The usual answer repeats part of it, which may
 * hold a password, or what steers a terminal; then only the error is printed, without that.
 */
final class UsageProblems implements IParameterExceptionHandler {

  private final IParameterExceptionHandler usual;

  /** Passes on what is harmless. */
  UsageProblems(IParameterExceptionHandler usual) {
    this.usual = usual;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] args) throws Exception {
    String message = String.valueOf(problem.getMessage());
    String hidden = UrlPasswords.hide(message);
    if (hidden.equals(message) && message.chars().noneMatch(c -> TerminalWriter.steers((char) c))) {
      return usual.handleParseException(problem, args);
    }
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    PrintWriter err = new TerminalWriter(problem.getCommandLine().getErr());
    err.println(hidden);
    err.println("For what it takes: " + command + " --help");
    return ExitCode.USAGE;
  }
}
