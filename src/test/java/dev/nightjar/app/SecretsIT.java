package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the database's password and the workers' secrets must not turn up. */
@Timeout(300)
@EnabledOnOs(OS.LINUX) // What it looks into is under /proc.
class SecretsIT {

  private static final String PASSWORD = "canary-5e2b7c0d91";
  private static final Map<String, String> WITH_PASSWORD =
      Map.of("NIGHTJAR_DB_PASSWORD", PASSWORD, "PGPASSWORD", PASSWORD);

  /**
   * Looks at every process of the machine as a trial can: arguments, and the worker's variables.
   */
  private static final String SPY =
      """
      env > variables-$NIGHTJAR_TRIAL
      tr '\\0' '\\n' < /proc/$PPID/environ > worker-$NIGHTJAR_TRIAL
      for process in /proc/[0-9]*; do tr '\\0' ' ' < $process/cmdline; echo; done > arguments 2> unseen
      env
      echo 1 0.5
      test "$NIGHTJAR_TRIAL" != 1
      """;

  @TempDir private Path folder;

  private record Finished(int exitCode, String printed) {}

  private Finished nightjar(Map<String, String> environment, String... args) throws Exception {
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(CommandLineRun.command(args))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
    return new Finished(process.exitValue(), Files.readString(printed));
  }

  private void expectNowhere(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret))
            .as("the secret in %s", file)
            .isFalse();
      }
    }
  }

  @Test
  void thePasswordIsInNoFileAndNoArgumentAndWithNoTrial() throws Exception {
    Files.writeString(folder.resolve("spy.sh"), SPY);
    Files.writeString(
        folder.resolve("study.yaml"),
        """
        version: 1
        name: study
        task: {type: command, argv: [sh, spy.sh, "{a}"]}
        parameters: {a: {values: [1, 2, 3]}}
        budget: {max_trials: 3}
        parallelism: 1
        """);
    Finished run = nightjar(WITH_PASSWORD, "run", "study.yaml", "-v");
    assertThat(run.exitCode()).as(run.printed()).isZero();
    for (List<String> command :
        List.of(
            List.of("list", "-v"),
            List.of("trials", "study", "--format", "json"),
            List.of("best", "study"),
            List.of("report", "study", "-o", "elsewhere"),
            List.of("run", "study.yaml", "--max-trials", "3"))) {
      Finished done = nightjar(WITH_PASSWORD, command.toArray(String[]::new));
      assertThat(done.exitCode()).as(done.printed()).isZero();
    }
    assertThat(Files.readString(folder.resolve("arguments"))).contains("nightjar.jar", "spy.sh");
    assertThat(Files.readString(folder.resolve("worker-0"))).contains("NIGHTJAR_WORKER=");
    assertThat(Files.readString(folder.resolve("variables-0"))).contains("NIGHTJAR_TRIAL=0");

    // Without it, or with another one, the database stays closed, and nothing is said of it.
    for (Map<String, String> environment :
        List.of(Map.<String, String>of(), Map.of("NIGHTJAR_DB_PASSWORD", "wrong"))) {
      Finished refused = nightjar(environment, "list", "-v");
      assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(ExitCode.SOFTWARE);
      assertThat(refused.printed()).contains("NIGHTJAR_DB_PASSWORD");
    }
    // A URL that holds it: in the arguments, alas, but nothing is done with it.
    Finished url =
        nightjar(Map.of(), "run", "study.yaml", "--storage", "jdbc:h2:./s;PASSWORD=" + PASSWORD);
    assertThat(url.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(url.printed()).contains("NIGHTJAR_DB_PASSWORD");
    expectNowhere(PASSWORD);

    // The secret of a worker is 64 digits. What else the machine runs is not of interest.
    for (String name : List.of("arguments", "worker-0", "variables-0")) {
      List<String> ours =
          Files.readAllLines(folder.resolve(name)).stream()
              .filter(line -> line.toLowerCase(Locale.ROOT).contains("nightjar"))
              .toList();
      assertThat(ours).as(name).isNotEmpty();
      assertThat(String.join("\n", ours))
          .doesNotContainPattern("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    }
  }
}
