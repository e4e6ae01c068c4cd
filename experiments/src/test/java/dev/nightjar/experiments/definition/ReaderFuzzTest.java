package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.fuzz.Corpus;
import dev.nightjar.experiments.fuzz.FuzzRun;
import dev.nightjar.experiments.fuzz.Mutator;
import dev.nightjar.experiments.fuzz.Pieces;
import dev.nightjar.experiments.fuzz.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a file, the reader answers with an experiment or with its problems. */
class ReaderFuzzTest {

  private static final int MUTATIONS = 5000;

  /** A mutation takes a millisecond or so; the limit only ends a reader that hangs. */
  private static final Duration HANG = Duration.ofSeconds(60);

  private static final Path EXAMPLES = Path.of("");

  @TempDir private Path folder;

  @BeforeEach
  void bringWhatTheExamplesName() throws IOException {
    Corpus.copyData(EXAMPLES, folder);
  }

  @Test
  void neverFailsOtherwise() throws Exception {
    expectClearAnswers(
        FuzzRun.run(
            new Mutator(Corpus.experiments(EXAMPLES)),
            Subject.experiments(folder),
            20240607,
            MUTATIONS,
            HANG));
  }

  @Test
  void searchesOfOtherProgramsNeverFailOtherwise() throws Exception {
    expectClearAnswers(
        FuzzRun.run(
            new Mutator(Corpus.searches(EXAMPLES)),
            Subject.searches(folder),
            20240608,
            MUTATIONS,
            HANG));
  }

  private static void expectClearAnswers(FuzzRun.Result result) {
    assertThat(result.findings()).isEmpty();
    // Both happen often, or the mutations test nothing.
    assertThat(result.accepted()).isGreaterThan(100);
    assertThat(result.refused()).isGreaterThan(1000);
  }

  @Test
  void anyOverrideIsAnExperimentOrAProblem() {
    Random random = new Random(7);
    List<String> keys =
        List.of("seed", "budget.max_trials", "parameters", "parameters.model.dropout", "a.b.c", "");
    for (int i = 0; i < 1000; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      String value =
          Pieces.SPECIAL.get(random.nextInt(Pieces.SPECIAL.size()))
              + Pieces.SPECIAL.get(random.nextInt(Pieces.SPECIAL.size()));
      try {
        assertThat(Examples.read(Examples.SMALL, Map.of(key, value)).name()).isEqualTo("small");
      } catch (ExperimentException e) {
        assertThat(e.render()).isNotBlank();
      }
    }
  }
}
