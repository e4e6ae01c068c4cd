package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs what is compared, as somebody types it.
 *
 * <p>{@code auto} is {@code nightjar auto --data FILE --budget B -o DIR --seed N}. The random
 * search is that of the file which {@code nightjar init --data FILE} writes, so of the same space
 * over the same data in the same parts, with random for the strategy, {@value #EPOCHS} epochs as
 * {@code auto} has, and B as the time of the search: start and test part come on top of that. No
 * pruner, no finalists, no ensemble, nothing that is tried first. A quarter of B is the most a
 * trial may take, after nine tenths of which it ends by itself and counts, so that a slow one costs
 * time only.
 */
final class AutoContest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EPOCHS = 20;
  private static final int NO_TRIAL_SUCCEEDED = 3;

  /** As {@code bin/nightjar} limits what leaves the memory to its workers. */
  private static final List<String> HEAP = List.of("-Xmx768m");

  private final Path folder;
  private final int workers;

  /**
   * A contest.
   *
   * @param folder for the data and what the commands leave
   * @param workers processes that train, of either
   */
  AutoContest(Path folder, int workers) {
    this.folder = folder;
    this.workers = workers;
  }

  /** Runs one of them. */
  AutoRow measure(AutoRow.Key key, AutoData data) throws IOException, InterruptedException {
    Path own =
        folder.resolve(
            String.join(
                "-",
                key.part(),
                data.label(),
                key.budget() + "s",
                "seed" + key.seed(),
                key.method()));
    SoakFiles.delete(own); // Of a run that was cut off.
    Files.createDirectories(own);
    Path file = data.write(folder);
    System.err.printf("%s…%n", own.getFileName());
    return key.method().equals(AutoRow.AUTO) ? auto(key, data, own, file) : random(key, own, file);
  }

  private AutoRow auto(AutoRow.Key key, AutoData data, Path own, Path file)
      throws IOException, InterruptedException {
    Path found = own.resolve("found");
    long begun = System.nanoTime();
    int exitCode =
        nightjar(
            own,
            "auto",
            "--data",
            file.toString(),
            "--budget",
            key.budget() + "s",
            "-o",
            found.toString(),
            "--seed",
            String.valueOf(key.seed()),
            "--parallelism",
            String.valueOf(workers));
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (exitCode == NO_TRIAL_SUCCEEDED) {
      return new AutoRow(key, seconds, Map.of(), Map.of());
    }
    AutoStudy study = new AutoStudy("jdbc:h2:file:" + found.resolve("study"), data.label());
    JsonNode best = best(own, study);
    return new AutoRow(key, seconds, scores(best), study.ensemble(best, data, data.load(file)));
  }

  private AutoRow random(AutoRow.Key key, Path own, Path file)
      throws IOException, InterruptedException {
    Path experiment = own.resolve("random.yaml");
    nightjar(own, "init", experiment.toString(), "--data", file.toString());
    String storage = "jdbc:h2:file:" + own.resolve("study");
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                experiment.toString(),
                "--storage",
                storage,
                "--seed",
                String.valueOf(key.seed()),
                "--parallelism",
                String.valueOf(workers),
                "--max-trials",
                "100000",
                "--max-duration",
                key.budget() + "s"));
    for (String setting :
        List.of(
            "strategy.type=random",
            "training.epochs=" + EPOCHS,
            "budget.max_trial_duration=" + Math.max(1, key.budget() / 4) + "s")) {
      command.addAll(List.of("-S", setting));
    }
    long begun = System.nanoTime();
    int exitCode = nightjar(own, command.toArray(String[]::new));
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new AutoRow(
        key,
        seconds,
        exitCode == NO_TRIAL_SUCCEEDED
            ? Map.of()
            : scores(best(own, new AutoStudy(storage, "random"))),
        Map.of());
  }

  private static Map<String, Double> scores(JsonNode best) {
    JsonNode ensemble = best.path("ensemble");
    boolean together = ensemble.path("used").asBoolean();
    Map<String, Double> scores = new TreeMap<>();
    scores.put("validation", (together ? ensemble : best).path("value").asDouble());
    (together ? ensemble : best)
        .path("test")
        .properties()
        .forEach(e -> scores.put(e.getKey(), e.getValue().asDouble()));
    return scores;
  }

  private static JsonNode best(Path own, AutoStudy study) throws IOException, InterruptedException {
    nightjar(own, "best", study.name(), "--format", "json", "--storage", study.url());
    return JSON.readTree(own.resolve("best.out").toFile());
  }

  /** Runs a command to its end; its exit code is 0, or says that no training completed. */
  private static int nightjar(Path own, String... arguments)
      throws IOException, InterruptedException {
    Path errors = own.resolve(arguments[0] + ".err");
    Process process =
        NightjarProcess.of(HEAP, List.of(arguments))
            .directory(own.toFile())
            .redirectOutput(own.resolve(arguments[0] + ".out").toFile())
            .redirectError(errors.toFile())
            .start();
    OptionalInt exitCode = end(process);
    if (exitCode.isEmpty()
        || (exitCode.getAsInt() != 0 && exitCode.getAsInt() != NO_TRIAL_SUCCEEDED)) {
      throw new IllegalStateException(
          String.join(" ", arguments)
              + (exitCode.isEmpty() ? " did not end" : " ended with " + exitCode.getAsInt())
              + "; see "
              + errors);
    }
    return exitCode.getAsInt();
  }

  /** Nothing that is measured here is given so long. */
  private static OptionalInt end(Process process) throws InterruptedException {
    try {
      return process.waitFor(2, TimeUnit.HOURS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } finally {
      process.destroy();
    }
  }
}
