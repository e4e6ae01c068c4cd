package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.fuzz.Corpus;
import dev.nightjar.experiments.fuzz.FuzzRun;
import dev.nightjar.experiments.fuzz.Mutator;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends mutated lines to {@code nightjar ask-tell} in a process of its own. */
final class SoakConversations {
  private static final int INPUTS = 100_000;

  /** So many lines, and a new process: the trials that were asked for are kept in memory. */
  private static final int LINES = 5_000;

  private static final Duration HANG = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private SoakConversations() {}

  static SoakRow run(long seed) throws IOException, InterruptedException {
    try (Conversation conversation = new Conversation()) {
      return SoakInputs.row(
          "mutated lines of ask-tell",
          FuzzRun.run(
              new Mutator(Corpus.conversation()), conversation::answer, seed, INPUTS, HANG));
    }
  }

  /** One process after the other; each line must be answered with one object. */
  private static final class Conversation implements Closeable {
    private Optional<Process> process = Optional.empty();
    private int lines;

    Optional<String> answer(byte[] input) throws IOException {
      if (lines++ % LINES == 0) {
        close();
        process = Optional.of(start());
      }
      byte[] line = Corpus.line(input);
      OutputStream in = new BufferedOutputStream(process.orElseThrow().getOutputStream());
      in.write(line);
      in.write('\n');
      in.flush();
      BufferedReader out = process.orElseThrow().inputReader(StandardCharsets.UTF_8);
      String answer = out.readLine();
      if (answer == null) {
        lines = 0;
        throw new IOException("the process ended with code " + exitCode());
      }
      JsonNode object = JSON.readTree(answer);
      if (!object.isObject()) {
        throw new IOException("the answer is no object: " + answer);
      }
      return Optional.ofNullable(object.get("error")).map(JsonNode::asText);
    }

    private static Process start() throws IOException {
      // Random: what is soaked is the reader, and other strategies take their time to suggest.
      Path space = SoakInputs.examples().resolve(Path.of("ask-tell", "space.yaml"));
      return NightjarProcess.of(
              List.of(), List.of("ask-tell", "--space", space.toString(), "--strategy", "random"))
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    private int exitCode() throws IOException {
      try {
        return process.orElseThrow().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    @Override
    public void close() {
      process.ifPresent(
          running -> {
            try {
              running.getOutputStream().close(); // The search ends with its input.
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
