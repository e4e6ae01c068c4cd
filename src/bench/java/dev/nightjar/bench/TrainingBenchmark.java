package dev.nightjar.bench;

import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Whole training steps (embedding, cells, softmax at every step, clipping, Adam) of Nightjar,
 * libtorch and stock DL4J on one thread.
 *
 * <p>The engines take turns within each round, so that a machine that is busy for a while is busy
 * for all; the numbers are medians over the rounds. Arguments: the file to write, and optionally
 * part of a row's label to run only the rows that contain it.
 */
public final class TrainingBenchmark {
  private static final int MIN_ROUNDS = 3;
  private static final int MAX_ROUNDS = 15;
  private static final double ROW_SECONDS = 15;
  private static final double TURN_SECONDS = 0.12;
  private static final double WARM_UP_SECONDS = 1;

  private TrainingBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: TrainingBenchmark OUTPUT.json [PART_OF_A_ROW'S_LABEL]");
      System.exit(2);
    }
    Path output = Path.of(args[0]);
    Predicate<TrainingRow> wanted = row -> args.length < 2 || row.label().contains(args[1]);
    List<Measured> results = new ArrayList<>();
    double peak;
    try (TrainingSgemm sgemm = new TrainingSgemm()) {
      sgemm.measure();
      // Once for nothing: a JIT compiler at work on one engine takes time from all.
      run(TrainingRow.GRID.get(0), sgemm);
      System.out.println(TrainingTable.header());
      for (TrainingRow row : TrainingRow.GRID) {
        if (wanted.test(row)) {
          List<Measured> measured = run(row, sgemm);
          results.addAll(measured);
          System.out.println(TrainingTable.line(row, measured));
        }
      }
      peak = sgemm.best();
    }
    System.out.println(TrainingTable.summary(results));
    write(output, results, peak);
  }

  private static List<Measured> run(TrainingRow row, TrainingSgemm sgemm) {
    TrainingData data = TrainingData.of(row);
    List<TrainingEngine> engines = new ArrayList<>();
    try {
      engines.add(new TrainingNightjar(row, data, Precision.F32));
      if (RecurrentNetwork.supports(Precision.BF16)) {
        engines.add(new TrainingNightjar(row, data, Precision.BF16));
      }
      engines.add(new TrainingLibtorch(row, data));
      if (TrainingDl4j.has(row)) {
        engines.add(TrainingDl4j.faster(row, data));
      }
      for (TrainingEngine engine : engines) {
        turn(engine, 2, WARM_UP_SECONDS);
      }
      List<Double> products = new ArrayList<>();
      List<List<Double>> times = new ArrayList<>();
      engines.forEach(engine -> times.add(new ArrayList<>()));
      long end = System.nanoTime() + (long) (ROW_SECONDS * 1e9);
      for (int round = 0;
          round < MIN_ROUNDS || (round < MAX_ROUNDS && System.nanoTime() < end);
          round++) {
        products.add(sgemm.measure());
        for (int i = 0; i < engines.size(); i++) {
          times.get(i).add(turn(engines.get(i), 1, TURN_SECONDS));
        }
      }
      List<Measured> measured = new ArrayList<>();
      for (int i = 0; i < engines.size(); i++) {
        measured.add(
            new Measured(engines.get(i).name(), row, median(times.get(i)), median(products)));
      }
      return measured;
    } finally {
      engines.forEach(TrainingEngine::close);
    }
  }

  /** Seconds a step, over at least {@code minSteps} steps and about {@code seconds}. */
  private static double turn(TrainingEngine engine, int minSteps, double seconds) {
    long start = System.nanoTime();
    int steps = 0;
    double spent = 0;
    while (steps < minSteps || spent < seconds) {
      double loss = engine.step();
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(engine.name() + " computed the loss " + loss);
      }
      steps++;
      spent = (System.nanoTime() - start) / 1e9;
    }
    return spent / steps;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static void write(Path output, List<Measured> results, double peak) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Measured measured : results) {
      TrainingRow row = measured.row();
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("engine", measured.engine());
      values.put("cell", row.cell().id());
      values.put("layers", row.layers());
      values.put("hidden", row.hidden());
      values.put("batch", row.batch());
      values.put("steps", row.steps());
      values.put("embedding", row.embedding());
      values.put("classes", row.classes());
      values.put("ms_per_step", measured.seconds() * 1e3);
      values.put("tokens_per_second", row.batch() * row.steps() / measured.seconds());
      values.put("gflops", measured.gflops());
      values.put("of_sgemm", measured.ofSgemm());
      rows.add(values);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sgemm_gflops", peak);
    document.put("results", rows);
    BenchmarkFile.write(output, document);
  }

  /**
   * What an engine did in a row.
   *
   * @param seconds median time of a step
   * @param sgemmGflops median rate of the matrix product that took its turn in the same rounds
   */
  record Measured(String engine, TrainingRow row, double seconds, double sgemmGflops) {
    double gflops() {
      return row.flops() / seconds / 1e9;
    }

    double ofSgemm() {
      return gflops() / sgemmGflops;
    }

    static OptionalDouble seconds(List<Measured> all, TrainingRow row, String engine) {
      return all.stream()
          .filter(m -> m.row().equals(row) && m.engine().equals(engine))
          .mapToDouble(Measured::seconds)
          .findFirst();
    }
  }

  /** How many times faster {@code own} is than {@code engine}, where both were measured. */
  static OptionalDouble speedup(List<Measured> all, TrainingRow row, String own, String engine) {
    OptionalDouble ours = Measured.seconds(all, row, own);
    OptionalDouble theirs = Measured.seconds(all, row, engine);
    return ours.isPresent() && theirs.isPresent()
        ? OptionalDouble.of(theirs.getAsDouble() / ours.getAsDouble())
        : OptionalDouble.empty();
  }

  /** For a table in a fixed locale. */
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
