package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real signals to this process. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptionTest {

  private static void signalThisProcess() throws Exception {
    // Not SIGINT: whoever started this process may have had it ignored, which is inherited.
    new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();
  }

  @Test
  void theFirstSignalAsksForAnEndAndTheSecondIsTheEnd() throws Exception {
    StringWriter said = new StringWriter();
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (Interruption interruption =
        new Interruption(new PrintWriter(said), code -> events.add("halted with " + code))) {
      interruption.onStop(() -> events.add("asked to stop"));
      assertThat(interruption.asked()).isFalse();
      signalThisProcess();
      assertThat(events.take()).isEqualTo("asked to stop");
      assertThat(interruption.asked()).isTrue();
      assertThat(said.toString()).contains("once more to end at once");
      signalThisProcess();
      assertThat(events.take()).isEqualTo("halted with 130");
      assertThat(events).isEmpty();
    }
  }

  @Test
  void whatBeginsAfterTheSignalIsStoppedAtOnce() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (Interruption interruption =
        new Interruption(new PrintWriter(new StringWriter()), code -> events.add("halted"))) {
      interruption.onStop(() -> events.add("nothing runs yet"));
      signalThisProcess();
      assertThat(events.take()).isEqualTo("nothing runs yet");
      interruption.onStop(() -> events.add("the search is stopped"));
      assertThat(events.take()).isEqualTo("the search is stopped");
    }
  }
}
