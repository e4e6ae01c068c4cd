package dev.nightjar.search.strategy.warmstart;

import dev.nightjar.search.strategy.HistoryView;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A history as it would be had the study begun with the evidence: its trials come first, completed,
 * and the study's own follow with higher numbers. What may be tried is as in the study itself.
 */
final class WarmHistory extends HistoryView {
  private final History own;
  private final int before;
  private final List<Finished<Outcome.Completed>> completed = new ArrayList<>();

  /** A history behind evidence, of which no configuration stands twice. */
  WarmHistory(List<Evidence> evidence, History own) {
    super(own);
    this.own = own;
    this.before = evidence.size();
    for (Evidence e : evidence) {
      completed.add(completed(completed.size(), e));
    }
    completed.addAll(behind(own.completed()));
  }

  private static Finished<Outcome.Completed> completed(int number, Evidence evidence) {
    TrialSpec spec =
        new TrialSpec(
            number, 1, TrialRole.SEARCH, WarmStartedStrategy.ORIGIN, evidence.configuration(), 0);
    Outcome.Completed outcome =
        new Outcome.Completed(evidence.results(), Map.of(), OptionalInt.empty());
    Trial trial =
        Trial.running(spec, Instant.EPOCH)
            .ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty());
    return new Finished<>(trial, outcome);
  }

  private <O extends Outcome> List<Finished<O>> behind(List<Finished<O>> trials) {
    return trials.stream().map(f -> new Finished<>(behind(f.trial()), f.outcome())).toList();
  }

  private Trial behind(Trial trial) {
    TrialSpec spec = trial.spec();
    return new Trial(
        new TrialSpec(
            before + spec.number(),
            spec.attempt(),
            spec.role(),
            spec.origin(),
            spec.configuration(),
            spec.seed()),
        trial.state(),
        trial.epochs(),
        trial.outcome(),
        trial.times(),
        trial.worker());
  }

  @Override
  public List<Finished<Outcome.Completed>> completed() {
    return Collections.unmodifiableList(completed);
  }

  @Override
  public List<Finished<Outcome.Pruned>> pruned() {
    return behind(own.pruned());
  }

  @Override
  public List<Finished<Outcome.Failed>> failed() {
    return behind(own.failed());
  }

  @Override
  public List<Trial> running() {
    return own.running().stream().map(this::behind).toList();
  }

  @Override
  public int size() {
    return before + own.size();
  }
}
