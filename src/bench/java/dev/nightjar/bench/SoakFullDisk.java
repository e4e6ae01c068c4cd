package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A disk of its own for the database, in memory, which is filled to the last byte at random moments
 * of a search and freed again afterwards.
 */
final class SoakFullDisk {
  private static final int TIMES = 12;
  private static final long LIMIT_SECONDS = 120;
  private static final int MORE_TRIALS = 10;

  private SoakFullDisk() {}

  static SoakRow run(Path folder, long seed) throws Exception {
    String fault = "full disk, at random moments of a search";
    Path runs = Files.createDirectory(folder.resolve("runs"));
    if (!SoakFiles.system("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", runs.toString())) {
      return new SoakRow(fault, 0, 0, 0, "not injected: no tmpfs can be mounted by this user");
    }
    try {
      return fill(folder, runs, fault, new SplittableRandom(seed));
    } finally {
      SoakFiles.system("umount", "-l", runs.toString());
    }
  }

  private static SoakRow fill(Path folder, Path runs, String fault, SplittableRandom random)
      throws Exception {
    SoakStudy study = new SoakStudy(folder, 2, random);
    Path filler = runs.resolve("filler");
    Map<String, Integer> ends = new TreeMap<>();
    for (int i = 0; i < TIMES; i++) {
      SoakStudy.Run run = study.run();
      TimeUnit.MILLISECONDS.sleep(2_500 + random.nextInt(5_000));
      fill(filler);
      boolean ended = run.awaitFor(LIMIT_SECONDS);
      String end =
          !ended
              ? "did not end"
              : "exit " + run.exitCode() + (run.printed().contains("disk is full") ? ", said" : "");
      if (!end.equals("exit 1, said")) {
        System.out.println(end + ": " + run.printed());
      }
      ends.merge(end, 1, Integer::sum);
      Files.delete(filler);
    }
    int begun = study.trials().size();
    SoakStudy.Run last = study.run("--max-trials", Integer.toString(begun + MORE_TRIALS));
    int exitCode = last.await();
    JsonNode trials = study.trials();
    return new SoakRow(
        fault,
        TIMES,
        study.lost(trials),
        study.twice(),
        "ended with %s; %d trials reported; when there was space again, the same command went on, the last time to its end with exit %d"
            .formatted(ends, study.reported(), exitCode));
  }

  /** Writes until nothing more can be written: the rest of a piece by smaller ones. */
  private static void fill(Path filler) {
    for (int size : new int[] {1 << 20, 4096, 1}) {
      appendUntilFull(filler, new byte[size]);
    }
  }

  /** How many blocks there was space for. */
  private static long appendUntilFull(Path filler, byte[] block) {
    long blocks = 0;
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
        blocks++;
      }
    } catch (IOException full) {
      return blocks;
    }
  }
}
