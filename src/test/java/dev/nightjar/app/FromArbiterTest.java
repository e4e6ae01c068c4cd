package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code src/docs/from-arbiter.md}, which is {@link Sums}. */
class FromArbiterTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\\n(.*?public class Sums .*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theDocumentHasTheProgramThatIsTested() throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("docs", "from-arbiter.md")));
    assertThat(program.find()).isTrue();
    assertThat(Files.readString(Path.of("test", "java", "dev", "nightjar", "app", "Sums.java")))
        .isEqualTo("package dev.nightjar.app;\n\n" + program.group(1));
  }

  @Test
  void theProgramSearchesStoresAndReports() throws Exception {
    String printed = PrintedOutput.of(Sums::main, folder.toString(), "2");
    assertThat(printed)
        .containsPattern("trial [01]: 0\\.\\d+\n")
        .containsPattern("\nupdater.learningRate = 0\\.\\d+\n")
        .containsPattern("\nlayer_0.nOut = \\d+\n")
        .containsPattern("\n\\d+ parameters\n");
    assertThat(Path.of(printed.lines().reduce((a, b) -> b).orElseThrow().substring(8))).exists();
    try (Storage storage =
        JdbcStorage.openForReading("jdbc:h2:file:" + folder.resolve("nightjar"))) {
      Study study = storage.find("sums").orElseThrow();
      assertThat(storage.trials(study.id()))
          .hasSize(2)
          .allMatch(t -> t.state() == TrialState.COMPLETED);
    }
  }
}
