package dev.nightjar.search.trial;

import dev.nightjar.search.space.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A trial as it stands: what was to be evaluated, what it has reported, and how it ended.
 *
 * @param spec what is evaluated
 * @param state where it stands
 * @param epochs the reports of the latest attempt, by epoch
 * @param outcome how it ended; present exactly when the state is a finished one
 * @param times when
 * @param worker which worker ran or runs it, for people; empty as long as none has begun
 * @param losses how many of its earlier attempts were lost with the process that ran the study,
 *     after a worker had begun them
 */
public record Trial(
    TrialSpec spec,
    TrialState state,
    List<EpochReport> epochs,
    Optional<Outcome> outcome,
    TrialTimes times,
    Optional<String> worker,
    int losses) {

  /** Copies and checks. */
  public Trial {
    epochs = epochs instanceof LazyEpochs ? epochs : List.copyOf(epochs);
    if (state.finished() != outcome.isPresent()
        || outcome.map(o -> o.state() != state).orElse(false)) {
      throw new IllegalArgumentException("state " + state + " does not fit outcome " + outcome);
    }
  }

  /** A trial none of whose attempts was lost. */
  public Trial(
      TrialSpec spec,
      TrialState state,
      List<EpochReport> epochs,
      Optional<Outcome> outcome,
      TrialTimes times,
      Optional<String> worker) {
    this(spec, state, epochs, outcome, times, worker, 0);
  }

  /** A trial that starts now. */
  public static Trial running(TrialSpec spec, Instant now) {
    return running(spec, now, 0);
  }

  /** A trial that starts now, after so many losses. */
  public static Trial running(TrialSpec spec, Instant now, int losses) {
    return new Trial(
        spec,
        TrialState.RUNNING,
        List.of(),
        Optional.empty(),
        TrialTimes.startedAt(now),
        Optional.empty(),
        losses);
  }

  /** This trial, running, since a worker has begun it. */
  public Trial begun(String by) {
    return new Trial(
        spec, TrialState.RUNNING, epochs, Optional.empty(), times, Optional.of(by), losses);
  }

  /** This trial, waiting to run again, since whoever ran it gave it back. */
  public Trial returned() {
    return new Trial(
        spec, TrialState.WAITING, List.of(), Optional.empty(), times, Optional.empty(), losses);
  }

  /** This trial, running, with one more epoch. */
  public Trial reporting(EpochReport report, Optional<String> by) {
    List<EpochReport> all = new ArrayList<>(epochs);
    all.add(report);
    return new Trial(spec, TrialState.RUNNING, all, Optional.empty(), times, by, losses);
  }

  /** This trial, ended. */
  public Trial ended(Outcome how, Instant at, Duration duration, Optional<String> by) {
    TrialTimes all = new TrialTimes(times.created(), times.started(), Optional.of(at), duration);
    return new Trial(spec, how.state(), epochs, Optional.of(how), all, by, losses);
  }

  /** The trial's number in its study, from 0. */
  public int number() {
    return spec.number();
  }

  /** The values evaluated. */
  public Configuration configuration() {
    return spec.configuration();
  }

  /** The outcome if the trial completed. */
  public Optional<Outcome.Completed> completed() {
    return outcome.filter(Outcome.Completed.class::isInstance).map(Outcome.Completed.class::cast);
  }

  /** The last reported value of a metric; empty if no epoch reported it. */
  public OptionalDouble last(String metric) {
    for (int i = epochs.size() - 1; i >= 0; i--) {
      OptionalDouble value = epochs.get(i).metric(metric);
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }

  /** The best finite value over the epochs reported so far; empty if there is none. */
  public OptionalDouble best(Criterion criterion) {
    return best(criterion, Integer.MAX_VALUE);
  }

  /**
   * The best finite value over the epochs up to {@code epoch} (inclusive); empty if there is none.
   */
  public OptionalDouble best(Criterion criterion, int epoch) {
    OptionalDouble best = OptionalDouble.empty();
    for (EpochReport report : epochs) {
      OptionalDouble value = report.metric(criterion.metric());
      if (report.epoch() <= epoch
          && value.isPresent()
          && Double.isFinite(value.getAsDouble())
          && (best.isEmpty() || criterion.goal().better(value.getAsDouble(), best.getAsDouble()))) {
        best = value;
      }
    }
    return best;
  }
}
