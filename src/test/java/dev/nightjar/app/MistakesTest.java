package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed wrongly is answered with what is wrong and what to do, and no more than that. */
class MistakesTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    OwnFiles.write(folder);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String refused(String... args) {
    CommandRun run = CommandRun.of(args);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  @Test
  void aCommandThatIsNoneIsToldTheNearest() {
    assertThat(refused("rum", "my.yaml"))
        .isEqualToNormalizingNewlines(
            """
            error: there is no command rum; did you mean run?
            Usage: nightjar [-hV] COMMAND
            For more: nightjar --help
            """);
  }

  @Test
  void whoNamesNoCommandSeesWhichThereAre() {
    assertThat(refused()).startsWith("error: name a command").contains("  run ", "  doctor ");
  }

  @Test
  void aWrongOptionIsAnsweredInAFewLines() {
    assertThat(refused("run", "my.yaml", "-S", "epochs"))
        .startsWith("error: Value for option '-S' (KEY=VALUE) should be in KEY=VALUE format")
        .contains("Usage: nightjar run ")
        .endsWith("For more: nightjar run --help" + System.lineSeparator())
        .hasLineCount(5);
  }

  @Test
  void aFileThatIsNotThereIsToldTheNearest() throws IOException {
    Files.writeString(folder.resolve("my.yaml"), "version: 1\n");
    assertThat(refused("run", file("mi.yaml")))
        .contains("there is no such file", "did you mean \"my.yaml\"?");
    Files.writeString(
        folder.resolve("my.yaml"),
        """
        version: 1
        name: my
        task: {type: classification}
        dataset: {path: label.tsv}
        parameters: default
        """);
    assertThat(refused("validate", file("my.yaml")))
        .contains(":4:17: dataset.path: there is no file ", "did you mean \"labels.tsv\"?");
  }

  @Test
  void anExperimentFileIsNoModel() throws IOException {
    Files.writeString(folder.resolve("my.yaml"), "version: 1\n");
    assertThat(refused("export", file("my.yaml"), "-o", file("my.zip")))
        .contains("my.yaml is no model", "nightjar export STUDY -o FILE.zip", "nightjar list");
  }

  @Test
  void aReportThatCannotBeWrittenIsNoFaultOfThisProgram() throws InterruptedException {
    String url = "jdbc:h2:file:" + folder.resolve("nightjar");
    SampleStudy.run(url);
    CommandRun run =
        CommandRun.of("report", SampleStudy.NAME, "--storage", url, "-o", file("text.txt/report"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(run.err())
        .startsWith("error: the report cannot be written to " + file("text.txt"))
        .contains("choose another folder", "(Not a directory)")
        .doesNotContain("should not have happened", "Exception");
  }

  @Test
  void whatIsWrongWithAFileIsSaidInWords() {
    assertThat(FileFaults.words(new AccessDeniedException("a"))).startsWith("permission denied");
    assertThat(FileFaults.words(new NoSuchFileException("a"))).startsWith("there is no such file");
    assertThat(FileFaults.words(new FileSystemException("a", null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileFaults.words(new IOException("broken"))).isEqualTo("broken");
    assertThat(refused("init", file("text.txt/my.yaml"), "--data", file("labels.tsv")))
        .contains("cannot write ", "a file is in the place of a folder");
  }
}
