package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** SIGTERM and SIGINT to the controller at random moments, from its start on. */
final class SoakInterrupts {
  private static final int LONGEST_MILLIS = 4_000;
  private static final int LONGEST_PAUSE_MILLIS = 30;
  private static final int MORE_TRIALS = 10;
  private static final int INTERRUPTED = 130;

  private SoakInterrupts() {}

  /** One signal: everything is saved, and the command that continues is printed. */
  static SoakRow once(Path folder, int times, long seed) throws Exception {
    return run("SIGTERM or Ctrl-C, 0 to 4 s after the start", false, folder, times, seed);
  }

  /** A second one soon after: the end at once. */
  static SoakRow twice(Path folder, int times, long seed) throws Exception {
    return run("the same twice within 30 ms", true, folder, times, seed);
  }

  private static SoakRow run(String fault, boolean twice, Path folder, int times, long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SoakStudy study = new SoakStudy(folder, 2, random);
    List<String> signals = SoakSignal.interruptIgnored() ? List.of("TERM") : List.of("TERM", "INT");
    Map<Integer, Integer> exitCodes = new TreeMap<>();
    int early = 0;
    int continued = 0;
    int left = 0;
    int running = 0;
    for (int i = 0; i < times; i++) {
      SoakStudy.Run run = study.run();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      List<ProcessHandle> workers = run.workers();
      run.signal(signals.get(i % signals.size()));
      if (twice) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        run.signal(signals.get((i + 1) % signals.size()));
      }
      int exitCode = run.await();
      exitCodes.merge(exitCode, 1, Integer::sum);
      String printed = run.printed();
      early += printed.contains("Stopping and saving") ? 0 : 1;
      continued += printed.contains("nightjar run soak.yaml") ? 1 : 0;
      left += SoakStudy.stillAlive(workers);
      running += twice || exitCode != INTERRUPTED ? 0 : study.running();
    }
    int begun = study.trials().size();
    int last = study.run("--max-trials", Integer.toString(begun + MORE_TRIALS)).await();
    JsonNode trials = study.trials();
    return new SoakRow(
        fault,
        times,
        study.lost(trials) + begun + MORE_TRIALS - trials.size(),
        study.twice(),
        "signals %s; exit codes %s; %d came before there was anything to save, after %d the command that continues was printed; %d trials still called running, %d workers outlived their controller by 10 s; %d trials reported, %d in the end; the last run ended with %d, %d processes and %s left"
            .formatted(
                signals,
                exitCodes,
                early,
                continued,
                running,
                left,
                study.reported(),
                trials.size(),
                last,
                study.processes(),
                study.leftovers()));
  }
}
