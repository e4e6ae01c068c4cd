package dev.nightjar.experiments.definition;

/**
 * Text of others made harmless to print. What files, programs and networks say may hold control
 * characters, which steer a terminal, and marks that turn the direction of what follows.
 */
public final class Printable {

  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** A blank for white space, a replacement for what has no sign of its own, else the same. */
  public static int codePoint(int codePoint) {
    if (Character.isWhitespace(codePoint)) {
      return ' ';
    }
    int type = Character.getType(codePoint);
    boolean invisible =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.UNASSIGNED;
    return invisible ? REPLACEMENT : codePoint;
  }

  /** A text, every code point so; line ends stay. */
  public static String lines(String text) {
    return text.codePoints()
        .map(c -> c == '\n' ? c : codePoint(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
