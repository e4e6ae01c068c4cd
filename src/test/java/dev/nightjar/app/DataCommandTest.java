package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.zoo.data.Builtin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    OwnFiles.write(folder);
  }

  private static CommandRun data(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "data";
    System.arraycopy(args, 0, all, 1, args.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @Test
  void allBuiltInDataSetsAreListed() {
    JsonNode list = data("--format", "json").json();
    assertThat(list).hasSize(Builtin.values().length);
    String text = data().out();
    for (Builtin builtin : Builtin.values()) {
      assertThat(text).containsPattern("(?m)^" + builtin.label() + " ");
    }
  }

  /**
   * Everything that comes with Nightjar can be described and written, and has the sizes it says.
   */
  @Test
  void whatIsIncludedIsDescribedAndExported() throws IOException {
    for (Builtin builtin : Builtin.values()) {
      if (builtin.included()) {
        Path parts = folder.resolve(builtin.label());
        JsonNode json =
            data(builtin.label(), "--format", "json", "--export", parts.toString()).json();
        assertThat(json.get("train").asLong()).as(builtin.label()).isPositive();
        assertThat(json.get("files")).hasSizeBetween(2, 3);
        for (JsonNode file : json.get("files")) {
          assertThat(Files.size(Path.of(file.asText()))).isPositive();
        }
      }
    }
  }

  @Test
  void aFileIsDescribed() {
    assertThat(data(folder.resolve("labels.tsv").toString()).out())
        .contains("labels.tsv, labelled text", "task        classification")
        .containsPattern("early +48 +6 +6 +50\\.0 %")
        .containsPattern("length +\\d+ to \\d+ characters");
    assertThat(data(folder.resolve("numbers.csv").toString()).out())
        .contains("columns     degrees, sales", "learned     sales");
  }

  /** What is written reads like what it is from. */
  @Test
  void exportedPartsCanBeReadAgain() throws IOException {
    for (String own : new String[] {"labels.tsv", "numbers.csv", "music.json", "text.txt"}) {
      Path file = folder.resolve(own);
      Path parts = folder.resolve(own + "-parts");
      JsonNode whole =
          data(file.toString(), "--format", "json", "--export", parts.toString()).json();
      Path train = Path.of(whole.get("files").get(0).asText());
      JsonNode part = data(train.toString(), "--format", "json").json();
      assertThat(part.get("task")).isEqualTo(whole.get("task"));
      if (own.equals("labels.tsv")) {
        assertThat(Files.readAllLines(train)).hasSize(1 + whole.get("train").asInt());
      } else if (own.equals("text.txt")) {
        assertThat(Files.readString(file)).startsWith(Files.readString(train));
      }
    }
  }

  @Test
  void mistakesAreExplained() {
    CommandRun unknown = CommandRun.of("data", "nmaes");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("no file nmaes; built in are names, dickens");
    assertThat(CommandRun.of("data", "--export", folder.toString()).err())
        .contains("--export needs to know of which data set");
    CommandRun file = CommandRun.of("data", "names", "--export", folder + "/text.txt");
    assertThat(file.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(file.err()).contains("cannot write to");
  }
}
