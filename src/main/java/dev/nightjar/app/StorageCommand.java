package dev.nightjar.app;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.experiments.worker.ForegroundJvm;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudySummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options every command has, and what commands do with them. */
abstract class StorageCommand implements Callable<Integer> {

  static final String DEFAULT_STORAGE = "jdbc:h2:file:./runs/nightjar";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--storage",
      paramLabel = "URL",
      defaultValue = DEFAULT_STORAGE,
      description = "where studies are stored (default: ${DEFAULT-VALUE})")
  private String storageUrl = DEFAULT_STORAGE;

  @Option(
      names = {"-q", "--quiet"},
      description = "print results only")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "print what libraries log, and stack traces of errors")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("UnusedVariable") // Picocli asks for the field and shows the help itself.
  private boolean help;

  String storageUrl() {
    return storageUrl;
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }

  /** The whole command line as it was given. */
  List<String> commandLine() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  /**
   * Runs this command again, in a JVM whose native libraries use one thread.
   *
   * @return its exit code
   */
  final int computeElsewhere() throws IOException, InterruptedException {
    int exitCode = ForegroundJvm.run(Nightjar.class.getName(), commandLine());
    if (exitCode > ExitCode.TOO_MANY_FAILURES && exitCode != ExitCode.INTERRUPTED) {
      err().println("error: the process that computes ended with code " + exitCode);
    }
    return exitCode;
  }

  TerminalWriter out() {
    return new TerminalWriter(spec.commandLine().getOut());
  }

  PrintWriter err() {
    return new TerminalWriter(spec.commandLine().getErr());
  }

  /** Opens the storage for looking only; it must exist. */
  Storage openForReading() {
    return JdbcStorage.openForReading(storageUrl);
  }

  /** The study of a name, or an error that names those there are. */
  Study require(Storage storage, String name) {
    return storage
        .find(name)
        .orElseThrow(
            () -> {
              List<String> names =
                  storage.studies().stream().map(StudySummary::study).map(Study::name).toList();
              return new UsageException(
                  "no study "
                      + name
                      + " in "
                      + storageUrl
                      + "; "
                      + (names.isEmpty()
                          ? "there is none yet: start one with `nightjar run FILE`"
                          : "there is " + String.join(", ", names)));
            });
  }
}
