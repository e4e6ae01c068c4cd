package dev.nightjar.experiments.worker;

import dev.nightjar.experiments.definition.CommandSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a command's program is there, before it is started. */
public final class ProgramLookup {

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  private ProgramLookup() {}

  /** Why the program of a command cannot be started, in words for people; empty if it can. */
  public static Optional<String> problem(CommandSpec command) {
    Path directory = command.workingDirectory();
    if (!Files.isDirectory(directory)) {
      return Optional.of("the working directory " + directory + " is not there (task.directory)");
    } else if (WINDOWS) {
      return Optional.empty(); // The system has rules of its own for what a name may stand for.
    }
    String program = command.program();
    return program.indexOf(File.separatorChar) >= 0
        ? ofPath(directory.resolve(program).normalize())
        : ofName(program, directory);
  }

  private static Optional<String> ofPath(Path path) {
    if (!Files.exists(path)) {
      return Optional.of(
          "there is no program " + path + "; its path is relative to task.directory");
    } else if (Files.isDirectory(path)) {
      return Optional.of("the program " + path + " is a folder");
    }
    return Files.isExecutable(path)
        ? Optional.empty()
        : Optional.of("the program " + path + " is not executable; chmod +x makes it so");
  }

  private static Optional<String> ofName(String program, Path directory) {
    String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
    if (Stream.of(folders.split(File.pathSeparator)).anyMatch(f -> isProgram(f, program))) {
      return Optional.empty();
    }
    return Optional.of(
        "the program "
            + ProgramText.clean(program, 200)
            + " is in no folder of PATH"
            + (Files.exists(directory.resolve(program))
                ? "; the one in task.directory is ./" + program
                : "; one of your own is named by its path, such as ./train.sh"));
  }

  private static boolean isProgram(String folder, String program) {
    try {
      Path path = Path.of(folder, program);
      return Files.isRegularFile(path) && Files.isExecutable(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
