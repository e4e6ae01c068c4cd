package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that {@code init} wrote is one that {@code run} accepts unchanged. */
class InitIT {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    OwnFiles.write(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.txt", "labels.tsv", "numbers.csv", "music.json"})
  void ownFilesAreSearched(String data) throws Exception {
    CommandLineRun.Finished init =
        CommandLineRun.run(folder, "init", "experiments/mine.yaml", "--data", data);
    assertThat(init.exitCode()).as(init.err()).isZero();
    assertThat(init.out()).contains("Next: nightjar run experiments/mine.yaml");
    CommandLineRun.Finished run =
        CommandLineRun.run(
            folder,
            "run",
            "experiments/mine.yaml",
            "--max-trials",
            "2",
            "-S",
            "training.epochs=2",
            "--parallelism",
            "1");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("best: trial #");
  }
}
