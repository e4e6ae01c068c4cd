package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.experiments.definition.SearchDefinitionReader;
import dev.nightjar.experiments.fuzz.Corpus;
import dev.nightjar.experiments.fuzz.FuzzRun;
import dev.nightjar.experiments.fuzz.Mutator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever line ask-tell is sent, it answers with an object, and clearly if it is an error. */
class AskTellFuzzTest {

  private static final int LINES = 5000;

  /** A line takes less than a millisecond; the limit only ends a reader that hangs. */
  private static final Duration HANG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void everyLineIsAnswered() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("space.yaml"),
            """
            parameters:
              x: {type: float, min: -5, max: 10}
              rate: {type: float, min: 1e-4, max: 1, log: true}
              layers: {type: int, min: 1, max: 4}
              method: {values: [plain, smooth]}
              width: {type: float, min: 0.1, max: 2, when: {method: smooth}}
            """);
    AskTellSession session =
        new AskTellSession(
            Composition.askTell(
                SearchDefinitionReader.read(file, Optional.of("random")), OptionalLong.of(1)));

    FuzzRun.Result result =
        FuzzRun.run(
            new Mutator(Corpus.conversation()),
            input -> answer(session, Corpus.line(input)),
            20240609,
            LINES,
            HANG);

    assertThat(result.findings()).isEmpty();
    // Both happen often, or the mutations test nothing.
    assertThat(result.accepted()).isGreaterThan(100);
    assertThat(result.refused()).isGreaterThan(1000);
  }

  private static Optional<String> answer(AskTellSession session, byte[] line) throws IOException {
    InputLines lines = new InputLines(new ByteArrayInputStream(line), AskTellSession.LONGEST_LINE);
    String answer =
        AskTellCommand.answer(session, lines.next().orElse(new InputLines.Line(1, line, true)));
    assertThat(answer).doesNotContain("\n");
    JsonNode object = Json.parse(answer);
    assertThat(object.isObject()).isTrue();
    return Optional.ofNullable(object.get("error")).map(JsonNode::asText);
  }
}
