package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code auto} refuses before it searches; the rest is {@link AutoIT}. */
class AutoCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    OwnFiles.write(folder);
  }

  private String refused(String data, String budget, String... more) {
    List<String> args = new ArrayList<>(List.of("auto", "--data", folder.resolve(data).toString()));
    args.addAll(List.of("--budget", budget, "-o", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  private void nothingWasWritten() {
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aColumnThatIsNotThere() {
    assertThat(refused("labels.tsv", "1m", "--target", "topics"))
        .contains("there is no column \"topics\"", "[topic, message]", "did you mean \"topic\"?");
    nothingWasWritten();
  }

  @Test
  void aBudgetThatIsNoneOrTooShort() {
    assertThat(refused("labels.tsv", "soon"))
        .contains("--budget should be a duration such as 90s, 15m or 1h30m, not soon");
    assertThat(refused("labels.tsv", "20s"))
        .contains("--budget 20s is too short to search in; give at least 30s");
    nothingWasWritten();
  }

  @Test
  void tooFewRows() throws IOException {
    Files.writeString(folder.resolve("few.tsv"), "topic\tmessage\na\tone\na\ttwo\nb\tthree\n");
    assertThat(refused("few.tsv", "1m", "--task", "classification")).contains("error: ");
    nothingWasWritten();
  }

  @Test
  void dataThatNoTaskLearnsFrom() throws IOException {
    Files.writeString(folder.resolve("none.csv"), "id,when\n1,monday\n2,tuesday\n");
    assertThat(refused("none.csv", "1m")).contains("none.csv");
    Files.write(folder.resolve("data.parquet"), new byte[] {1, 2, 3});
    assertThat(refused("data.parquet", "1m")).contains("a .parquet file cannot be looked into");
    assertThat(refused("missing.tsv", "1m")).contains("missing.tsv");
    nothingWasWritten();
  }

  @Test
  void aFolderThatHasSomethingElse() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("letter.txt"), "dear");
    assertThat(refused("labels.tsv", "1m"))
        .contains("is not empty, and no earlier `nightjar auto` made it");
    assertThat(out).isDirectoryContaining(p -> p.endsWith("letter.txt"));
    Files.delete(out.resolve("letter.txt"));
    Files.delete(out);
    Files.writeString(out, "a file");
    assertThat(refused("labels.tsv", "1m")).contains("is a file; give a folder");
  }

  @Test
  void whatMakesNoSenseBesideIt() {
    assertThat(refused("labels.tsv", "1m", "--storage", "jdbc:h2:file:./x"))
        .contains("auto keeps its study in the folder of -o; leave --storage out");
    assertThat(refused("labels.tsv", "1m", "--parallelism", "0"))
        .contains("--parallelism should be from 1 to 1024, not 0");
    assertThat(refused("labels.tsv", "1m", "--task", "chess"))
        .contains("--task should be classification, ");
    nothingWasWritten();
  }
}
