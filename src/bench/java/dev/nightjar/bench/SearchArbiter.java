package dev.nightjar.bench;

import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.zoo.arbiter.GeneratorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;

/**
 * A generator of Arbiter's as Arbiter's own runner uses it: one object for a whole search, with its
 * default settings, told of each score. So it is for one study, and no strategy that could resume.
 */
final class SearchArbiter implements Strategy {
  private final Function<GeneratorSpace, CandidateGenerator> create;
  private final List<Candidate<?>> candidates = new ArrayList<>();
  private Optional<Made> made = Optional.empty();
  private int told;

  private record Made(GeneratorSpace space, CandidateGenerator generator) {}

  private SearchArbiter(Function<GeneratorSpace, CandidateGenerator> create) {
    this.create = create;
  }

  static Strategy random(long seed) {
    return new SearchArbiter(
        space -> {
          RandomSearchGenerator generator = new RandomSearchGenerator(space);
          generator.setRngSeed(seed);
          return generator;
        });
  }

  /** Its operators are the defaults, but for the generator of random numbers, which is seeded. */
  static Strategy genetic(long seed) {
    JDKRandomGenerator random = new JDKRandomGenerator();
    random.setSeed(seed);
    return new SearchArbiter(
        space ->
            new GeneticSearchCandidateGenerator.Builder(space, new TestSetLossScoreFunction())
                .selectionOperator(
                    new GeneticSelectionOperator.Builder()
                        .randomGenerator(random)
                        .crossoverOperator(
                            new SinglePointCrossover.Builder()
                                .randomGenerator(random)
                                .parentSelection(new RandomTwoParentSelection(random))
                                .build())
                        .mutationOperator(
                            new RandomMutationOperator.Builder().randomGenerator(random).build())
                        .build())
                .build());
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    Made its = made.orElseGet(() -> make(history.space()));
    for (; told < history.completed().size(); told++) {
      Finished<Outcome.Completed> trial = history.completed().get(told);
      int number = trial.trial().number();
      double score = trial.outcome().values().get(0);
      its.generator()
          .reportResults(
              new OptimizationResult(candidates.get(number), score, number, null, null, null));
    }
    Candidate<?> candidate = its.generator().getCandidate();
    candidates.add(candidate);
    return Optional.of(new Suggestion(its.space().configuration(candidate), "arbiter"));
  }

  private Made make(SearchSpace searched) {
    GeneratorSpace space = new GeneratorSpace(searched);
    Made its = new Made(space, create.apply(space));
    made = Optional.of(its);
    return its;
  }
}
