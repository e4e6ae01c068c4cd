package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial that takes down the process that runs the study, which somebody starts again. */
class LostControllerTest {

  private static final int TRIALS = 6;
  private static final int DEADLY = 2;

  /** Two losses, then three alone. */
  private static final int LOSSES = 5;

  @TempDir private Path folder;

  @Test
  void endsTheStudyAfterAFewLossesAndIsGivenUpWhileItsNeighboursComplete() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("studies");
    int losses = 0;
    int exitCode = run(url);
    while (exitCode == SelfDestroyingSearch.TAKEN_DOWN && losses <= LOSSES) {
      losses++;
      exitCode = run(url);
    }
    assertThat(exitCode).isZero();
    assertThat(losses).isEqualTo(LOSSES);
    try (Storage storage = JdbcStorage.openForReading(url)) {
      List<Trial> trials =
          storage.trials(storage.find(SelfDestroyingSearch.STUDY).orElseThrow().id());
      assertThat(trials).hasSize(TRIALS);
      for (Trial trial : trials) {
        assertThat(trial.state())
            .isEqualTo(trial.number() == DEADLY ? TrialState.FAILED : TrialState.COMPLETED);
      }
      assertThat(trials.get(DEADLY).outcome())
          .hasValueSatisfying(
              outcome -> assertThat(((Outcome.Failed) outcome).cause()).startsWith("given up"));
    }
  }

  private static int run(String url) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SelfDestroyingSearch.class.getName(),
                url,
                Integer.toString(DEADLY),
                Integer.toString(TRIALS),
                "2")
            .redirectErrorStream(true)
            .redirectOutput(new File("target/lost-controller.log").getAbsoluteFile())
            .start();
    return process.waitFor();
  }
}
