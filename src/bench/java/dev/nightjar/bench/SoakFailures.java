package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** A search in which nothing works: it stops by itself, and again when it is continued. */
final class SoakFailures {
  private static final int IN_A_ROW = 10;
  private static final int TOO_MANY_FAILURES = 4;

  private SoakFailures() {}

  static SoakRow run(Path folder, int times) throws Exception {
    SoakStudy study =
        new SoakStudy(
            folder,
            """
            task: {type: command, argv: [sh, -c, "exit {code}"]}
            parameters:
              code: {type: int, min: 1, max: 120}
            budget: {max_trials: %d, max_consecutive_failures: %d}
            parallelism: 1
            """
                .formatted(SoakStudy.NEVER, IN_A_ROW));
    int right = 0;
    for (int i = 1; i <= times; i++) {
      int exitCode = study.run().await();
      right += exitCode == TOO_MANY_FAILURES && study.trials().size() == i * IN_A_ROW ? 1 : 0;
    }
    JsonNode trials = study.trials();
    return new SoakRow(
        "ten failed trials in a row",
        times,
        study.lost(trials),
        study.twice(),
        "%d runs ended with exit code 4 after ten trials; %d processes and %s left"
            .formatted(right, study.processes(), study.leftovers()));
  }
}
