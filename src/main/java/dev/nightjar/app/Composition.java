package dev.nightjar.app;

import dev.nightjar.experiments.definition.CommandSpec;
import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.PrunerSpec;
import dev.nightjar.experiments.definition.SearchDefinition;
import dev.nightjar.experiments.definition.StrategySpec;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.pruning.AshaPruner;
import dev.nightjar.search.pruning.CurvePruner;
import dev.nightjar.search.pruning.HyperbandPruner;
import dev.nightjar.search.pruning.LastEpochSpared;
import dev.nightjar.search.pruning.MedianPruner;
import dev.nightjar.search.pruning.PatiencePruner;
import dev.nightjar.search.pruning.PercentilePruner;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.pruning.WarmUp;
import dev.nightjar.search.pruning.WilcoxonPruner;
import dev.nightjar.search.run.AskTell;
import dev.nightjar.search.run.SteadyClock;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.EnqueuedStrategy;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.evolution.EvolutionStrategy;
import dev.nightjar.search.strategy.genetic.GeneticStrategy;
import dev.nightjar.search.strategy.gp.GpStrategy;
import dev.nightjar.search.strategy.gp.TimeBudget;
import dev.nightjar.search.strategy.grid.GridStrategy;
import dev.nightjar.search.strategy.grow.GrowStrategy;
import dev.nightjar.search.strategy.parego.ParegoStrategy;
import dev.nightjar.search.strategy.sobol.SobolStrategy;
import dev.nightjar.search.strategy.tpe.TpeStrategy;
import dev.nightjar.search.strategy.warmstart.EarlierTrial;
import dev.nightjar.search.strategy.warmstart.WarmStartedStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which definition becomes which part: the composition root. */
final class Composition {

  private Composition() {}

  /**
   * How the study of an experiment is run.
   *
   * @param earlier what its {@code warm_start} learns from; empty without one
   */
  static StudyPlan plan(Experiment experiment, List<EarlierTrial> earlier) {
    Strategy strategy =
        strategy(
            experiment.strategy(),
            experiment.seed(),
            new TimeBudget(experiment.budget().maxDuration(), experiment.budget().maxTrials()));
    Strategy warm = earlier.isEmpty() ? strategy : new WarmStartedStrategy(earlier, strategy);
    return new StudyPlan(
        enqueued(experiment.enqueue(), warm),
        new LastEpochSpared(pruner(experiment.pruner()), experiment::epochs),
        experiment.budget(),
        experiment.keepModels(),
        experiment.finalists(),
        experiment::definitionFor);
  }

  /**
   * The processes that run an experiment's trials.
   *
   * @param count how many at once
   */
  static WorkerSettings workers(Experiment experiment, int count) {
    String definition = experiment.resolvedJson();
    Optional<Duration> limit = experiment.budget().maxTrialDuration();
    WorkerSettings settings =
        experiment.task() instanceof CommandSpec
            ? WorkerSettings.command(definition, count, limit)
            : WorkerSettings.training(definition, count, limit);
    return experiment.budget().maxTrialMemory().map(settings::withMaxTrialMemory).orElse(settings);
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
        enqueued(definition.enqueue(), strategy(definition.strategy(), chosen, TimeBudget.UNKNOWN)),
        pruner(definition.pruner()),
        chosen,
        SteadyClock.begin());
  }

  private static Strategy enqueued(List<Configuration> first, Strategy afterwards) {
    return first.isEmpty() ? afterwards : new EnqueuedStrategy(first, afterwards);
  }

  /** The strategy of a study of this seed and budget. */
  static Strategy strategy(StrategySpec spec, long studySeed, TimeBudget budget) {
    return switch (spec.type()) {
      case "random" -> new RandomStrategy();
      case "bayesian" -> new ParegoStrategy(bayesian(spec, budget));
      case "genetic" -> new GeneticStrategy();
      case "grid" -> new GridStrategy(studySeed, Math.toIntExact(spec.whole("points")));
      case "sobol" -> new SobolStrategy(studySeed);
      case "evolution" -> new EvolutionStrategy();
      case "grow" -> new GrowStrategy(StrategySpec.GROWN);
      default -> throw new IllegalStateException("the reader let through strategy " + spec.type());
    };
  }

  static Pruner pruner(PrunerSpec spec) {
    return switch (spec.type()) {
      case "none" -> Pruner.NONE;
      case "median" -> new MedianPruner(warmUp(spec));
      case "percentile" -> new PercentilePruner(spec.real("percentile"), warmUp(spec));
      case "patience" ->
          new PatiencePruner(
              new MedianPruner(warmUp(spec)), spec.whole("patience"), spec.real("min_delta"));
      case "asha" -> new AshaPruner(spec.whole("min_epochs"), spec.whole("reduction_factor"));
      case "hyperband" ->
          new HyperbandPruner(
              spec.whole("min_epochs"), spec.whole("max_epochs"), spec.whole("reduction_factor"));
      case "wilcoxon" -> new WilcoxonPruner(spec.real("p_value"), spec.whole("min_epochs"));
      case "curve" -> new CurvePruner(spec.real("min_probability"), warmUp(spec));
      default -> throw new IllegalStateException("the reader let through pruner " + spec.type());
    };
  }

  private static WarmUp warmUp(PrunerSpec spec) {
    return new WarmUp(spec.whole("min_trials"), spec.whole("min_epochs"), spec.whole("interval"));
  }

  private static Strategy bayesian(StrategySpec spec, TimeBudget budget) {
    return switch (spec.text("surrogate")) {
      case "auto" -> new PortfolioStrategy();
      case "tpe" -> new TpeStrategy();
      case "gp" -> spec.flag("cost_aware") ? GpStrategy.mindingDurations(budget) : new GpStrategy();
      default -> throw new IllegalStateException("the reader let through surrogate " + spec);
    };
  }
}
