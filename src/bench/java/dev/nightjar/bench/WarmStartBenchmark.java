package dev.nightjar.bench;

import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.comparison.SearchProblems;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.SimulatedStudy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.warmstart.EarlierTrial;
import dev.nightjar.search.strategy.warmstart.WarmStartedStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * How much sooner a study reaches what an earlier one of {@value #FIRST} trials found, if it learns
 * from it. Twice: over a space of which every range has been shifted by up to a tenth of its width,
 * and if besides the function has changed, every real parameter by up to a twentieth and the value
 * by a constant. Both studies search with the default strategy; the second with other seeds.
 */
final class WarmStartBenchmark {
  private static final int FIRST = 50;
  private static final int SECOND = 100;
  private static final int SEEDS = 20;
  private static final long FIRST_SEED = 1000;
  private static final double SHIFTED_RANGE = 0.1;
  private static final double SHIFTED_OPTIMUM = 0.05;
  private static final double SHIFTED_VALUE = 3;

  /** Who comes so near to a value has reached it. */
  private static final double ENOUGH = 1e-4;

  private static final int MOST_THREADS = 2;
  private static final List<Criterion> CRITERIA = List.of(Criterion.minimize("value"));

  /**
   * How many trials studies needed.
   *
   * @param cold to reach the first study's quality without learning; {@value #SECOND} + 1 if never
   * @param warm the same, learning
   * @param toColdsBest how many the warm study needed to reach what the cold one had after 50
   */
  private record Needed(int cold, int warm, int toColdsBest) {}

  /** A line of the table: medians. */
  private record Row(String problem, String changed, double cold, double warm, double toColdsBest) {
    double share() {
      return warm / cold;
    }
  }

  private WarmStartBenchmark() {}

  static void run(String[] args) throws Exception {
    List<Row> rows = new ArrayList<>();
    System.out.println(
        "Trials until the best of an earlier study of 50 is reached, medians of 20 seeds");
    System.out.println(
        TrainingBenchmark.format(
            "%-14s%-22s%8s%8s%8s%24s",
            "problem", "changed", "cold", "warm", "share", "warm to cold's at 50"));
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    try {
      for (boolean changed : new boolean[] {false, true}) {
        for (SearchProblem problem : SearchProblems.all()) {
          rows.add(row(problem, changed, threads));
          print(rows.get(rows.size() - 1));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    BenchmarkFile.write(Path.of(args[0]), Map.of("rows", rows));
  }

  private static Row row(SearchProblem problem, boolean changed, ExecutorService threads)
      throws Exception {
    List<Future<Needed>> seeds = new ArrayList<>();
    for (int i = 0; i < SEEDS; i++) {
      long seed = FIRST_SEED + i;
      seeds.add(threads.submit(() -> needed(problem, changed, seed)));
    }
    List<Needed> all = new ArrayList<>();
    for (Future<Needed> seed : seeds) {
      all.add(seed.get());
    }
    return new Row(
        problem.name(),
        changed ? "ranges and function" : "ranges",
        median(all.stream().mapToInt(Needed::cold).toArray()),
        median(all.stream().mapToInt(Needed::warm).toArray()),
        median(all.stream().mapToInt(Needed::toColdsBest).toArray()));
  }

  private static void print(Row row) {
    System.out.println(
        TrainingBenchmark.format(
            "%-14s%-22s%8.1f%8.1f%7.0f %%%24.1f",
            row.problem(),
            row.changed(),
            row.cold(),
            row.warm(),
            100 * row.share(),
            row.toColdsBest()));
  }

  private static double median(int[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2.0;
  }

  private static Needed needed(SearchProblem problem, boolean changed, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SearchSpace space = shifted(problem.space(), random);
    ToDoubleFunction<Configuration> moved = moved(problem, random);
    ToDoubleFunction<Configuration> function = changed ? moved : problem.function();
    SimulatedStudy first =
        SimulatedStudy.minimizing(problem.space(), problem.function(), seed)
            .run(new PortfolioStrategy(), FIRST);
    List<EarlierTrial> earlier = EarlierTrial.of(first.trials(), CRITERIA, Map.of(), CRITERIA);
    long other = seed + SEEDS;
    List<Double> cold =
        curve(
            SimulatedStudy.minimizing(space, function, other).run(new PortfolioStrategy(), SECOND));
    List<Double> warm =
        curve(
            SimulatedStudy.minimizing(space, function, other)
                .run(new WarmStartedStrategy(earlier, new PortfolioStrategy()), SECOND));
    double quality = curve(first).get(FIRST - 1) + (changed ? SHIFTED_VALUE : 0);
    return new Needed(
        reached(cold, quality), reached(warm, quality), reached(warm, cold.get(FIRST - 1)));
  }

  private static List<Double> curve(SimulatedStudy study) {
    List<Double> curve = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Trial trial : study.trials()) {
      best = Math.min(best, trial.completed().orElseThrow().values().get(0));
      curve.add(best);
    }
    return curve;
  }

  private static int reached(List<Double> curve, double quality) {
    int trials = 0;
    while (trials < curve.size() && curve.get(trials) > quality + ENOUGH) {
      trials++;
    }
    return trials + 1;
  }

  private static SearchSpace shifted(SearchSpace space, SplittableRandom random) {
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : space.parameters()) {
      double by = SHIFTED_RANGE * (2 * random.nextDouble() - 1);
      if (parameter instanceof FloatParameter p) {
        double[] range = moved(p.min(), p.max(), p.log(), by);
        parameters.add(new FloatParameter(p.name(), range[0], range[1], p.log(), p.condition()));
      } else if (parameter instanceof IntParameter p && p.log()) {
        double[] range = moved((double) p.min(), (double) p.max(), true, by);
        parameters.add(
            new IntParameter(
                p.name(), Math.round(range[0]), Math.round(range[1]), true, 1, p.condition()));
      } else {
        parameters.add(parameter);
      }
    }
    return new SearchSpace(parameters);
  }

  /** A range moved by a share of its width, on its own scale. */
  private static double[] moved(double min, double max, boolean log, double by) {
    if (log) {
      double factor = Math.pow(max / min, by);
      return new double[] {min * factor, max * factor};
    }
    return new double[] {min + by * (max - min), max + by * (max - min)};
  }

  /** The function with its real parameters moved, and a constant more. */
  private static ToDoubleFunction<Configuration> moved(
      SearchProblem problem, SplittableRandom random) {
    Map<String, Double> by = new HashMap<>();
    for (Parameter parameter : problem.space().parameters()) {
      by.put(parameter.name(), SHIFTED_OPTIMUM * (2 * random.nextDouble() - 1));
    }
    return c -> {
      Map<String, Object> values = new LinkedHashMap<>(c.values());
      for (Parameter parameter : problem.space().parameters()) {
        if (parameter instanceof FloatParameter p && c.has(p.name())) {
          double[] range = moved(p.min(), p.max(), p.log(), by.get(p.name()));
          double value = c.number(p.name());
          values.put(p.name(), p.log() ? value * range[0] / p.min() : value + range[0] - p.min());
        }
      }
      return problem.function().applyAsDouble(new Configuration(values)) + SHIFTED_VALUE;
    };
  }
}
