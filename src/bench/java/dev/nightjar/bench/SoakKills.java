package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills the controller at random moments, and continues the study: every other time from its start
 * on, and in between after it has reported trials, which a busy machine might not get to in time.
 */
final class SoakKills {
  private static final int LONGEST_MILLIS = 4_000;
  private static final int MOST_REPORTS = 4;
  private static final int REPORTING_MILLIS = 1_000;
  private static final int MORE_TRIALS = 20;

  private SoakKills() {}

  /** Runs the study until it has been killed so many times, and then to its end. */
  static SoakRow run(Path folder, int kills, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SoakStudy study = new SoakStudy(folder, 2, random);
    int orphans = 0;
    int dead = 0;
    for (int i = 0; i < kills; i++) {
      SoakStudy.Run run = study.run();
      if (i % 2 == 0) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
      } else {
        run.awaitReports(1 + random.nextInt(MOST_REPORTS));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(REPORTING_MILLIS));
      }
      if (!run.alive()) {
        dead++;
        System.out.println("ended before it was killed: " + run.printed());
      }
      orphans += run.kill();
    }
    int begun = study.trials().size();
    SoakStudy.Run last = study.run("--max-trials", Integer.toString(begun + MORE_TRIALS));
    int exitCode = last.await();
    if (exitCode != 0) {
      System.out.println("the last run: " + last.printed());
    }
    JsonNode trials = study.trials();
    Map<String, Integer> states = new TreeMap<>();
    for (JsonNode trial : trials) {
      states.merge(trial.get("state").asText(), 1, Integer::sum);
      if (trial.has("cause")) {
        System.out.println("#" + trial.get("number") + " " + trial.get("cause").asText());
      }
    }
    return new SoakRow(
        "kill -9 of the controller, while it starts or runs",
        kills - dead,
        study.lost(trials),
        study.twice(),
        "%d trials reported, %d in the end %s; %d runs could not open or continue, %d workers outlived their controller by 10 s, %d processes were left; the last run ended with %d"
            .formatted(
                study.reported(),
                trials.size(),
                states,
                dead,
                orphans,
                study.processes(),
                exitCode));
  }
}
