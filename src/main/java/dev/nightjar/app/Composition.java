package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.StrategySpec;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;

/** Which definition becomes which part: the composition root. */
final class Composition {

  private Composition() {}

  static StudyPlan plan(Experiment experiment) {
    return new StudyPlan(
        strategy(experiment.strategy()),
        Pruner.NONE,
        experiment.budget(),
        experiment.keepModels(),
        experiment::definitionFor);
  }

  static Strategy strategy(StrategySpec spec) {
    return switch (spec.type()) {
      case "random" -> new RandomStrategy();
      case "bayesian" -> new TpeStrategy();
      case "genetic" -> new GeneticStrategy();
      default -> throw new IllegalStateException("the reader let through strategy " + spec.type());
    };
  }
}
