package dev.nightjar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A database on a disk that can be read only: in memory, since permissions do not bind root. */
final class SoakReadOnly {
  private static final int TRIALS = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SoakReadOnly() {}

  static SoakRow run(Path folder, long seed) throws Exception {
    String fault = "disk that can only be read";
    Path runs = Files.createDirectory(folder.resolve("runs"));
    if (!SoakFiles.system("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", runs.toString())) {
      return new SoakRow(fault, 0, 0, 0, "not injected: no tmpfs can be mounted by this user");
    }
    try {
      SoakStudy study = new SoakStudy(folder, 2, new SplittableRandom(seed));
      int first = study.run("--max-trials", Integer.toString(TRIALS)).await();
      SoakFiles.system("mount", "-o", "remount,ro", runs.toString());
      SoakCommand refused = SoakCommand.run(folder, "run", "soak.yaml");
      SoakCommand read = SoakCommand.run(folder, "trials", "soak", "--format", "json");
      int lost = study.lost(JSON.readTree(read.exitCode() == 0 ? read.out() : "[]"));
      SoakFiles.system("mount", "-o", "remount,rw", runs.toString());
      int last = study.run("--max-trials", Integer.toString(2 * TRIALS)).await();
      return new SoakRow(
          fault,
          1,
          lost + study.lost(study.trials()),
          study.twice(),
          "run ended with %d, %s: \"%s\"; trials could be read: %s; runs before and after ended with %d and %d"
              .formatted(
                  refused.exitCode(),
                  refused.explained() ? "explained" : "not explained",
                  refused.err().strip().replaceAll(".*(: it cannot)", "…$1"),
                  read.exitCode() == 0,
                  first,
                  last));
    } finally {
      SoakFiles.system("umount", "-l", runs.toString());
    }
  }
}
