package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTailTest {

  private static final byte[] MARK = WorkerMain.markBytes("nightjar-1234");
  private final LogTail tail = new LogTail(MARK, 20);

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tail.append(bytes, bytes.length);
  }

  private void mark() {
    for (byte b : MARK) { // as badly cut as can be
      tail.append(new byte[] {b}, 1);
    }
  }

  @Test
  void marksSeparateSectionsAndAreCutOut() throws InterruptedException {
    write("one");
    mark();
    assertThat(tail.section(1, 0)).isEqualTo("one");
    write("two");
    assertThat(tail.unmarked()).isEqualTo("two");
    assertThat(tail.section(2, 0)).as("its mark has not come").isEqualTo("two");
    mark();
    assertThat(tail.section(2, 0)).isEqualTo("two");
    mark();
    assertThat(tail.section(3, 0)).isEmpty();
  }

  @Test
  void onlyTheLastBytesAreKept() throws InterruptedException {
    write("x".repeat(1000) + "the last twenty bytes".substring(1));
    mark();
    assertThat(tail.section(1, 0)).isEqualTo("[… earlier output dropped]\nhe last twenty bytes");
  }

  @Test
  void charactersAreNotCutInHalf() {
    write("ä".repeat(7) + "x".repeat(7));
    assertThat(tail.unmarked())
        .isEqualTo("[… earlier output dropped]\n" + "ä".repeat(6) + "x".repeat(7));
  }

  @Test
  void whatLooksLikeAMarkIsKept() throws InterruptedException {
    write("\u0001nigh");
    write("\u0001nightjar-1234");
    assertThat(tail.unmarked()).isEqualTo("\u0001nigh\u0001nightjar-1234");
    write("\n");
    assertThat(tail.section(1, 0)).isEqualTo("\u0001nigh");
  }
}
