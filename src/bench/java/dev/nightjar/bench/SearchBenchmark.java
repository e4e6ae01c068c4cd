package dev.nightjar.bench;

import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.comparison.SearchProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How good our strategies are at finding small values with few trials: on six known functions, and
 * on two tables if their folder is given, against Optuna's curves and against Arbiter's generators
 * in the same process. 100 trials from each of 30 seeds that were not used for tuning.
 *
 * <p>A run is solved as {@link dev.nightjar.search.comparison.Solved} says, and solved runs tie.
 * The tests are those of {@link dev.nightjar.search.comparison.Verdict}. Own times are measured
 * first, while nothing else runs; then the searches, on up to two threads.
 */
final class SearchBenchmark {
  static final long FIRST_SEED = 1000;
  private static final int SEEDS = 30;
  private static final int TRIALS = 100;
  private static final int MOST_THREADS = 2;

  private SearchBenchmark() {}

  static void run(String[] args) throws Exception {
    int seeds = Benchmarks.option("seeds").map(Integer::valueOf).orElse(SEEDS);
    List<SearchProblem> problems = new ArrayList<>(SearchProblems.all());
    Optional<String> tables = Benchmarks.option("hpobench");
    if (tables.isPresent()) {
      problems.addAll(SearchTables.read(Path.of(tables.get())));
    } else {
      System.out.println(
          "without the tables of HPOBench; -Dhpobench=FOLDER adds them, from hpobench_*.csv there");
    }
    System.out.println("seeds " + FIRST_SEED + " to " + (FIRST_SEED + seeds - 1));
    long start = System.nanoTime();
    List<SearchTime> times = SearchTime.all();
    List<SearchRun> runs = new ArrayList<>(SearchOptuna.runs());
    runs.addAll(runs(problems, seeds));
    SearchReport report = new SearchReport(new SearchResults(problems, runs), times);
    System.out.println();
    report.print();
    System.out.println(
        TrainingBenchmark.format("%.0f s in all", (System.nanoTime() - start) / 1e9));
    BenchmarkFile.write(Path.of(args[0]), report.document());
  }

  /** All samplers, taking turns. */
  private static List<SearchRun> runs(List<SearchProblem> problems, int seeds) throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    try {
      List<Future<SearchRun>> started = new ArrayList<>();
      for (SearchProblem problem : problems) {
        for (int i = 0; i < seeds; i++) {
          long seed = FIRST_SEED + i;
          for (SearchSampler sampler : SearchSampler.ALL) {
            started.add(threads.submit(() -> sampler.run(problem, seed, TRIALS)));
          }
        }
      }
      List<SearchRun> runs = new ArrayList<>();
      for (Future<SearchRun> run : started) {
        runs.add(run.get());
        if (runs.size() % (seeds * SearchSampler.ALL.size()) == 0) {
          System.err.println("searched " + runs.get(runs.size() - 1).problem());
        }
      }
      return runs;
    } finally {
      threads.shutdownNow();
    }
  }
}
