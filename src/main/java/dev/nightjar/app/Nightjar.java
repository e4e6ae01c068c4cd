package dev.nightjar.app;

import dev.nightjar.experiments.definition.ExperimentException;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.experiments.storage.StorageUrlException;
import dev.nightjar.experiments.storage.UrlPasswords;
import dev.nightjar.experiments.worker.ExecutorUnavailableException;
import dev.nightjar.reports.ReportException;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.zoo.network.ModelFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code nightjar COMMAND}. */
@Command(
    name = "nightjar",
    description = "Finds the recurrent network that fits your sequence data while you sleep.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      WorkerCommand.class,
      InitCommand.class,
      AutoCommand.class,
      DataCommand.class,
      ValidateCommand.class,
      ListCommand.class,
      ShowCommand.class,
      TrialsCommand.class,
      BestCommand.class,
      ImportanceCommand.class,
      ReportCommand.class,
      ServeCommand.class,
      PredictCommand.class,
      SampleCommand.class,
      ExportCommand.class,
      RestoreCommand.class,
      AskTellCommand.class,
      SchemaCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
    },
    footer = {
      "",
      "Begin with:",
      "  nightjar run experiments/quickstart.yaml",
      "",
      "Exit codes: 0 ok; 1 software failure; 2 bad usage or definition; 3 no trial succeeded;",
      "4 stopped by max_consecutive_failures; 130 interrupted."
    })
public final class Nightjar implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** Runs a command, writing to the given streams, and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Logging.configure(args);
    CommandLine commandLine = new CommandLine(new Nightjar());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setUsageHelpWidth(100);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(Nightjar::explain);
    commandLine.setParameterExceptionHandler(new UsageProblems());
    int exitCode = commandLine.execute(args);
    out.flush(); // A line without its end would stay behind.
    err.flush();
    return exitCode;
  }

  /** Turns exceptions into words; the stack trace is for {@code -v} only. */
  private static int explain(
      Exception exception, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = new TerminalWriter(commandLine.getErr());
    int exitCode;
    if (exception instanceof ExperimentException e) {
      err.println(UrlPasswords.hide(e.render()));
      exitCode = ExitCode.USAGE;
    } else if (exception instanceof UsageException e) {
      err.println("error: " + UrlPasswords.hide(e.getMessage()));
      exitCode = e.exitCode();
    } else if (exception instanceof StudyHeldException e) {
      err.println("error: " + held(e, parsed));
      exitCode = ExitCode.SOFTWARE;
    } else if (exception instanceof StorageUrlException e) {
      err.println("error: " + UrlPasswords.hide(e.getMessage()));
      exitCode = ExitCode.USAGE;
    } else if (exception instanceof ReportException e && e.getCause() instanceof IOException why) {
      err.println("error: " + e.getMessage() + " (" + FileFaults.words(why) + ")");
      exitCode = ExitCode.SOFTWARE;
    } else if (exception instanceof StorageException
        || exception instanceof ExecutorUnavailableException
        || exception instanceof ModelFormatException
        || exception instanceof ReportException) {
      err.println("error: " + UrlPasswords.hide(exception.getMessage()));
      exitCode = ExitCode.SOFTWARE;
    } else {
      err.println("error: " + UrlPasswords.hide(words(exception)));
      err.println("This should not have happened; run the command again with -v for the details.");
      exitCode = ExitCode.SOFTWARE;
    }
    if (parsed.subcommand() != null
        && parsed.subcommand().commandSpec().userObject() instanceof StorageCommand command
        && command.verbose()) {
      exception.printStackTrace(err);
    }
    return exitCode;
  }

  /** Who runs a study, and what can be done. */
  private static String held(StudyHeldException e, CommandLine.ParseResult parsed) {
    if (parsed.subcommand() != null
        && parsed.subcommand().commandSpec().userObject() instanceof StorageCommand command
        && JdbcStorage.severalHosts(command.storageUrl())) {
      return String.format(
          "study %s is being run by %s.%n"
              + "To work on it here too: nightjar worker FILE --storage '%s'%n"
              + "It goes on by itself if that process ends, as long as there are workers.",
          e.study(), ProcessIdentity.describe(e.holder()), UrlPasswords.hide(command.storageUrl()));
    }
    return String.format(
        "study %s is being run by %s.%n"
            + "Look at it meanwhile with `nightjar trials %s` or `nightjar report %s`. To run it here,"
            + " wait until that process has ended,%n"
            + "or end it (Ctrl-C or kill there): what it finished is kept, and the same command goes"
            + " on from there. If its host is%n"
            + "gone, the study is free %d seconds after its last sign of life.",
        e.study(),
        ProcessIdentity.describe(e.holder()),
        e.study(),
        e.study(),
        StudyRunner.LEASE.toSeconds());
  }

  private static String words(Exception exception) {
    return exception.getMessage() == null ? exception.toString() : exception.getMessage();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
  }
}
