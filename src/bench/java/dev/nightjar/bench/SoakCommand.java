package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that was run to its end.
 *
 * @param exitCode its exit code; {@link #HUNG} if it had to be killed
 * @param out what it printed
 * @param err what it printed to standard error
 */
record SoakCommand(int exitCode, String out, String err) {

  static final int HUNG = -1;
  private static final long LIMIT_SECONDS = 120;

  /** Runs the real command line in a folder. */
  static SoakCommand run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("command.out");
    Path err = folder.resolve("command.err");
    Process process = start(folder, out, err, arguments);
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new SoakCommand(
        ended ? process.exitValue() : HUNG, Files.readString(out), Files.readString(err));
  }

  static Process start(Path folder, Path out, Path err, String... arguments) throws IOException {
    // The heap of a search as bin/nightjar limits it.
    List<String> options =
        arguments[0].equals("run")
            ? List.of("-Djava.io.tmpdir=" + folder, "-Xmx768m")
            : List.of("-Djava.io.tmpdir=" + folder);
    return NightjarProcess.of(options, List.of(arguments))
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** Whether it ended with an error for people: no stack trace, no talk of a mistake of ours. */
  boolean explained() {
    return exitCode == 1
        && err.startsWith("error: ")
        && !err.contains("\tat ")
        && !err.contains("should not have happened");
  }
}
