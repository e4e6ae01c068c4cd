package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
