package dev.nightjar.experiments.worker;

/** What a program wrote, where it is repeated in a message. */
final class ProgramText {

  private ProgramText() {}

  /** One line that steers no terminal, cut to a length. */
  static String clean(String text, int length) {
    String line = text.strip().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cn}\\p{Cs}]+", " ");
    return line.length() <= length ? line : line.substring(0, length).stripTrailing() + "…";
  }
}
