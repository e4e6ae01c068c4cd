package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of mistake and the exact words it is answered with. */
class WrongFilesTest {

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredWithTheWords(GoldenCase wrong) {
    ExperimentException exception =
        catchThrowableOfType(
            ExperimentException.class,
            () -> ExperimentReader.read(Path.of("test.yaml"), wrong.yaml(), wrong.overrides()));
    String folder = Path.of("").toAbsolutePath().toString();
    assertThat(exception).as("a problem").isNotNull();
    assertThat(exception.render().replace(folder, "${folder}")).isEqualTo(wrong.expected());
  }

  @Test
  void thereAreCasesOfEveryKind() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(80);
  }
}
