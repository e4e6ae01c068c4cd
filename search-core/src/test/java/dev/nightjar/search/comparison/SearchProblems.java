package dev.nightjar.search.comparison;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.TestProblems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The functions on which samplers are compared, ours and other people's: so they never change.
 *
 * <p>Formulas and smallest values of all but the last are those of Surjanovic and Bingham, "Virtual
 * Library of Simulation Experiments: Test Functions and Datasets", 2013; of Rosenbrock's function
 * the logarithm of one more is taken. The last is made here, out of terms that are all at least 0.
 */
public final class SearchProblems {
  private static final List<String> DECAYING = List.of("exponential", "plateau");

  private SearchProblems() {}

  /** All of them. */
  public static List<SearchProblem> all() {
    TestProblems.Problem branin = TestProblems.branin();
    TestProblems.Problem hartmann = TestProblems.hartmann6();
    return List.of(
        new SearchProblem(branin.name(), branin.space(), branin.function(), 0.397887),
        new SearchProblem(hartmann.name(), hartmann.space(), hartmann.function(), -3.32237),
        new SearchProblem("ackley10", box(10, -20, 32), on(10, SearchProblems::ackley), 0),
        new SearchProblem(
            "styblinski6", box(6, -5, 5), on(6, SearchProblems::styblinski), 6 * -39.1661657),
        new SearchProblem("rosenbrock5", box(5, -2, 2), on(5, SearchProblems::rosenbrock), 0),
        new SearchProblem("rnnspace", recurrentSpace(), SearchProblems::recurrentLoss, 1.2));
  }

  private static SearchSpace box(int dimension, double min, double max) {
    return new SearchSpace(
        IntStream.range(0, dimension)
            .<Parameter>mapToObj(i -> FloatParameter.linear("x" + i, min, max))
            .toList());
  }

  private static ToDoubleFunction<Configuration> on(
      int dimension, ToDoubleFunction<double[]> function) {
    return c ->
        function.applyAsDouble(
            IntStream.range(0, dimension).mapToDouble(i -> c.number("x" + i)).toArray());
  }

  private static double ackley(double[] x) {
    double squares = 0;
    double waves = 0;
    for (double v : x) {
      squares += v * v;
      waves += Math.cos(2 * Math.PI * v);
    }
    return -20 * Math.exp(-0.2 * Math.sqrt(squares / x.length))
        - Math.exp(waves / x.length)
        + 20
        + Math.E;
  }

  private static double styblinski(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v * v * v - 16 * v * v + 5 * v;
    }
    return sum / 2;
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      sum += 100 * square(x[i + 1] - x[i] * x[i]) + square(1 - x[i]);
    }
    return Math.log1p(sum);
  }

  /** Like the search for a recurrent network: mixed, logarithmic, conditional. */
  private static SearchSpace recurrentSpace() {
    return SearchSpace.of(
        CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
        IntParameter.linear("layers", 1, 4),
        IntParameter.log("hidden", 16, 512),
        IntParameter.log("embedding", 8, 512),
        IntParameter.log("batch", 8, 256),
        FloatParameter.log("lr", 1e-5, 1e-1),
        CategoricalParameter.of("schedule", "constant", "linear", "exponential", "plateau"),
        new FloatParameter(
            "decay", 0.5, 0.99, false, Optional.of(Condition.on("schedule", DECAYING.toArray()))),
        new FloatParameter("dropout", 0, 0.7, false, Optional.of(Condition.on("layers", 2, 3, 4))));
  }

  private static double recurrentLoss(Configuration c) {
    String cell = c.text("cell");
    double layers = c.number("layers");
    double loss = 1.2 + Map.of("rnn", 0.35, "lstm", 0.03, "gru", 0.0).get(cell);
    double bestRate =
        Map.of("rnn", -3.3, "lstm", -2.4, "gru", -2.7).get(cell)
            + 0.3 * (Math.log10(c.number("batch")) - 1.5);
    loss += 0.25 * square(Math.log10(c.number("lr")) - bestRate);
    double width = log2(c.number("hidden"));
    loss += 0.012 * square(width - (layers < 3 ? 7.6 : 7.0));
    loss += 0.05 * Math.abs(layers - 2) + 0.01 * square(log2(c.number("embedding")) - 6.3);
    if (layers > 1) {
      loss += 0.5 * square(c.number("dropout") - 0.08 * (width - 4));
    }
    String schedule = c.text("schedule");
    loss +=
        Map.of("constant", 0.05, "linear", 0.02, "exponential", 0.0, "plateau", 0.01).get(schedule);
    if (DECAYING.contains(schedule)) {
      loss += 0.8 * square(c.number("decay") - 0.93);
    }
    return loss;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static double square(double x) {
    return x * x;
  }
}
