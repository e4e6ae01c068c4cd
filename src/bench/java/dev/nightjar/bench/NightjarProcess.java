package dev.nightjar.bench;

import dev.nightjar.app.Nightjar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real command line in a process of its own, with the class path of this one. */
final class NightjarProcess {

  private NightjarProcess() {}

  /**
   * A process to be started.
   *
   * @param options of its JVM
   * @param arguments of the command line
   */
  static ProcessBuilder of(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Nightjar.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
