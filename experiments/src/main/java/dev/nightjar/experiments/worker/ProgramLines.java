package dev.nightjar.experiments.worker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines; of a line that does not end only the beginning is kept. */
final class ProgramLines {

  /** What is kept of a line. */
  static final int MAX_BYTES = 64 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Nothing read yet.
   *
   * @param lines gets every line, without its end
   */
  ProgramLines(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes in what was read. */
  void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        end();
      } else if (line.size() < MAX_BYTES) {
        line.write(bytes[i]);
      }
    }
  }

  /** The last line may lack its end. */
  void finish() {
    if (line.size() > 0) {
      end();
    }
  }

  private void end() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
