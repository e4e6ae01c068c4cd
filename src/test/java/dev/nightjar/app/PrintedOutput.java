package dev.nightjar.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a program of the documents prints when it runs in this process. */
final class PrintedOutput {

  private PrintedOutput() {}

  /** A program's main method. */
  @FunctionalInterface
  interface Program {
    void main(String[] args) throws Exception;
  }

  static String of(Program program, String... args) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      program.main(args);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
