package dev.nightjar.experiments.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether a worker's native libraries load and compute right, found out in a process like a
 * worker's: what breaks there breaks nothing here.
 *
 * @param exitCode of that process; -1 if it did not end in time and was ended
 * @param results part → {@code ok}, or what is wrong with it; what is missing was not reached
 * @param output what else it printed, its last lines
 */
public record NativesCheck(int exitCode, Map<String, String> results, List<String> output) {

  private static final int LINES = 10;

  /**
   * Starts such a process and waits for its end.
   *
   * @param jvm how workers are started
   * @throws IOException if it cannot be started, or there is no place for its temporary files
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public static NativesCheck run(WorkerJvm jvm, Duration limit)
      throws IOException, InterruptedException {
    try (WorkerDirectory directory = WorkerDirectory.create()) {
      Path log = directory.path().resolve("output.txt");
      Process process =
          jvm.withMainClass(NativesMain.class.getName())
              .process(directory.path())
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      boolean ended;
      try {
        ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        process.destroyForcibly().waitFor(); // Nothing to end if it has ended.
      }
      return of(ended ? process.exitValue() : -1, Files.readString(log, StandardCharsets.UTF_8));
    }
  }

  static NativesCheck of(int exitCode, String log) {
    Map<String, String> results = new LinkedHashMap<>();
    List<String> all = log.lines().toList();
    for (String line : all) {
      if (line.startsWith(NativesMain.RESULT) && line.contains("=")) {
        String[] result = line.substring(NativesMain.RESULT.length()).split("=", 2);
        results.put(result[0], result[1]);
      }
    }
    List<String> others =
        all.stream()
            .filter(line -> !line.startsWith(NativesMain.RESULT) && !line.startsWith("\tat "))
            .toList();
    return new NativesCheck(
        exitCode, results, others.subList(Math.max(0, others.size() - LINES), others.size()));
  }
}
