package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Damages the database of a search that was killed, in every way over and over, and looks at it
 * with the command line, restoring it where that says so.
 */
final class SoakDamage {
  private static final int EACH = 10;
  private static final int TRIALS = 40;
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private SoakDamage() {}

  private enum Damage {
    START,
    MIDDLE,
    END,
    TRUNCATED,
    HALVED,
    EMPTIED
  }

  static SoakRow run(Path folder, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SoakStudy study = new SoakStudy(folder, 2, random);
    SoakStudy.Run run = study.run();
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (run.finished() < TRIALS && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    run.kill();
    Path runs = folder.resolve("runs");
    Path good = folder.resolve("good");
    SoakFiles.replace(runs, good);
    Map<String, Integer> ends = new TreeMap<>();
    int lost = 0;
    int afterBackup = 0;
    for (int i = 0; i < EACH * Damage.values().length; i++) {
      SoakFiles.replace(good, runs);
      damage(Damage.values()[i % Damage.values().length], runs.resolve("nightjar.mv.db"), random);
      SoakCommand looked = SoakCommand.run(folder, "trials", "soak", "--format", "json");
      String end;
      if (looked.exitCode() == 0) {
        int missing = study.lost(JSON.readTree(looked.out()));
        lost += missing;
        end = missing == 0 ? "opened with all" : "opened without some";
      } else if (!looked.explained() || !looked.err().contains("nightjar restore")) {
        System.out.println(looked);
        lost += study.reported();
        end = "not explained";
      } else {
        SoakCommand restored = SoakCommand.run(folder, "restore");
        int after = restored.exitCode() == 0 ? missing(folder, study) : study.reported();
        if (restored.exitCode() != 0) {
          System.out.println(looked + " " + restored);
        }
        afterBackup += after;
        end = restored.exitCode() == 0 ? "explained and restored" : "explained, not restored";
      }
      ends.merge(end, 1, Integer::sum);
    }
    return new SoakRow(
        "damage to the database file of a killed search",
        EACH * Damage.values().length,
        lost,
        study.twice(),
        "bytes overwritten at the start, in the middle, at the end; truncated anywhere, to half, to nothing: %s; of %d finished trials each restored database lacked %.1f in the mean, all after the last backup"
            .formatted(
                ends,
                study.reported(),
                (double) afterBackup
                    / Math.max(1, ends.getOrDefault("explained and restored", 0))));
  }

  private static int missing(Path folder, SoakStudy study) throws Exception {
    SoakCommand looked = SoakCommand.run(folder, "trials", "soak", "--format", "json");
    JsonNode trials = JSON.readTree(looked.exitCode() == 0 ? looked.out() : "[]");
    return study.lostQuietly(trials);
  }

  private static void damage(Damage damage, Path file, SplittableRandom random) throws IOException {
    long size = Files.size(file);
    byte[] noise = new byte[512 + random.nextInt(16 * 1024)];
    random.nextBytes(noise);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      switch (damage) {
        case START -> bytes.write(noise);
        case MIDDLE -> {
          bytes.seek(random.nextLong(size - noise.length));
          bytes.write(noise);
        }
        case END -> {
          bytes.seek(size - noise.length);
          bytes.write(noise);
        }
        case TRUNCATED -> bytes.setLength(random.nextLong(size));
        case HALVED -> bytes.setLength(size / 2);
        case EMPTIED -> bytes.setLength(0);
      }
    }
  }
}
