package dev.nightjar.app;

/** Arguments as a POSIX shell reads them, for commands that are printed to be copied. */
final class ShellWord {

  private ShellWord() {}

  /** The argument as one word: as it is if nothing in it means anything to a shell, or quoted. */
  static String of(String argument) {
    return argument.matches("[A-Za-z0-9_./:=@%+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
