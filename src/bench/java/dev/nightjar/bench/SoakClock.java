package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clock of a search and its workers is set, by up to ten days forward or back, while they run.
 * libfaketime (Debian: {@code apt-get install libfaketime}) stands between them and the system's
 * clock; the one that only ever goes on it leaves alone, as setting a clock does.
 */
final class SoakClock {
  private static final int TIMES = 20;
  private static final int TRIALS = 40;
  private static final int LONGEST_MILLIS = 3_000;
  private static final int MOST_HOURS = 240;

  private SoakClock() {}

  static SoakRow run(Path folder, long seed) throws Exception {
    String fault = "the clock is set, by up to ten days";
    Path library;
    try (Stream<Path> lib = Files.find(Path.of("/usr/lib"), 3, (file, a) -> isLibrary(file))) {
      library = lib.findFirst().orElse(null);
    }
    if (library == null) {
      return new SoakRow(fault, 0, 0, 0, "not injected: libfaketime is not installed");
    }
    SplittableRandom random = new SplittableRandom(seed);
    SoakStudy study =
        new SoakStudy(
            folder,
            random,
            """
            parameters:
              model.hidden_size: {type: int, min: 4, max: 32, log: true}
              training.learning_rate: {type: float, min: 1e-3, max: 1e-1, log: true}
            training: {epochs: 5, batch_size: 8}
            budget: {max_trials: %d, max_trial_duration: 2m, max_duration: 20m}
            parallelism: 2
            """
                .formatted(TRIALS));
    Path offset = folder.resolve("run-clock.out");
    set(offset, 0);
    long begun = System.nanoTime();
    SoakStudy.Run run =
        study.run(
            Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1"));
    int set = 0;
    while (set < TIMES && run.alive()) {
      run.awaitReports(1);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      set(offset, random.nextInt(-MOST_HOURS, MOST_HOURS + 1));
      set++;
    }
    int exitCode = run.await();
    double seconds = (System.nanoTime() - begun) / 1e9;
    JsonNode trials = study.trials();
    int completed = 0;
    int strange = 0;
    for (JsonNode trial : trials) {
      completed += trial.get("state").asText().equals("completed") ? 1 : 0;
      double taken = trial.get("seconds").asDouble();
      strange += taken <= 0 || taken > seconds ? 1 : 0;
    }
    return new SoakRow(
        fault,
        set,
        study.lost(trials),
        study.twice(),
        "%d of %d trials completed, %d of them with a duration that cannot be; exit code %d"
            .formatted(completed, TRIALS, strange, exitCode));
  }

  private static boolean isLibrary(Path file) {
    return file.getFileName().toString().equals("libfaketimeMT.so.1");
  }

  /** In one step: the file is read once a second. */
  private static void set(Path offset, int hours) throws IOException {
    Path next = offset.resolveSibling("run-next.out");
    Files.writeString(next, "%+dh%n".formatted(hours));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }
}
