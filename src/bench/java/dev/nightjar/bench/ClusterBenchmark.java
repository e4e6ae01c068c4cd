package dev.nightjar.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What faults do to a study that several hosts share through a PostgreSQL server: real processes,
 * which are killed, frozen and cut off, and the log of what happened. Arguments: the file to write,
 * and optionally of how many trials the first study is instead of 200.
 */
final class ClusterBenchmark {
  private static final int TRIALS = 200;
  private static final long SEED = 1;

  private ClusterBenchmark() {}

  static void run(String[] args) throws Exception {
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : TRIALS;
    int fewer = trials * 3 / 10;
    SoakTable.fill(
        List.of(
            (folder, seed) -> ClusterFaults.workers(folder, trials, seed),
            (folder, seed) -> ClusterFaults.runners(folder, fewer, seed),
            (folder, seed) -> ClusterFaults.network(folder, fewer, seed)),
        SEED,
        Path.of(args[0]));
  }
}
