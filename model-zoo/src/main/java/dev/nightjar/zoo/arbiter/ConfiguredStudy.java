package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.run.Budget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.BaseCandidateGenerator;

/** Reads what was configured for Arbiter's runner, where anything may be null. */
final class ConfiguredStudy {

  private ConfiguredStudy() {}

  static ArbiterStudy.Builder builder(String name, OptimizationConfiguration configuration) {
    CandidateGenerator generator =
        Optional.ofNullable(configuration.getCandidateGenerator())
            .orElseThrow(() -> missing("candidate generator, which would hold the space"));
    ArbiterStudy.Builder builder = builder(name, generator.getParameterSpace());
    builder.data(data(configuration, generator));
    builder.score(
        Optional.ofNullable(configuration.getScoreFunction())
            .orElseThrow(() -> missing("score function")));
    Optional.ofNullable(configuration.getRngSeed()).ifPresent(builder::seed);
    Optional.ofNullable(configuration.getTerminationConditions())
        .filter(conditions -> !conditions.isEmpty())
        .ifPresent(conditions -> builder.budget(budget(conditions)));
    return builder;
  }

  private static ArbiterStudy.Builder builder(String name, ParameterSpace<?> space) {
    if (space instanceof MultiLayerSpace layers) {
      return ArbiterStudy.builder(name, layers);
    } else if (space instanceof ComputationGraphSpace graphs) {
      return ArbiterStudy.builder(name, graphs);
    }
    throw new IllegalArgumentException(
        "the candidate generator searches a "
            + space.getClass().getName()
            + ", which is no space of networks; allowed are MultiLayerSpace and"
            + " ComputationGraphSpace");
  }

  private static ArbiterData data(
      OptimizationConfiguration configuration, CandidateGenerator generator) {
    if (configuration.getDataSource() != null) {
      return new ArbiterData.Source(
          configuration.getDataSource(),
          Optional.ofNullable(configuration.getDataSourceProperties()));
    } else if (configuration.getDataProvider() != null) {
      Map<String, Object> parameters =
          generator instanceof BaseCandidateGenerator<?> base && base.getDataParameters() != null
              ? base.getDataParameters()
              : Map.of();
      return new ArbiterData.Provider(configuration.getDataProvider(), parameters);
    }
    throw missing("data provider and no data source");
  }

  private static Budget budget(Iterable<TerminationCondition> conditions) {
    OptionalInt trials = OptionalInt.empty();
    Optional<Duration> time = Optional.empty();
    for (TerminationCondition condition : conditions) {
      if (condition instanceof MaxCandidatesCondition max) {
        int limit = max.getMaxCandidates();
        trials = OptionalInt.of(Math.min(limit, trials.orElse(limit)));
      } else if (condition instanceof MaxTimeCondition max) {
        Duration limit = Duration.of(max.getDuration(), max.getTimeUnit().toChronoUnit());
        time = time.filter(t -> t.compareTo(limit) < 0).or(() -> Optional.of(limit));
      } else {
        throw new IllegalArgumentException(
            "termination condition "
                + condition.getClass().getName()
                + " has no counterpart; allowed are MaxCandidatesCondition and MaxTimeCondition;"
                + " leave it out and interrupt the thread that runs the study instead");
      }
    }
    return new Budget(trials, time, Optional.empty(), Budget.DEFAULT_MAX_CONSECUTIVE_FAILURES);
  }

  private static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException("the OptimizationConfiguration has no " + what);
  }
}
