package dev.nightjar.bench;

import dev.nightjar.search.comparison.Ranks;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.zoo.arbiter.ArbiterStrategy;
import dev.nightjar.zoo.arbiter.ArbiterStudy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.NesterovsSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Our bayesian strategy against Arbiter's own random generator, on an Arbiter space of eight
 * parameters: ten studies of forty trials each, of the same seeds. Compared is the smallest loss on
 * the scored part after all trials. The tests: the sign test over the ten pairs and the test of
 * Mann and Whitney over the two samples, both exact and two-sided; a difference counts at 5 %.
 */
final class ArbiterBenchmark {
  private static final int SEEDS = 10;
  private static final int TRIALS = 40;
  private static final int[] SHOWN = {5, 10, 15, 20, 25, 30, 35, 40};

  private ArbiterBenchmark() {}

  private static MultiLayerSpace space(int classes) {
    return new MultiLayerSpace.Builder()
        .updater(
            new NesterovsSpace(
                new ContinuousParameterSpace(new LogUniformDistribution(1e-4, 1)),
                new ContinuousParameterSpace(0.5, 0.99)))
        .l2(new ContinuousParameterSpace(new LogUniformDistribution(1e-7, 1e-1)))
        .weightInit(
            new DiscreteParameterSpace<>(
                WeightInit.XAVIER, WeightInit.RELU, WeightInit.NORMAL, WeightInit.UNIFORM))
        .addLayer(
            new DenseLayerSpace.Builder()
                .nIn(ArbiterNames.COLUMNS)
                .nOut(new IntegerParameterSpace(8, 96))
                .activation(
                    new DiscreteParameterSpace<>(
                        Activation.TANH, Activation.RELU, Activation.SIGMOID, Activation.SOFTSIGN))
                .dropOut(new ContinuousParameterSpace(0.3, 1))
                .build())
        .addLayer(
            new DenseLayerSpace.Builder().nOut(32).activation(Activation.TANH).build(),
            new IntegerParameterSpace(1, 3))
        .addLayer(
            new OutputLayerSpace.Builder()
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .lossFunction(LossFunction.MCXENT)
                .build())
        .setInputType(InputType.feedForward(ArbiterNames.COLUMNS))
        .numEpochs(4)
        .build();
  }

  static void run(String[] args) throws Exception {
    ArbiterNames data = new ArbiterNames();
    Map<String, double[][]> curves = new LinkedHashMap<>();
    curves.put("bayesian", new double[SEEDS][]);
    curves.put("arbiter random", new double[SEEDS][]);
    Map<String, Integer> failed = new LinkedHashMap<>();
    long start = System.nanoTime();
    for (int seed = 0; seed < SEEDS; seed++) {
      for (String name : curves.keySet()) {
        Strategy strategy = name.equals("bayesian") ? new TpeStrategy() : ArbiterStrategy.random();
        List<Trial> trials = search(data, strategy, seed);
        curves.get(name)[seed] = bestSoFar(trials);
        failed.merge(
            name, (int) trials.stream().filter(t -> t.completed().isEmpty()).count(), Integer::sum);
        System.err.printf("seed %d %s %.4f%n", seed, name, curves.get(name)[seed][TRIALS - 1]);
      }
    }
    report(Path.of(args[0]), curves, failed, (System.nanoTime() - start) / 1e9);
  }

  private static List<Trial> search(ArbiterNames data, Strategy strategy, long seed)
      throws InterruptedException {
    try (Storage storage = new InMemoryStorage(Clock.systemUTC())) {
      ArbiterStudy.builder("arbiter", space(data.classes()))
          .data(data)
          .score(new TestSetLossScoreFunction())
          .strategy(strategy)
          .budget(Budget.trials(TRIALS))
          .seed(seed)
          .keepModels(0)
          .build()
          .run(storage);
      return storage.trials(storage.find("arbiter").orElseThrow().id());
    }
  }

  /** The smallest loss after each trial; infinite until one has completed. */
  private static double[] bestSoFar(List<Trial> trials) {
    double[] curve = new double[trials.size()];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < curve.length; i++) {
      Optional<Outcome.Completed> outcome = trials.get(i).completed();
      best = Math.min(best, outcome.map(o -> o.values().get(0)).orElse(best));
      curve[i] = best;
    }
    return curve;
  }

  private static double[] after(double[][] curves, int trials) {
    return Arrays.stream(curves).mapToDouble(curve -> curve[trials - 1]).toArray();
  }

  private static void report(
      Path output, Map<String, double[][]> curves, Map<String, Integer> failed, double seconds)
      throws Exception {
    System.out.printf("%-16s", "median after");
    IntStream.of(SHOWN).forEach(n -> System.out.print(TrainingBenchmark.format("%8d", n)));
    System.out.println(TrainingBenchmark.format("%10s", "failed"));
    List<Map<String, Object>> rows = new ArrayList<>();
    curves.forEach(
        (name, runs) -> {
          StringBuilder line = new StringBuilder(TrainingBenchmark.format("%-16s", name));
          for (int n : SHOWN) {
            line.append(TrainingBenchmark.format("%8.4f", Ranks.median(after(runs, n))));
          }
          System.out.println(line + TrainingBenchmark.format("%10d", failed.get(name)));
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("strategy", name);
          row.put("median", Ranks.median(after(runs, TRIALS)));
          row.put("finals", after(runs, TRIALS));
          row.put("failed_trials", failed.get(name));
          row.put("curves", runs);
          rows.add(row);
        });
    double[] ours = after(curves.get("bayesian"), TRIALS);
    double[] theirs = after(curves.get("arbiter random"), TRIALS);
    int wins = SignTest.wins(ours, theirs);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("results", rows);
    document.put("seeds", SEEDS);
    document.put("trials", TRIALS);
    document.put("wins", wins);
    document.put("sign_test_p", SignTest.twoSided(wins, SEEDS));
    document.put("mann_whitney_u", MannWhitney.u(ours, theirs));
    document.put("mann_whitney_p", MannWhitney.twoSided(ours, theirs));
    document.put("seconds", seconds);
    System.out.println(
        TrainingBenchmark.format(
            "bayesian is better in %d of %d seeds: sign test p = %.4f; U = %.0f of %d, p = %.5f;"
                + " %.0f s",
            wins,
            SEEDS,
            SignTest.twoSided(wins, SEEDS),
            MannWhitney.u(ours, theirs),
            SEEDS * SEEDS,
            MannWhitney.twoSided(ours, theirs),
            seconds));
    BenchmarkFile.write(output, document);
  }
}
