package dev.nightjar.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real command line in a real process: {@code java -jar nightjar.jar …}. */
final class CommandLineRun {

  private static final long LIMIT_SECONDS = 240;

  private final Process process;
  private final Path out;
  private final Path err;

  private CommandLineRun(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** What a finished command left behind. */
  record Finished(int exitCode, String out, String err) {
    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.get(lines.size() - 1);
    }
  }

  /** The command line that starts the product. */
  static List<String> command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("nightjar.jar")));
    command.addAll(List.of(args));
    return command;
  }

  static CommandLineRun start(Path folder, String... args) throws IOException {
    return launch(folder, command(args));
  }

  static CommandLineRun launch(Path folder, List<String> command) throws IOException {
    return launch(folder, Path.of("/dev/null"), Map.of(), command);
  }

  private static CommandLineRun launch(
      Path folder, Path input, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile(folder, "stdout", ".txt");
    Path err = Files.createTempFile(folder, "stderr", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new CommandLineRun(builder.start(), out, err);
  }

  /** Runs a command that reads a file as its standard input. */
  static Finished runOn(Path folder, Path input, String... args)
      throws IOException, InterruptedException {
    return launch(folder, input, Map.of(), command(args)).await();
  }

  /** Starts a command with environment variables besides those of this process. */
  static CommandLineRun startWith(Map<String, String> environment, Path folder, String... args)
      throws IOException {
    return launch(folder, Path.of("/dev/null"), environment, command(args));
  }

  static Finished run(Path folder, String... args) throws IOException, InterruptedException {
    return start(folder, args).await();
  }

  /** Runs a program of the tests that uses the product as a library. */
  static Finished runProgram(Path folder, Class<?> program, String... args)
      throws IOException, InterruptedException {
    String classes =
        Path.of(program.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("nightjar.jar") + File.pathSeparator + classes,
                program.getName()));
    command.addAll(List.of(args));
    return launch(folder, Path.of("/dev/null"), Map.of("OMP_NUM_THREADS", "1"), command).await();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String outSoFar() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** Waits until the output holds the text, or the process has ended. */
  void awaitOutput(String text) throws IOException, InterruptedException {
    while (!outSoFar().contains(text) && process.isAlive()) {
      Thread.sleep(20);
    }
  }

  /** A run whose temporary files go to a folder of its own. */
  static CommandLineRun startWithTemporaryFilesIn(Path temporary, Path folder, String... args)
      throws IOException {
    List<String> command = command(args);
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    return launch(folder, command);
  }

  /**
   * Asks it to stop: by Ctrl-C's signal or, where whoever started this process had that ignored,
   * which is inherited, by SIGTERM.
   */
  void interrupt() throws IOException, InterruptedException {
    signal(interruptIgnored() ? "TERM" : "INT");
  }

  private static boolean interruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  Finished await() throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "the command did not end in "
              + LIMIT_SECONDS
              + " s; so far: "
              + outSoFar()
              + Files.readString(err));
    }
    return new Finished(process.exitValue(), outSoFar(), Files.readString(err));
  }
}
