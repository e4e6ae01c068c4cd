package dev.nightjar.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What faults do to a search: each is injected into the real thing, and what is lost is counted.
 * Arguments: the file to write, and optionally how many kills instead of 200.
 */
final class SoakBenchmark {
  private static final int KILLS = 200;
  private static final long SEED = 1;

  /** Of which about half are bad: twenty of each kind. */
  private static final int TRIALS = 40;

  private static final int TIMES = 20;

  private SoakBenchmark() {}

  static void run(String[] args) throws Exception {
    int kills = args.length > 1 ? Integer.parseInt(args[1]) : KILLS;
    SoakTable.fill(faults(kills), SEED, Path.of(args[0]));
  }

  private static List<SoakTable.Fault> faults(int kills) {
    List<SoakTable.Fault> faults = new ArrayList<>();
    for (SoakPrograms kind : SoakPrograms.values()) {
      faults.add((empty, seed) -> kind.inject(empty, TRIALS, seed));
    }
    for (SoakTrainings kind : SoakTrainings.values()) {
      // A network of millions of weights takes seconds to be drawn: half as many.
      int trials = kind == SoakTrainings.HEAP ? TRIALS / 2 : TRIALS;
      faults.add((empty, seed) -> kind.inject(empty, trials, seed));
    }
    for (SoakWorkers kind : SoakWorkers.values()) {
      faults.add((empty, seed) -> kind.inject(empty, TIMES, seed));
    }
    faults.add((empty, seed) -> SoakFailures.run(empty, TIMES / 2));
    faults.add((empty, seed) -> SoakInterrupts.once(empty, 2 * TIMES, seed));
    faults.add((empty, seed) -> SoakInterrupts.twice(empty, TIMES, seed));
    faults.add((empty, seed) -> SoakLeftovers.run(empty, TIMES / 4, seed));
    faults.add((empty, seed) -> SoakGrowth.run(empty, 500, seed));
    faults.add((empty, seed) -> SoakKills.run(empty, kills, seed));
    faults.add(SoakDamage::run);
    faults.add(SoakFullDisk::run);
    faults.add(SoakReadOnly::run);
    faults.add(SoakMigration::run);
    faults.add(SoakReaders::run);
    faults.add(SoakInputs::experiments);
    faults.add(SoakInputs::searches);
    faults.add((empty, seed) -> SoakConversations.run(seed));
    return faults;
  }
}
