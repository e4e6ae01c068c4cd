package dev.nightjar.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Commands that look at a study, one after the other, while a search of it goes on. */
final class SoakReaders {
  private static final int ROUNDS = 10;
  private static final int BEFORE = 10;
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("list"),
          List.of("trials", "soak", "--format", "json"),
          List.of("best", "soak"),
          List.of("report", "soak", "-o", "look"),
          List.of("importance", "soak"));

  private SoakReaders() {}

  static SoakRow run(Path folder, long seed) throws Exception {
    SoakStudy study = new SoakStudy(folder, 1, new SplittableRandom(seed));
    SoakStudy.Run search = study.run();
    while (search.alive() && search.reports() < BEFORE) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    Map<String, Integer> failed = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (List<String> command : COMMANDS) {
        SoakCommand looked = SoakCommand.run(folder, command.toArray(String[]::new));
        if (looked.exitCode() != 0) {
          System.out.println(command + ": " + looked);
          failed.merge(command.get(0), 1, Integer::sum);
        }
      }
    }
    SoakCommand second = SoakCommand.run(folder, "run", "soak.yaml");
    boolean named = second.explained() && second.err().contains("is being run by process");
    boolean wentOn = search.alive();
    search.kill();
    return new SoakRow(
        "commands that look at a study while it is searched",
        ROUNDS * COMMANDS.size(),
        study.lost(study.trials()),
        study.twice(),
        "list, trials, best, report and importance: %d failed %s; the search went on: %s; a second run ended with %d and named the first: %s"
            .formatted(
                failed.values().stream().mapToInt(Integer::intValue).sum(),
                failed,
                wentOn,
                second.exitCode(),
                named));
  }
}
