package dev.nightjar.bench;

import dev.nightjar.search.comparison.FrontProblem;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.strategy.parego.ParegoStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * How much of two known Pareto fronts our strategies find: the area that the trials dominate as a
 * share of what the true front dominates, after some numbers of trials, from 10 seeds that were not
 * used for tuning, each against random search with the same seeds by a two-sided rank test.
 */
final class ObjectivesBenchmark {
  private static final int[] COUNTS = {150, 300, 500};
  private static final long FIRST_SEED = 1000;
  private static final int SEEDS = 10;
  private static final int MOST_THREADS = 2;

  /**
   * A strategy of the comparison.
   *
   * @param most trials that it runs at most; Bayesian search takes time with the cube of them
   */
  private record Sampler(String name, int most, Supplier<Strategy> create) {}

  private static final Sampler RANDOM = new Sampler("random", 500, RandomStrategy::new);

  private static final List<Sampler> SAMPLERS =
      List.of(
          RANDOM,
          new Sampler("genetic (NSGA-II)", 500, GeneticStrategy::new),
          new Sampler("bayesian (ParEGO)", 150, () -> new ParegoStrategy(new PortfolioStrategy())));

  /**
   * A line of the table.
   *
   * @param shares one a seed
   * @param p of the test against random search
   */
  @SuppressWarnings("ArrayRecordComponent") // Written to a file, never compared.
  private record Row(
      FrontProblem problem, String sampler, int trials, double[] shares, double median, double p) {}

  private ObjectivesBenchmark() {}

  static void run(String[] args) throws Exception {
    System.out.println("seeds " + FIRST_SEED + " to " + (FIRST_SEED + SEEDS - 1));
    List<Row> rows = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    try {
      for (FrontProblem problem : FrontProblem.values()) {
        Map<Sampler, List<Future<double[]>>> runs = new LinkedHashMap<>();
        for (Sampler sampler : SAMPLERS) {
          List<Future<double[]>> seeds = new ArrayList<>();
          for (int i = 0; i < SEEDS; i++) {
            long seed = FIRST_SEED + i;
            seeds.add(threads.submit(() -> shares(problem, sampler, seed)));
          }
          runs.put(sampler, seeds);
        }
        print(problem, runs, rows);
      }
    } finally {
      threads.shutdownNow();
    }
    BenchmarkFile.write(Path.of(args[0]), Map.of("rows", rows));
  }

  /** After each of the counts that the sampler reaches. */
  private static double[] shares(FrontProblem problem, Sampler sampler, long seed) {
    SimulatedStudy study = problem.study(seed);
    Strategy strategy = sampler.create().get();
    int[] counts = Arrays.stream(COUNTS).filter(count -> count <= sampler.most()).toArray();
    double[] shares = new double[counts.length];
    int done = 0;
    for (int c = 0; c < counts.length; c++) {
      study.run(strategy, counts[c] - done);
      done = counts[c];
      shares[c] = problem.hypervolume(study.history());
    }
    return shares;
  }

  private static void print(
      FrontProblem problem, Map<Sampler, List<Future<double[]>>> runs, List<Row> rows)
      throws Exception {
    System.out.println();
    System.out.println(problem + ": share of the true hypervolume, median of " + SEEDS + " seeds");
    System.out.println(
        TrainingBenchmark.format("%-20s%8s%10s%14s", "strategy", "trials", "share", "p, random"));
    for (Sampler sampler : runs.keySet()) {
      for (int c = 0; c < COUNTS.length && COUNTS[c] <= sampler.most(); c++) {
        double[] shares = at(runs.get(sampler), c);
        double p = MannWhitney.twoSided(shares, at(runs.get(RANDOM), c));
        double[] sorted = shares.clone();
        Arrays.sort(sorted);
        double median = (sorted[(SEEDS - 1) / 2] + sorted[SEEDS / 2]) / 2;
        rows.add(new Row(problem, sampler.name(), COUNTS[c], shares, median, p));
        System.out.println(
            TrainingBenchmark.format(
                "%-20s%8d%8.1f %%%14s",
                sampler.name(),
                COUNTS[c],
                100 * median,
                sampler.equals(RANDOM) ? "" : TrainingBenchmark.format("%.6f", p)));
      }
    }
  }

  private static double[] at(List<Future<double[]>> runs, int count) throws Exception {
    double[] shares = new double[runs.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = runs.get(i).get()[count];
    }
    return shares;
  }
}
