package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  @Test
  void knowsThatThisProcessLives() {
    assertThat(ProcessIdentity.knownDead(ProcessIdentity.current())).isFalse();
  }

  @Test
  void knowsThatAnEndedProcessIsDead() throws Exception {
    Process child = new ProcessBuilder("java", "-version").redirectErrorStream(true).start();
    String identity =
        ProcessIdentity.current().replaceFirst("process \\d+/", "process " + child.pid() + "/");
    child.getInputStream().readAllBytes();
    child.waitFor();
    assertThat(ProcessIdentity.knownDead(identity)).isTrue();
  }

  @Test
  void anotherProcessUnderTheSameNumberIsNotTheOneNamed() {
    String reused = ProcessIdentity.current().replaceFirst("/\\d+ on", "/12345 on");
    assertThat(ProcessIdentity.knownDead(reused)).isTrue();
  }

  @Test
  void isDescribedWithHostNumberAndTime() {
    assertThat(ProcessIdentity.describe("process 17/1764212400000 on host-3"))
        .isEqualTo("process 17 on host-3, which began at 2025-11-27 03:00 UTC");
    assertThat(ProcessIdentity.describe("process 17/0 on host-3"))
        .isEqualTo("process 17 on host-3");
    assertThat(ProcessIdentity.describe("somebody")).isEqualTo("somebody");
  }

  @Test
  void saysNothingOfOtherHosts() {
    assertThat(ProcessIdentity.knownDead("process 1/1 on some-other-host")).isFalse();
    assertThat(ProcessIdentity.knownDead("gibberish")).isFalse();
  }
}
