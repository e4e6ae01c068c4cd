package dev.nightjar.search.run;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.trial.Attachment;
import java.util.function.Function;

/**
 * How a study is searched.
 *
 * @param strategy suggests configurations
 * @param pruner judges running trials
 * @param budget when to end
 * @param keepModels how many of the best trials keep their trained model, at least 0; if any do,
 *     the finalists keep theirs too
 * @param finalists who is trained again over fresh seeds when the search has ended
 * @param definitions writes a trial's own experiment file, its values fixed
 */
public record StudyPlan(
    Strategy strategy,
    Pruner pruner,
    Budget budget,
    int keepModels,
    FinalistPlan finalists,
    Function<Configuration, String> definitions) {

  /** Models of this many best trials are kept unless the user says otherwise. */
  public static final int DEFAULT_KEEP_MODELS = 10;

  /** A plan without finalists. */
  public StudyPlan(
      Strategy strategy,
      Pruner pruner,
      Budget budget,
      int keepModels,
      Function<Configuration, String> definitions) {
    this(strategy, pruner, budget, keepModels, FinalistPlan.NONE, definitions);
  }

  /** This plan with finalists. */
  public StudyPlan withFinalists(FinalistPlan chosen) {
    return new StudyPlan(strategy, pruner, budget, keepModels, chosen, definitions);
  }

  /** A plan without pruning, whose trials are defined by their values. */
  public static StudyPlan of(Strategy strategy, Budget budget) {
    return new StudyPlan(
        strategy, Pruner.NONE, budget, DEFAULT_KEEP_MODELS, Configuration::toString);
  }

  Attachment definitionOf(Configuration configuration) {
    return Attachment.text(Attachment.DEFINITION, definitions.apply(configuration));
  }
}
