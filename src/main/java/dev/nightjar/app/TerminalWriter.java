package dev.nightjar.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Prints for people. What is printed may repeat what a trial, a data file or a model says, so
 * characters that steer a terminal, or turn the direction of what follows, become a replacement
 * character; only {@link #steer} steers.
 */
final class TerminalWriter extends PrintWriter {

  private static final char REPLACEMENT = '\uFFFD';

  private final PrintWriter raw;

  /** Prints to another writer, which is not closed with it. */
  TerminalWriter(PrintWriter raw) {
    super(new Harmless(raw), true);
    this.raw = raw;
  }

  /** Prints as it is: what Nightjar itself has to say to the terminal, and data of the user. */
  void steer(String sequence) {
    flush();
    raw.print(sequence);
    raw.flush();
  }

  /** Whether a character is more than a sign to look at. */
  static boolean steers(char c) {
    if (c >= ' ' && c <= '~') {
      return false; // Nearly all there is.
    }
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** Whether there is such a character in a text. */
  static boolean steers(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (steers(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    flush();
  }

  private static final class Harmless extends FilterWriter {

    Harmless(Writer out) {
      super(out);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      char[] harmless = new char[length];
      for (int i = 0; i < length; i++) {
        char c = text[offset + i];
        boolean lineEnd = c == '\r' && i + 1 < length && text[offset + i + 1] == '\n';
        harmless[i] = steers(c) && !lineEnd ? REPLACEMENT : c;
      }
      out.write(harmless, 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      String part = text.substring(offset, offset + length);
      if (steers(part)) {
        write(part.toCharArray(), 0, length);
      } else {
        out.write(part, 0, length);
      }
    }

    @Override
    public void write(int c) throws IOException {
      out.write(steers((char) c) ? REPLACEMENT : c);
    }
  }
}
