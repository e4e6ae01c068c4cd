package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Temporary files after every way a run can end, the last of which is a kill and a resume. */
final class SoakLeftovers {
  private static final int TRIALS = 4;
  private static final int LONGEST_MILLIS = 3_000;

  private SoakLeftovers() {}

  static SoakRow run(Path folder, int rounds, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SoakStudy study = new SoakStudy(folder, 2, random);
    int afterEnd = 0;
    int afterInterrupt = 0;
    int afterKill = 0;
    int afterResume = 0;
    int trials = 0;
    for (int i = 0; i < rounds; i++) {
      trials += TRIALS;
      study.run("--max-trials", Integer.toString(trials)).await();
      afterEnd += study.leftovers().size();
      SoakStudy.Run interrupted = study.run();
      interrupted.awaitReports(1);
      interrupted.signal("TERM");
      interrupted.await();
      afterInterrupt += study.leftovers().size();
      SoakStudy.Run killed = study.run();
      killed.awaitReports(1);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      killed.kill();
      afterKill += study.leftovers().size();
      trials = study.trials().size() + TRIALS;
      study.run("--max-trials", Integer.toString(trials)).await();
      afterResume += study.leftovers().size();
    }
    JsonNode all = study.trials();
    return new SoakRow(
        "temporary files after an end, an interrupt, a kill -9 and its resume",
        4 * rounds,
        study.lost(all),
        study.twice(),
        "files left: %d after ends, %d after interrupts, %d after kills, %d after their resumes"
            .formatted(afterEnd, afterInterrupt, afterKill, afterResume));
  }
}
