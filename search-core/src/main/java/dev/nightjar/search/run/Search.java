package dev.nightjar.search.run;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.auto.PortfolioStrategy;
import dev.nightjar.search.strategy.parego.ParegoStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A search of any function in a few lines, with workers in this process:
 *
 * <pre>{@code
 * SearchResult result =
 *     Search.minimize("mine", space, (c, context) -> loss(c.number("x"))).trials(100).run();
 * }</pre>
 *
 * <p>What is not set has a default: Bayesian search, no pruning, one worker, seed 42, everything in
 * memory. With a storage, running the same search again continues it. This is a builder around
 * {@link StudyLauncher}; it may be run several times, and is for use by one thread at a time.
 */
public final class Search {

  /** The metric of a function that returns a number, under which it also reports its steps. */
  public static final String VALUE = "value";

  /** Seeds a search that names no seed. */
  public static final long DEFAULT_SEED = 42;

  private final String name;
  private final SearchSpace space;
  private final List<Criterion> criteria;
  private final Objective objective;

  private Strategy strategy = new ParegoStrategy(new PortfolioStrategy());
  private Pruner pruner = Pruner.NONE;
  private OptionalInt trials = OptionalInt.empty();
  private Optional<Duration> time = Optional.empty();
  private int workers = 1;
  private long seed = DEFAULT_SEED;
  private FinalistPlan finalists = FinalistPlan.NONE;
  private Optional<Storage> storage = Optional.empty();
  private StudyListener listener = StudyListener.SILENT;

  private Search(String name, SearchSpace space, List<Criterion> criteria, Objective objective) {
    this.name = StudyDefinition.requireName(name);
    this.space = space;
    this.criteria = List.copyOf(criteria);
    this.objective = objective;
  }

  /** A function of a configuration. */
  @FunctionalInterface
  public interface Function {

    /**
     * The function's value.
     *
     * @param context seeds what is random, and takes reports of how it goes: after a {@code Stop}
     *     the function returns at once, and what it returns does not count
     * @throws Exception if the configuration has no value; the trial fails, the search goes on
     */
    double evaluate(Configuration configuration, TrialContext context) throws Exception;
  }

  /**
   * A search for the smallest value.
   *
   * @param name the study's, under which a storage keeps it: letters, digits, and . _ -
   * @param function called by as many threads at once as there are {@link #workers}
   * @throws IllegalArgumentException if the name has other characters
   */
  public static Search minimize(String name, SearchSpace space, Function function) {
    return of(name, space, List.of(Criterion.minimize(VALUE)), result(function));
  }

  /** A search for the largest value; see {@link #minimize}. */
  public static Search maximize(String name, SearchSpace space, Function function) {
    return of(name, space, List.of(Criterion.maximize(VALUE)), result(function));
  }

  /**
   * A search by one or several criteria.
   *
   * @param criteria what is optimised, at least one; the objective's results have a metric of each
   */
  public static Search of(
      String name, SearchSpace space, List<Criterion> criteria, Objective objective) {
    return new Search(name, space, criteria, objective);
  }

  private static Objective result(Function function) {
    return (configuration, context) -> Result.of(VALUE, function.evaluate(configuration, context));
  }

  /** How configurations are suggested. */
  public Search strategy(Strategy chosen) {
    this.strategy = chosen;
    return this;
  }

  /** Which trials end early; the function reports its steps for that. */
  public Search pruner(Pruner chosen) {
    this.pruner = chosen;
    return this;
  }

  /** Ends after so many trials, at least 1; trials of earlier runs count. */
  public Search trials(int most) {
    this.trials = OptionalInt.of(most);
    return this;
  }

  /** Ends after this time, above zero; that of earlier runs counts. */
  public Search time(Duration most) {
    this.time = Optional.of(most);
    return this;
  }

  /** How many trials run at once, at least 1; one by default, which makes a search repeatable. */
  public Search workers(int count) {
    this.workers = count;
    return this;
  }

  /** Seeds suggestions and trials. */
  public Search seed(long chosen) {
    this.seed = chosen;
    return this;
  }

  /**
   * Evaluates the best configurations again when the search has ended, over fresh seeds; none by
   * default.
   *
   * @param top how many of the best, at least 1
   * @param seeds over how many seeds each, at least 1
   */
  public Search finalists(int top, int seeds) {
    this.finalists = new FinalistPlan(top, seeds);
    return this;
  }

  /** Where the study is kept; closed by the caller. */
  public Search storage(Storage chosen) {
    this.storage = Optional.of(chosen);
    return this;
  }

  /** Who hears of trials as they start and end. */
  public Search listener(StudyListener chosen) {
    this.listener = chosen;
    return this;
  }

  /**
   * Runs until the trials, the time, a target, or the space are used up, or ten trials in a row
   * have failed.
   *
   * @throws IllegalArgumentException if a limit is not above zero
   * @throws IllegalStateException if nothing would end the search: no limit, no target, and a space
   *     without end
   * @throws dev.nightjar.search.storage.StudyHeldException if another process runs the study
   * @throws dev.nightjar.search.storage.StorageException if the storage has a study of this name
   *     with another space, other criteria or another seed, or cannot be written
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public SearchResult run() throws InterruptedException {
    if (trials.isEmpty()
        && time.isEmpty()
        && space.size().isEmpty()
        && criteria.stream().allMatch(c -> c.target().isEmpty())) {
      throw new IllegalStateException(
          "nothing would end the search " + name + "; set trials(…) or time(…)");
    }
    if (storage.isPresent()) {
      return run(storage.get());
    }
    try (Storage memory = new InMemoryStorage(Clock.systemUTC())) {
      return run(memory);
    }
  }

  private SearchResult run(Storage kept) throws InterruptedException {
    StudyPlan plan =
        new StudyPlan(
            strategy,
            pruner,
            new Budget(trials, time, Optional.empty(), Budget.DEFAULT_MAX_CONSECUTIVE_FAILURES),
            StudyPlan.DEFAULT_KEEP_MODELS,
            finalists,
            Configuration::toString);
    StudyDefinition definition = StudyDefinition.inCode(name, space, criteria, seed);
    try (InProcessExecutor executor = new InProcessExecutor(objective, workers)) {
      StudyEnd end = StudyLauncher.run(kept, definition, plan, executor, listener);
      Study study = kept.find(name).orElseThrow();
      return new SearchResult(end, kept.trials(study.id()));
    }
  }
}
