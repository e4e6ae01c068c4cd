package dev.nightjar.app;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody is watching. */
final class Terminals {

  private Terminals() {}

  /** Whether output goes to a terminal that can redraw lines. */
  @SuppressWarnings("SystemConsoleNull") // Both meanings of null are handled.
  static boolean live() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // From Java 22 on there is always a console, and this method tells whether it is a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // Before that, there is a console only where there is a terminal.
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
