package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativesCheckTest {

  @Test
  void nativesComputeRightHere() throws Exception {
    NativesCheck check = NativesCheck.run(WorkerJvm.defaults(), Duration.ofMinutes(2));
    assertThat(check.exitCode()).as(check.output().toString()).isZero();
    assertThat(check.results())
        .containsEntry("oneDNN", "ok")
        .containsEntry("ND4J", "ok")
        .containsKey("bf16");
  }

  /** A JVM that does not start is what a library for another system comes down to. */
  @Test
  void aProcessThatEndsIsReportedWithWhatItSaid() throws Exception {
    NativesCheck check =
        NativesCheck.run(
            WorkerJvm.defaults().withOptions(List.of("-XX:NoSuchOption=1")), Duration.ofMinutes(2));
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.results()).isEmpty();
    assertThat(String.join("\n", check.output())).contains("NoSuchOption");
  }
}
