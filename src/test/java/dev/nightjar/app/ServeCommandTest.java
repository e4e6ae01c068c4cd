package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong before anything is served; the rest is {@link ServeIT}. */
class ServeCommandTest {

  @TempDir private Path folder;
  private String url;

  @BeforeEach
  void search() throws InterruptedException {
    url = "jdbc:h2:file:" + folder.resolve("nightjar");
    SampleStudy.run(url);
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      CommandRun run = CommandRun.of("serve", "--port", port, "--storage", url);

      assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
      assertThat(run.err()).contains("port " + port, "--port 0").doesNotContain("\tat ");
      assertThat(run.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", ""})
  void whatIsNoPortIsBadUsage(String port) {
    CommandRun run = CommandRun.of("serve", "--port=" + port, "--storage", url);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--port").doesNotContain("\tat ");
  }

  @Test
  void aStudyThatIsNotThereIsNamedBesideThoseThatAre() {
    CommandRun run = CommandRun.of("serve", "smaple", "--storage", url);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no study smaple", "there is sample");
  }

  @Test
  void whereNothingIsStoredNothingIsMade() {
    CommandRun run =
        CommandRun.of("serve", "--storage", "jdbc:h2:file:" + folder.resolve("none/db"));

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("nightjar run FILE");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
