package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPathsTest {

  @Test
  void besideTheDatabase() {
    assertThat(ReportPaths.of("jdbc:h2:file:./runs/nightjar", "s"))
        .isEqualTo(Path.of("runs/reports/s"));
    assertThat(ReportPaths.of("jdbc:h2:file:/data/x/db;CIPHER=AES", "s"))
        .isEqualTo(Path.of("/data/x/reports/s"));
    assertThat(ReportPaths.of("jdbc:h2:~/night/db", "s"))
        .isEqualTo(Path.of(System.getProperty("user.home"), "night/reports/s"));
  }

  @Test
  void inRunsWhereTheDatabaseIsNoFile() {
    assertThat(ReportPaths.of("jdbc:postgresql://host/db", "s"))
        .isEqualTo(Path.of("runs/reports/s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "...", "../x", "a/b", "a\\b", "/a", "C:a", "", "a\0", "a\n", "é"})
  void noNameLeadsOutOfTheFolder(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportPaths.of("jdbc:h2:file:./runs/nightjar", name))
        .withMessageContaining("is no name for a study");
  }

  /** Another system's files may be copied to Windows. */
  @ParameterizedTest
  @ValueSource(strings = {"nul", "CON", "aux.v2", "com1", "Lpt9.x", "name.", "a..."})
  void noNameIsADeviceOfWindows(String name) {
    assertThat(ReportPaths.of("jdbc:h2:file:./runs/nightjar", name))
        .isEqualTo(Path.of("runs/reports", name + "_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "console", "com", "my.aux", ".hidden", "-rf", "..a"})
  void otherNamesAreTheirOwnFolder(String name) {
    assertThat(ReportPaths.of("jdbc:h2:file:./runs/nightjar", name))
        .isEqualTo(Path.of("runs/reports", name));
  }
}
