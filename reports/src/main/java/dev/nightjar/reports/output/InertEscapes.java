package dev.nightjar.reports.output;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;

/**
 * Escapes what could end a script, a comment or a CDATA section around the JSON: the characters
 * {@code < > & '} are written as Unicode escapes inside strings.
 */
final class InertEscapes extends CharacterEscapes {

  private static final long serialVersionUID = 1;

  private final int[] ascii = standardAsciiEscapesForJSON();

  InertEscapes() {
    for (char c : "<>&'".toCharArray()) {
      ascii[c] = ESCAPE_STANDARD;
    }
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public SerializableString getEscapeSequence(int ch) {
    throw new IllegalStateException("no character has an escape of its own, nor has " + ch);
  }
}
