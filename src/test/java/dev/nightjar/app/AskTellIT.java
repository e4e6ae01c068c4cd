package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search for another program, from outside: lines in, lines out. */
class AskTellIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeSpace() throws IOException {
    Files.writeString(
        folder.resolve("space.yaml"),
        """
        objective: {metric: error}
        parameters:
          x: {type: float, min: -5, max: 10}
          method: {values: [plain, smooth]}
        """);
  }

  private Process start(String... more) throws IOException {
    List<String> command = CommandLineRun.command("ask-tell", "--space", "space.yaml");
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String say(BufferedWriter in, BufferedReader out, String line) throws IOException {
    in.write(line + "\n");
    in.flush();
    return out.readLine();
  }

  /** Searches the least of a function and gives what was asked for, as it was written. */
  private List<String> search(String... more) throws IOException, InterruptedException {
    List<String> asked = new ArrayList<>();
    Process process = start(more);
    try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < 20; i++) {
        asked.add(say(in, out, "{\"ask\":1}"));
        JsonNode trial = JSON.readTree(asked.get(i));
        assertThat(trial.get("trial").asInt()).isEqualTo(i);
        double x = trial.get("parameters").get("x").asDouble();
        assertThat(say(in, out, "{\"report\":" + i + ",\"step\":1,\"value\":" + x + "}"))
            .isEqualTo("{\"prune\":false}");
        assertThat(say(in, out, "{\"tell\":" + i + ",\"value\":" + (x - 2) * (x - 2) + "}"))
            .isEqualTo("{\"ok\":true}");
      }
      assertThat(say(in, out, "{\"tell\":0,\"value\":1}"))
          .isEqualTo("{\"error\":\"trial 0 has ended: it was told as completed\"}");
      in.write('"' + "é".repeat(AskTellSession.LONGEST_LINE / 2) + "\"\n\u00e9\n");
      in.flush();
      assertThat(out.readLine())
          .isEqualTo("{\"error\":\"the line has more than 1048576 bytes, which is the most\"}");
      assertThat(out.readLine()).startsWith("{\"error\":\"not one JSON object, ");
    }
    assertThat(process.waitFor()).isZero();
    return asked;
  }

  @Test
  void searchesForAnyProgramTheSameInEveryProcess() throws Exception {
    List<String> first = search("--seed", "3");
    assertThat(search("--seed", "3", "--strategy", "bayesian")).isEqualTo(first);
    assertThat(search("--seed", "4").get(0)).isNotEqualTo(first.get(0));
    double nearest = Double.POSITIVE_INFINITY;
    for (String line : first) {
      double x = JSON.readTree(line).get("parameters").get("x").asDouble();
      nearest = Math.min(nearest, Math.abs(x - 2));
    }
    assertThat(nearest).isLessThan(0.2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("space.yaml"));
    }
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Path input = Files.write(folder.resolve("in.txt"), new byte[] {'"', (byte) 0xff, '"', '\n'});
    CommandLineRun.Finished run =
        CommandLineRun.runOn(folder, input, "ask-tell", "--space", "space.yaml");
    assertThat(run.out()).isEqualTo("{\"error\":\"the line is not UTF-8\"}\n");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aWrongFileIsShownWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("wrong.yaml"), "parameters:\n  x: {type: flaot, min: 1}\n");
    CommandLineRun.Finished run =
        CommandLineRun.run(folder, "ask-tell", "--space", "wrong.yaml", "--strategy", "gentic");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "wrong.yaml:2:13: x.type should be one of float, int, not \"flaot\"",
            "did you mean \"float\"?",
            "--strategy gentic: strategy.type should be one of random,",
            "did you mean \"genetic\"?");
  }

  @Test
  void anInterruptionEndsItWithoutAWord() throws Exception {
    Process process = start();
    try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(say(in, out, "{\"ask\":1}")).startsWith("{\"trial\":0,");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(out.readLine()).isNull();
    }
  }
}
