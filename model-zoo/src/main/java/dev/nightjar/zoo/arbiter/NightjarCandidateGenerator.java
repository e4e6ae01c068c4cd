package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import dev.nightjar.search.trial.TrialTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.BaseStatusListener;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/**
 * A strategy of ours for Arbiter's own runner, in the place of its generators.
 *
 * <p>The runner tells a generator of candidates that were scored, and not of those that failed. To
 * hear of these too, add {@link #listener} to the runner; else they count as running for ever.
 *
 * <p>Nothing is stored: the history is the candidates of this object, and a runner that is started
 * again begins anew. {@link ArbiterStudy} does better.
 */
public final class NightjarCandidateGenerator implements CandidateGenerator {

  private static final String METRIC = "score";

  private final ArbiterSpace<?> space;
  private final Strategy strategy;
  private final Map<String, Object> dataParameters;
  private final TrialLedger ledger;
  private long seed;
  private Optional<Suggestion> next = Optional.empty();
  private boolean asked;
  private int consecutiveFailures;

  /**
   * A generator.
   *
   * @param space what Arbiter makes networks of
   * @param strategy suggests what to try
   * @param score says whether small or large scores are good
   * @param dataParameters handed to the data provider with each candidate
   * @throws IllegalArgumentException if there is nothing to search, or a leaf that cannot be
   */
  public NightjarCandidateGenerator(
      ParameterSpace<?> space,
      Strategy strategy,
      ScoreFunction score,
      Map<String, Object> dataParameters) {
    this.space = new ArbiterSpace<>(space);
    this.strategy = strategy;
    this.dataParameters = Map.copyOf(dataParameters);
    Criterion criterion =
        score.minimize() ? Criterion.minimize(METRIC) : Criterion.maximize(METRIC);
    this.ledger = new TrialLedger(this.space.searchSpace(), List.of(criterion));
  }

  /** A generator for data that needs no parameters. */
  public NightjarCandidateGenerator(
      ParameterSpace<?> space, Strategy strategy, ScoreFunction score) {
    this(space, strategy, score, Map.of());
  }

  /**
   * Seeds the suggestions that follow; 0 unless it is called.
   *
   * @throws IllegalStateException if there were candidates already
   */
  @Override
  public synchronized void setRngSeed(long rngSeed) {
    if (ledger.size() > 0) {
      throw new IllegalStateException("the seed must be set before the first candidate is made");
    }
    seed = rngSeed;
    asked = false;
  }

  /** False once every configuration was tried. */
  @Override
  public synchronized boolean hasMoreCandidates() {
    return suggestion().isPresent();
  }

  /**
   * What comes next as things stand: asked for anew when something has been heard since, so that it
   * is made of all that is known when it is used.
   */
  private Optional<Suggestion> suggestion() {
    if (!asked) {
      next = strategy.suggest(ledger, Seeds.ofSuggestion(seed, ledger.nextNumber()));
      asked = true;
    }
    return next;
  }

  /**
   * The next candidate. One of which Arbiter cannot make a network carries the exception, as the
   * runner wants it.
   *
   * @throws IllegalStateException if every configuration was tried, or so many candidates in a row
   *     could not be made that something else must be wrong; the runner would go on for ever
   */
  @Override
  public synchronized Candidate<?> getCandidate() {
    Suggestion suggestion =
        suggestion()
            .orElseThrow(
                () -> new IllegalStateException("every configuration of the space was tried"));
    int number = ledger.nextNumber();
    TrialSpec spec =
        new TrialSpec(
            number,
            1,
            TrialRole.SEARCH,
            suggestion.origin(),
            suggestion.configuration(),
            Seeds.ofTrial(seed, number));
    put(spec, TrialState.RUNNING, Optional.empty());
    double[] flat = space.flat(suggestion.configuration());
    try {
      Object value = space.value(suggestion.configuration());
      consecutiveFailures = 0;
      // By a supplier, since Arbiter serialises a value that is handed over as such.
      return new Candidate<Object>(() -> value, number, flat, dataParameters, null);
    } catch (RuntimeException e) {
      fail(number, "Arbiter cannot make a network of these values: " + e.getMessage());
      if (++consecutiveFailures >= Budget.DEFAULT_MAX_CONSECUTIVE_FAILURES) {
        throw new IllegalStateException(
            consecutiveFailures
                + " candidates in a row could not be made, the last because: "
                + e.getMessage(),
            e);
      }
      return new Candidate<Object>("no network", number, flat, dataParameters, e);
    }
  }

  @Override
  public synchronized void reportResults(OptimizationResult result) {
    Double score = result.getScore();
    if (score == null || !Double.isFinite(score)) {
      fail(result.getIndex(), "the score is " + score);
      return;
    }
    end(
        result.getIndex(),
        new Outcome.Completed(List.of(score), Map.of(METRIC, score), OptionalInt.empty()));
  }

  /** Tells this generator of candidates that failed; to be added to the runner. */
  public StatusListener listener() {
    return new BaseStatusListener() {
      @Override
      public void onRunnerStatusChange(IOptimizationRunner runner) {
        for (CandidateInfo candidate : runner.getCandidateStatus()) {
          if (candidate.getCandidateStatus() == CandidateStatus.Failed) {
            String trace = Optional.ofNullable(candidate.getExceptionStackTrace()).orElse("failed");
            fail(candidate.getIndex(), trace.lines().findFirst().orElse(trace));
          }
        }
      }
    };
  }

  /** The candidates so far, with what came of them. */
  public synchronized List<Trial> trials() {
    return Stream.of(
            ledger.completed().stream().map(f -> f.trial()),
            ledger.failed().stream().map(f -> f.trial()),
            ledger.running().stream())
        .flatMap(trials -> trials)
        .sorted(Comparator.comparingInt(Trial::number))
        .toList();
  }

  private synchronized void fail(int number, String cause) {
    end(number, new Outcome.Failed(cause));
  }

  /** No effect on a candidate that has ended, or is of another generator. */
  private void end(int number, Outcome outcome) {
    ledger
        .open(number)
        .ifPresent(trial -> put(trial.spec(), outcome.state(), Optional.of(outcome)));
  }

  private void put(TrialSpec spec, TrialState state, Optional<Outcome> outcome) {
    ledger.put(
        new Trial(
            spec,
            state,
            List.of(),
            outcome,
            TrialTimes.startedAt(Instant.EPOCH),
            Optional.empty()));
    asked = false;
  }

  @Override
  public ParameterSpace<?> getParameterSpace() {
    return space.parameterSpace();
  }

  @Override
  public Class<?> getCandidateType() {
    return Candidate.class;
  }
}
