package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.app.Finding.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {

  @TempDir private Path folder;

  private static void assertHealthy(Finding finding, String words) {
    assertThat(finding.grade()).as(finding.words()).isEqualTo(Grade.OK);
    assertThat(finding.words()).contains(words);
    assertThat(finding.remedy()).isEmpty();
  }

  private static void assertIll(Finding finding, Grade grade, String words) {
    assertThat(finding.grade()).as(finding.words()).isEqualTo(grade);
    assertThat(finding.words()).contains(words);
    assertThat(finding.remedy()).isNotEmpty();
  }

  @Test
  void instructionsThatMatterAreNamed() throws IOException {
    Path info = folder.resolve("cpuinfo");
    Files.writeString(info, "model name : X\nflags\t\t: fpu avx2 sse avx512f\nflags : sse\n");
    assertHealthy(Checkup.cpu(info), "avx2, avx512f");
    Files.writeString(info, "flags : fpu sse\n");
    assertIll(Checkup.cpu(info), Grade.WARNING, "neither AVX2 nor AVX-512");
    assertHealthy(Checkup.cpu(folder.resolve("none")), "not listed");
  }

  @Test
  void littleMemoryIsAWarning() {
    assertHealthy(Checkup.memory(8_000_000_000L), "8000 MB free");
    assertIll(Checkup.memory(500_000_000L), Grade.WARNING, "500 MB free");
  }

  @Test
  void aFolderThatIsNotThereYetLiesWhereItWillBe() {
    Finding disk = Checkup.disk(folder.resolve("a/b/c"));
    assertThat(disk.words()).contains("MB free at " + folder);
  }

  @Test
  void aDatabaseMayBeMissingButNotBroken() throws IOException {
    String url = "jdbc:h2:file:" + folder.resolve("db");
    assertHealthy(Checkup.storage(url), "no database");
    Files.writeString(folder.resolve("db.mv.db"), "this is no database\n".repeat(1000));
    assertIll(Checkup.storage(url), Grade.ERROR, "db");
    assertIll(Checkup.storage("jdbc:h3:x"), Grade.ERROR, "jdbc:h2:file:");
  }

  @Test
  void filesAreWrittenToTheTemporaryFolderAndTakenAway() throws IOException {
    assertHealthy(Checkup.temporary(folder), "is writable");
    assertThat(folder).isEmptyDirectory();
    assertIll(Checkup.temporary(folder.resolve("none")), Grade.ERROR, "cannot write");
  }

  @Test
  void terminalsShouldShowWhatIsPrinted() {
    assertHealthy(Checkup.encoding("utf-8"), "UTF-8");
    assertIll(Checkup.encoding("ANSI_X3.4-1968"), Grade.WARNING, "ANSI_X3.4-1968");
  }
}
