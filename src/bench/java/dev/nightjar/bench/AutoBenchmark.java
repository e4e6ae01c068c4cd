package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code nightjar auto} is worth, measured on the real command line.
 *
 * <p>{@code compare}: on files of five kinds it has the same time as a random search has for its
 * best single model, {@link AutoContest} says of what; both meet the same test part, and so do
 * {@link AutoBaselines}. They take turns, and the order alternates from seed to seed. {@code time}:
 * how near the time that is taken comes to the time that was given.
 *
 * <p>Options, each {@code -Dnightjar.bench.NAME=…}, with Maven {@code -DNAME=…}: {@code parts}
 * (compare,time), {@code budget} in seconds (180), {@code seeds} (1-3), {@code data} (all, or names
 * with commas between), {@code minutes} of the part time (1,3,15), {@code workers} (the number of
 * processors).
 *
 * <p>The whole takes two hours, so what has been measured is kept beside the output in a file of
 * the same name that ends with {@code .jsonl}, and is not measured again; delete that file to begin
 * anew. The folders that the commands left are beside it, too.
 */
final class AutoBenchmark {

  private static final String COMPARE = "compare";
  private static final String TIME = "time";
  private static final List<String> PARTS = List.of(COMPARE, TIME);

  /** The data of the part time, in turn: of different sizes. */
  private static final List<AutoData> TIMED =
      List.of(AutoData.SURNAMES, AutoData.MACBETH, AutoData.CHORDS);

  private final AutoContest contest;
  private final AutoRows rows;
  private final Path folder;
  private final int workers;

  private AutoBenchmark(Path output) throws IOException {
    Path beside = output.toAbsolutePath().normalize();
    String name = String.valueOf(beside.getFileName()).replaceFirst("\\.json$", "");
    folder = beside.resolveSibling(name);
    Files.createDirectories(folder);
    rows = new AutoRows(beside.resolveSibling(name + ".jsonl"));
    workers =
        Benchmarks.option("workers")
            .map(Integer::parseInt)
            .orElse(Runtime.getRuntime().availableProcessors());
    contest = new AutoContest(folder, workers);
  }

  static void run(String[] args) throws Exception {
    List<String> parts = AutoOptions.words("parts", PARTS);
    AutoBenchmark benchmark = new AutoBenchmark(Path.of(args[0]));
    Map<String, Object> document = new LinkedHashMap<>();
    if (parts.contains(COMPARE)) {
      document.put(COMPARE, benchmark.compare());
    }
    if (parts.contains(TIME)) {
      document.put(TIME, benchmark.time());
    }
    BenchmarkFile.write(Path.of(args[0]), document);
  }

  private Map<String, Object> compare() throws IOException, InterruptedException {
    int budget = Benchmarks.option("budget").map(Integer::parseInt).orElse(180);
    List<Integer> seeds = AutoOptions.numbers("seeds", "1-3");
    List<AutoData> chosen =
        AutoOptions.words("data", Arrays.stream(AutoData.values()).map(AutoData::label).toList())
            .stream()
            .map(AutoData::of)
            .toList();
    List<AutoRow> measured = new ArrayList<>();
    Map<AutoData, Map<String, Map<String, Double>>> baselines = new LinkedHashMap<>();
    for (AutoData data : chosen) {
      baselines.put(data, AutoBaselines.of(data, data.load(data.write(folder))));
    }
    for (int seed : seeds) {
      for (AutoData data : chosen) {
        boolean autoFirst = (seed + chosen.indexOf(data)) % 2 == 0;
        for (boolean auto : new boolean[] {autoFirst, !autoFirst}) {
          String method = auto ? AutoRow.AUTO : AutoRow.RANDOM;
          measured.add(row(new AutoRow.Key(COMPARE, data.label(), seed, method, budget, workers)));
        }
      }
    }
    AutoTables tables = new AutoTables(measured, baselines);
    tables.print();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("results", measured);
    document.put("baselines", tables.baselinesByLabel());
    document.put("summary", tables.summary());
    return document;
  }

  private Map<String, Object> time() throws IOException, InterruptedException {
    List<AutoRow> measured = new ArrayList<>();
    int turn = 0;
    for (int minutes : AutoOptions.numbers("minutes", "1,3,15")) {
      AutoData data = TIMED.get(turn++ % TIMED.size());
      measured.add(
          row(new AutoRow.Key(TIME, data.label(), 1, AutoRow.AUTO, 60 * minutes, workers)));
    }
    AutoTables.printTimes(measured);
    return Map.of("results", measured);
  }

  /** Measured, unless it was before. */
  private AutoRow row(AutoRow.Key key) throws IOException, InterruptedException {
    return rows.find(key).isPresent()
        ? rows.find(key).get()
        : rows.add(contest.measure(key, AutoData.of(key.data())));
  }
}
