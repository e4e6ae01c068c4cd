package dev.nightjar.experiments.worker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The last bytes of what a worker writes, in sections: one a thing it was asked for. The worker
 * ends a section by writing a mark, which is cut out. Bounded, however much is written.
 */
final class LogTail {

  /** How much of a section is kept. */
  static final int CAPACITY = 64 * 1024;

  private final byte[] mark;
  private final byte[] ring;
  private long written;
  private int matched;
  private int marks;
  private String lastSection = "";

  /**
   * An empty tail.
   *
   * @param mark what ends a section; its first byte must not occur in it again
   */
  LogTail(byte[] mark) {
    this(mark, CAPACITY);
  }

  LogTail(byte[] mark, int capacity) {
    this.mark = mark.clone();
    this.ring = new byte[capacity + mark.length];
  }

  /** Takes in what was written. */
  synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      ring[(int) (written++ % ring.length)] = b;
      if (b == mark[matched]) {
        matched++;
      } else {
        matched = b == mark[0] ? 1 : 0;
      }
      if (matched == mark.length) {
        written -= mark.length;
        lastSection = text();
        written = 0;
        matched = 0;
        marks++;
        notifyAll();
      }
    }
  }

  /**
   * The section that the {@code count}th mark ended. Output and answers travel separately, so the
   * mark may still be on its way; if it does not come in time, what has come is returned.
   */
  synchronized String section(int count, long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (marks < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return text();
      }
      wait(left);
    }
    return lastSection;
  }

  /** What was written since the last mark. */
  synchronized String unmarked() {
    return text();
  }

  private String text() {
    int capacity = ring.length - mark.length;
    int length = (int) Math.min(written, capacity);
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    long start = written - length;
    while (length > 0 && start > 0 && (ring[(int) (start % ring.length)] & 0xC0) == 0x80) {
      start++; // do not begin in the middle of a character
      length--;
    }
    for (long i = start; i < written; i++) {
      out.write(ring[(int) (i % ring.length)]);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    return written > capacity ? "[… earlier output dropped]\n" + text : text;
  }
}
