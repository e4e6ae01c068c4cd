package dev.nightjar.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a stream that somebody may be writing at the moment: a line is handed on as soon as it
 * has ended, and {@link #pending()} tells whether the next read would wait.
 */
final class InputLines {

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[8192];
  private int from;
  private int to;
  private long number;

  /** Lines of any length. */
  InputLines(InputStream in) {
    this(in, Integer.MAX_VALUE);
  }

  /**
   * Lines whose bytes after the first {@code longest} are left out, so that no line takes more
   * memory than that.
   */
  InputLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes without the line end
   * @param whole whether these are all of its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Line(long number, byte[] bytes, boolean whole) {
    /**
     * The text.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    String text() throws CharacterCodingException {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /** The next line, waiting for its end; empty at the end of the stream. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean ended = false;
    boolean any = false;
    boolean whole = true;
    while (!ended && fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      int room = Math.min(end - from, longest - line.size());
      line.write(buffer, from, room);
      whole &= room == end - from;
      ended = end < to;
      from = ended ? end + 1 : end;
    }
    if (!any) {
      return Optional.empty();
    }
    number++;
    byte[] bytes = line.toByteArray();
    boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return Optional.of(
        new Line(
            number,
            carriageReturn ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes,
            whole));
  }

  /** Whether something has arrived already that was not handed on. */
  boolean pending() throws IOException {
    return from < to || in.available() > 0;
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to;
  }
}
