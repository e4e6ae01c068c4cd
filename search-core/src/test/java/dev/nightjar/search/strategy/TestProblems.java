package dev.nightjar.search.strategy;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Spaces and functions to search in tests. All functions are minimised. */
public final class TestProblems {

  /**
   * A function over a space.
   *
   * @param name for messages
   * @param space its domain
   * @param function to be minimised
   */
  public record Problem(String name, SearchSpace space, ToDoubleFunction<Configuration> function) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final double[] HARTMANN_WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] HARTMANN_SCALES = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_CENTRES = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  private TestProblems() {}

  /** Two floats, one range below 0; smallest value 0.397887 at three places. */
  public static Problem branin() {
    return new Problem(
        "branin",
        SearchSpace.of(FloatParameter.linear("x", -5, 10), FloatParameter.linear("y", 0, 15)),
        c -> {
          double x = c.number("x");
          double y = c.number("y");
          double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
          return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
        });
  }

  /** Six floats in [0, 1]; smallest value −3.32237. */
  public static Problem hartmann6() {
    List<Parameter> parameters =
        IntStream.range(0, 6)
            .<Parameter>mapToObj(i -> FloatParameter.linear("x" + i, 0, 1))
            .toList();
    return new Problem(
        "hartmann6",
        new SearchSpace(parameters),
        c -> {
          double value = 0;
          for (int i = 0; i < 4; i++) {
            double distance = 0;
            for (int j = 0; j < 6; j++) {
              double difference = c.number("x" + j) - HARTMANN_CENTRES[i][j];
              distance += HARTMANN_SCALES[i][j] * difference * difference;
            }
            value -= HARTMANN_WEIGHTS[i] * Math.exp(-distance);
          }
          return value;
        });
  }

  /**
   * Like the search for a recurrent network: mixed, logarithmic, conditional two levels deep. The
   * best learning rate depends on the cell and the batch size, and inside the sgd branch on the
   * momentum. Smallest value 0.
   */
  public static Problem recurrent() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
            IntParameter.linear("layers", 1, 4),
            IntParameter.log("hidden", 16, 512),
            CategoricalParameter.of("batch", 16, 32, 64, 128),
            FloatParameter.log("rate", 1e-5, 1e-1),
            new FloatParameter(
                "dropout", 0, 0.7, false, Optional.of(Condition.on("layers", 2, 3, 4))),
            CategoricalParameter.of("optimizer", "adam", "sgd"),
            new CategoricalParameter(
                "nesterov", List.of(true, false), Optional.of(Condition.on("optimizer", "sgd"))),
            new FloatParameter(
                "momentum", 0.5, 0.99, false, Optional.of(Condition.on("nesterov", true))));
    return new Problem("recurrent", space, TestProblems::recurrentLoss);
  }

  private static double recurrentLoss(Configuration c) {
    double loss =
        switch (c.text("cell")) {
          case "rnn" -> 0.35;
          case "lstm" -> 0.03;
          default -> 0;
        };
    double bestRate = (c.text("cell").equals("rnn") ? -3.3 : -2.6) + 0.3 * log10(c, "batch") - 0.5;
    if (c.text("optimizer").equals("sgd")) {
      bestRate += 1;
      loss += 0.1;
      if (c.get("nesterov").equals(Optional.of(true))) {
        bestRate -= 2 * (c.number("momentum") - 0.9);
        loss += square(c.number("momentum") - 0.9) - 0.1;
      }
    } else {
      loss += 0.02;
    }
    loss += 0.25 * square(log10(c, "rate") - bestRate);
    loss += 0.13 * square(log10(c, "hidden") - 2.2);
    loss += 0.05 * Math.abs(c.integer("layers") - 2);
    if (c.has("dropout")) {
      loss += 0.5 * square(c.number("dropout") - 0.25 * (log10(c, "hidden") - 1.2));
    }
    return loss;
  }

  private static double log10(Configuration c, String name) {
    return Math.log10(c.number(name));
  }

  private static double square(double x) {
    return x * x;
  }

  /** 4 × 4 × 4 = 64 configurations of three kinds. */
  public static Problem sixtyFour() {
    return new Problem(
        "64 points",
        SearchSpace.of(
            IntParameter.linear("i", 3, 6),
            CategoricalParameter.of("c", "a", "b", "c", "d"),
            new IntParameter("s", -30, 60, false, 30, Optional.empty())),
        c -> c.integer("i") + Math.abs(c.integer("s")) + (c.text("c").equals("b") ? 0 : 5));
  }

  /**
   * About half of a problem's space: the first two parameters that are always active are not both
   * large. A place of the unit cube is allowed if their coordinates add up to 1 at most.
   */
  public static Problem halved(Problem problem) {
    SearchSpace space = problem.space();
    List<Parameter> two =
        space.parameters().stream().filter(p -> p.condition().isEmpty()).limit(2).toList();
    Constraint constraint =
        Constraint.on(
            two.stream().map(Parameter::name).toList(),
            "first + second <= 1",
            c -> two.stream().mapToDouble(p -> p.toUnit(c.get(p.name()).orElseThrow())).sum() <= 1);
    return new Problem(
        "half of " + problem.name(), space.where(List.of(constraint)), problem.function());
  }

  /** One small space for every kind of parameter, range and condition. */
  public static List<Problem> kinds() {
    return List.of(
        branin(),
        recurrent(),
        sixtyFour(),
        new Problem(
            "far from 0",
            SearchSpace.of(
                FloatParameter.linear("f", 1000, 1001),
                FloatParameter.linear("negative", -3e6, -2e6),
                FloatParameter.log("log", 1e-8, 1e-6),
                IntParameter.linear("i", -7, -2)),
            c -> c.number("f") + c.number("negative") + c.number("i")),
        new Problem(
            "whole numbers",
            SearchSpace.of(
                IntParameter.log("log", 1, 4096),
                new IntParameter("step", 5, 1005, false, 100, Optional.empty()),
                IntParameter.linear("huge", -(1L << 52), 1L << 52)),
            c -> c.number("log") + c.number("step") + c.number("huge")),
        new Problem(
            "choices",
            SearchSpace.of(
                CategoricalParameter.of("one", "only"),
                CategoricalParameter.of("truth", true, false),
                CategoricalParameter.of("mixed", 1, 1.0, "1", true),
                FloatParameter.linear("f", 0, 1)),
            c -> c.number("f") + (c.get("mixed").equals(Optional.of(1L)) ? 0 : 1)));
  }
}
