package dev.nightjar.search.run;

import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A search whose trials somebody else runs: {@link #ask} for a configuration, {@link #report} how
 * it goes, {@link #tell} how it ended. {@link StudyRunner} turned inside out: no executor, no
 * storage, no threads; what the caller does not say did not happen.
 *
 * <p>Any number of trials may be open at once; the strategy knows of them, so that asking again
 * before telling gives something else. With the same seed, the same calls give the same
 * suggestions, in any process.
 *
 * <p>A call that cannot be answered throws a {@link RefusedException} and changes nothing. Not safe
 * for use by several threads at once.
 */
public final class AskTell {

  private final TrialLedger ledger;
  private final Strategy strategy;
  private final Pruner pruner;
  private final long seed;
  private final Clock clock;
  private final List<Trial> trials = new ArrayList<>();
  private final Map<Integer, Decision.Stop> stopped = new HashMap<>();
  private boolean targetReached;

  /**
   * A search without trials.
   *
   * @param space what is searched
   * @param criteria what is optimised, at least one
   * @param strategy suggests configurations
   * @param pruner judges open trials when they report
   * @param seed seeds every suggestion and every trial
   * @param clock when trials start and end; no suggestion of ours depends on it
   */
  public AskTell(
      SearchSpace space,
      List<Criterion> criteria,
      Strategy strategy,
      Pruner pruner,
      long seed,
      Clock clock) {
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("a search needs something to optimise");
    }
    this.ledger = new TrialLedger(space, criteria);
    this.strategy = strategy;
    this.pruner = pruner;
    this.seed = seed;
    this.clock = clock;
  }

  /** Opens the next trial; empty if the space is used up. */
  public Optional<Trial> ask() {
    return NextTrial.suggest(strategy, ledger, seed)
        .map(spec -> record(Trial.running(spec, clock.instant())));
  }

  /**
   * Opens a trial of a configuration that the caller has chosen; the strategy learns from it as
   * from its own.
   *
   * @throws RefusedException if the configuration is not one of the space, or a constraint forbids
   *     it
   */
  public Trial open(Suggestion given) {
    requireInside(given.configuration());
    return record(Trial.running(NextTrial.of(given, ledger, seed), clock.instant()));
  }

  /**
   * Takes in what an open trial has reached, and says whether it is worth going on. After a {@link
   * Decision.Stop} the answer stays that; whether to heed it is up to the caller.
   *
   * @param number of the trial
   * @param step from 1, above the trial's last one
   * @param value of the first criterion, finite
   * @throws RefusedException if the trial is not open, or the step or the value is not allowed
   */
  public Decision report(int number, int step, double value) {
    Trial before = requireOpen(number);
    int last = before.epochs().isEmpty() ? 0 : lastStep(before);
    if (step <= last) {
      throw new RefusedException(
          "step "
              + step
              + " of trial "
              + number
              + (last == 0
                  ? " is too small; steps count from 1"
                  : " comes after step " + last + "; steps must grow"));
    }
    requireFinite(value);
    String metric = ledger.criteria().get(0).metric();
    Trial now =
        record(
            before.reporting(
                new EpochReport(step, Map.of(metric, value), secondsSinceReport(before)),
                Optional.empty()));
    if (stopped.containsKey(number)) {
      return stopped.get(number);
    }
    Decision decision = pruner.judge(now, ledger);
    if (decision instanceof Decision.Stop stop) {
      stopped.put(number, stop);
    }
    return decision;
  }

  private static int lastStep(Trial trial) {
    return trial.epochs().get(trial.epochs().size() - 1).epoch();
  }

  private double secondsSinceReport(Trial trial) {
    double reported = trial.epochs().stream().mapToDouble(EpochReport::seconds).sum();
    return Math.max(0, ran(trial, clock.instant()).toNanos() / 1e9 - reported);
  }

  /**
   * Ends an open trial. One that ran to its end is completed also if it was advised to stop.
   *
   * @param number of the trial
   * @param outcome how it ended; see {@link #completed} and {@link #pruned}
   * @return the trial as it stands now
   * @throws RefusedException if the trial is not open, or the outcome has not one value a criterion
   */
  public Trial tell(int number, Outcome outcome) {
    Trial before = requireOpen(number);
    requireFitting(outcome);
    return end(before, outcome);
  }

  /**
   * Takes in a trial that was run without being asked for: an earlier search's, or a known default.
   *
   * @return the trial, with the number it got
   * @throws RefusedException if the configuration is not one of the space, or the outcome has not
   *     one value a criterion
   */
  public Trial add(Configuration configuration, Outcome outcome) {
    requireFitting(outcome);
    return end(open(new Suggestion(configuration, "given")), outcome);
  }

  /**
   * The outcome of a trial that ran to its end.
   *
   * @param values one finite value for each criterion, in order
   * @throws RefusedException if there are more or fewer, or one is not finite
   */
  public Outcome completed(List<Double> values) {
    requireCount(values.size());
    Map<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      requireFinite(values.get(i));
      metrics.put(ledger.criteria().get(i).metric(), values.get(i));
    }
    return new Outcome.Completed(values, metrics, OptionalInt.empty());
  }

  /**
   * The outcome of a trial that the caller stopped, as the pruner advised or on its own account.
   */
  public Outcome pruned(int number) {
    return new Outcome.Pruned(
        Optional.ofNullable(stopped.get(number))
            .map(Decision.Stop::reason)
            .orElse("stopped by whoever ran it"));
  }

  /** Whether one trial is as good as every target there is; false without a target. */
  public boolean targetReached() {
    return targetReached;
  }

  /** What strategies see. */
  public History history() {
    return ledger;
  }

  /** All trials by number, as they stand; a view. */
  public List<Trial> trials() {
    return Collections.unmodifiableList(trials);
  }

  private Trial end(Trial before, Outcome outcome) {
    Instant now = clock.instant();
    Trial ended = record(before.ended(outcome, now, ran(before, now), Optional.empty()));
    stopped.remove(ended.number());
    targetReached |=
        ended
            .completed()
            .map(c -> Criterion.allReached(ledger.criteria(), c.values()))
            .orElse(false);
    return ended;
  }

  private static Duration ran(Trial trial, Instant until) {
    Duration duration = Duration.between(trial.times().started().orElseThrow(), until);
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private Trial record(Trial trial) {
    if (trial.number() == trials.size()) {
      trials.add(trial);
    } else {
      trials.set(trial.number(), trial);
    }
    ledger.put(trial);
    return trial;
  }

  private Trial requireOpen(int number) {
    if (number < 0 || number >= trials.size()) {
      throw new RefusedException(
          "there is no trial "
              + number
              + (trials.isEmpty() ? " yet; ask first" : "; there are 0 to " + (trials.size() - 1)));
    }
    Trial trial = trials.get(number);
    if (trial.outcome().isPresent()) {
      throw new RefusedException(
          "trial " + number + " has ended: it was told as " + trial.state().label());
    }
    return trial;
  }

  private void requireInside(Configuration configuration) {
    ledger
        .space()
        .broken(configuration)
        .ifPresent(
            constraint -> {
              throw new RefusedException(
                  configuration + " breaks the constraint " + constraint.text());
            });
    if (!ledger.space().contains(configuration)) {
      throw new RefusedException(configuration + " is no configuration of " + ledger.space());
    }
  }

  private void requireFitting(Outcome outcome) {
    if (outcome instanceof Outcome.Completed completed) {
      requireCount(completed.values().size());
    }
  }

  private void requireCount(int values) {
    List<String> metrics = ledger.criteria().stream().map(Criterion::metric).toList();
    if (values != metrics.size()) {
      throw new RefusedException(
          "a trial of this search has one value for each of " + metrics + ", not " + values);
    }
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new RefusedException("a value must be finite, not " + value);
    }
  }
}
