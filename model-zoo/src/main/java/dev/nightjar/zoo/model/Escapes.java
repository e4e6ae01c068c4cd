package dev.nightjar.zoo.model;

/** Texts within a line of fields separated by tabs. */
final class Escapes {
  private Escapes() {}

  /** Writes tabs, line breaks and backslashes as {@code \t}, {@code \n}, {@code \r}, {@code \\}. */
  static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
