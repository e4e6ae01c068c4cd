package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.storage.HolderCheck.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessIdentityTest {

  @Test
  void knowsThatThisProcessLives() {
    assertThat(ProcessIdentity.state(ProcessIdentity.current())).isEqualTo(State.ALIVE);
  }

  @Test
  void knowsThatAnEndedProcessIsDead() throws Exception {
    Process child = new ProcessBuilder("java", "-version").redirectErrorStream(true).start();
    String identity =
        ProcessIdentity.current().replaceFirst("process \\d+/", "process " + child.pid() + "/");
    child.getInputStream().readAllBytes();
    child.waitFor();
    assertThat(ProcessIdentity.state(identity)).isEqualTo(State.DEAD);
  }

  @Test
  void anotherProcessUnderTheSameNumberIsNotTheOneNamed() {
    String reused = ProcessIdentity.current().replaceFirst("/[0-9a-f-]+ on", "/12345 on");
    assertThat(ProcessIdentity.state(reused)).isEqualTo(State.DEAD);
  }

  @Test
  void isDescribedWithHostNumberAndTime() {
    assertThat(ProcessIdentity.describe("process 17/1764212400000 on host-3"))
        .isEqualTo("process 17 on host-3, which began at 2025-11-27 03:00 UTC");
    assertThat(ProcessIdentity.describe("process 17/0 on host-3"))
        .isEqualTo("process 17 on host-3");
    assertThat(ProcessIdentity.describe(ProcessIdentity.current()))
        .matches("process " + ProcessHandle.current().pid() + " on .+, which began at .+ UTC");
    assertThat(ProcessIdentity.describe("somebody")).isEqualTo("somebody");
  }

  @Test
  void saysNothingOfOtherHosts() {
    assertThat(ProcessIdentity.state("process 1/1 on some-other-host")).isEqualTo(State.UNKNOWN);
    assertThat(ProcessIdentity.state("gibberish")).isEqualTo(State.UNKNOWN);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theStartIsNoTimeOfAClockThatMayBeSet() {
    ProcessHandle self = ProcessHandle.current();
    long millis = self.info().startInstant().orElseThrow().toEpochMilli();
    assertThat(ProcessIdentity.current())
        .matches("process " + self.pid() + "/[0-9]+-[0-9a-f]{8} on .+")
        .doesNotContain(Long.toString(millis));
  }
}
