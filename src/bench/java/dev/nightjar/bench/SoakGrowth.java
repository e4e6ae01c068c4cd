package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** What the controller needs after a hundred trainings and after hundreds. */
final class SoakGrowth {
  private static final int EARLY = 100;

  /** The search must still run when it is looked at. */
  private static final int MORE_TRIALS = 40;

  private SoakGrowth() {}

  static SoakRow run(Path folder, int trials, long seed) throws Exception {
    SoakStudy study = new SoakStudy(folder, 2, new SplittableRandom(seed));
    SoakStudy.Run run = study.run("--max-trials", Integer.toString(trials + MORE_TRIALS));
    run.awaitReports(EARLY);
    String early = figures(run.pid());
    run.awaitReports(trials);
    String late = figures(run.pid());
    int exitCode = run.await();
    JsonNode all = study.trials();
    return new SoakRow(
        "trainings in a row",
        trials,
        study.lost(all) + trials + MORE_TRIALS - all.size(),
        study.twice(),
        "the controller after %d: %s; after %d: %s; exit code %d, %d processes and %s left"
            .formatted(EARLY, early, trials, late, exitCode, study.processes(), study.leftovers()));
  }

  private static String figures(long pid) throws IOException, InterruptedException {
    double heap = heapBytes(pid) / 1048576.0;
    return TrainingBenchmark.format(
        "%.1f MB of heap after a collection, %d MB resident", heap, residentMegabytes(pid));
  }

  /** Counting the objects that live collects the others first. */
  private static long heapBytes(long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return text.lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(text));
  }

  private static long residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
