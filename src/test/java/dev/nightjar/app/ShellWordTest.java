package dev.nightjar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @Test
  void whatMeansNothingToAShellStaysAsItIs() {
    assertEquals("jdbc:h2:file:./a_b-1", ShellWord.of("jdbc:h2:file:./a_b-1"));
    assertEquals("budget.max_trials=5", ShellWord.of("budget.max_trials=5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two words",
        "it's",
        "'",
        "$HOME `date` \"x\" \\ *",
        "a;b&c|d<e>f",
        "{min: 1}",
        "[gru, lstm]",
        "#1",
        "~",
        "a\nb"
      })
  void aShellReadsBackWhatWasMeant(String argument) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(argument))
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    assertEquals(argument, read);
  }
}
