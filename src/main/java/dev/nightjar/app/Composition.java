package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.SearchDefinition;
import dev.nightjar.experiments.definition.StrategySpec;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.AskTell;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.evolution.EvolutionStrategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.strategy.gp.GpStrategy;
import dev.nightjar.search.strategy.grid.GridStrategy;
import dev.nightjar.search.strategy.grow.GrowStrategy;
import dev.nightjar.search.strategy.sobol.SobolStrategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import java.time.Clock;
import java.util.OptionalLong;

/** Which definition becomes which part: the composition root. */
final class Composition {

  private Composition() {}

  static StudyPlan plan(Experiment experiment) {
    return new StudyPlan(
        strategy(experiment.strategy(), experiment.seed()),
        Pruner.NONE,
        experiment.budget(),
        experiment.keepModels(),
        experiment::definitionFor);
  }

  /**
   * The search of a definition.
   *
   * @param seed instead of the definition's
   */
  static AskTell askTell(SearchDefinition definition, OptionalLong seed) {
    long chosen = seed.orElse(definition.seed());
    return new AskTell(
        definition.space(),
        definition.criteria(),
        strategy(definition.strategy(), chosen),
        Pruner.NONE,
        chosen,
        Clock.systemUTC());
  }

  /** The strategy of a study of this seed. */
  static Strategy strategy(StrategySpec spec, long studySeed) {
    return switch (spec.type()) {
      case "random" -> new RandomStrategy();
      case "bayesian" -> bayesian(spec.text("surrogate"));
      case "genetic" -> new GeneticStrategy();
      case "grid" -> new GridStrategy(studySeed, Math.toIntExact(spec.whole("points")));
      case "sobol" -> new SobolStrategy(studySeed);
      case "evolution" -> new EvolutionStrategy();
      case "grow" -> new GrowStrategy(StrategySpec.GROWN);
      default -> throw new IllegalStateException("the reader let through strategy " + spec.type());
    };
  }

  private static Strategy bayesian(String surrogate) {
    return switch (surrogate) {
      case "auto" -> new PortfolioStrategy();
      case "tpe" -> new TpeStrategy();
      case "gp" -> new GpStrategy();
      default -> throw new IllegalStateException("the reader let through surrogate " + surrogate);
    };
  }
}
