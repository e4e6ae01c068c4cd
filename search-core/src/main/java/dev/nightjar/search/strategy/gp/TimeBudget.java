package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a search may spend, for a strategy that minds durations.
 *
 * @param maxDuration of the whole search
 * @param maxTrials of it
 */
public record TimeBudget(Optional<Duration> maxDuration, OptionalInt maxTrials) {

  /** Nothing is known of an end. */
  public static final TimeBudget UNKNOWN = new TimeBudget(Optional.empty(), OptionalInt.empty());

  /** The share that is left of whichever limit is nearer, from 0 to 1; 1 without a limit. */
  double shareLeft(History history) {
    double share = 1;
    if (maxTrials.isPresent()) {
      share = 1 - (double) history.size() / maxTrials.getAsInt();
    }
    if (maxDuration.isPresent()) {
      share =
          Math.min(share, 1 - (double) elapsed(history).toMillis() / maxDuration.get().toMillis());
    }
    return Math.max(0, share);
  }

  /** Seconds that are left; infinite without a limit. */
  double secondsLeft(History history) {
    return maxDuration
        .map(max -> Math.max(0, max.minus(elapsed(history)).toNanos() / 1e9))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private record Interval(Instant from, Instant to) {}

  /**
   * How long some trial has run, by the trials' own times: what the search knows of a clock is in
   * its history, and pauses between runs do not count. How long a finished trial ran was measured
   * by a clock that nobody sets. A running trial has run until the latest thing that happened.
   */
  static Duration elapsed(History history) {
    List<Trial> all =
        Stream.concat(
                Stream.of(history.completed(), history.pruned(), history.failed())
                    .flatMap(List::stream)
                    .map(Finished::trial),
                history.running().stream())
            .filter(t -> t.times().started().isPresent())
            .toList();
    Instant latest =
        all.stream()
            .map(t -> t.times().finished().orElse(t.times().started().orElseThrow()))
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    List<Interval> intervals = new ArrayList<>();
    for (Trial trial : all) {
      intervals.add(
          trial
              .times()
              .finished()
              .map(end -> new Interval(end.minus(trial.times().duration()), end))
              .orElseGet(() -> new Interval(trial.times().started().orElseThrow(), latest)));
    }
    intervals.sort(Comparator.comparing(Interval::from));
    Duration sum = Duration.ZERO;
    Instant covered = Instant.MIN;
    for (Interval interval : intervals) {
      Instant from = interval.from().isAfter(covered) ? interval.from() : covered;
      if (interval.to().isAfter(from)) {
        sum = sum.plus(Duration.between(from, interval.to()));
        covered = interval.to();
      }
    }
    return sum;
  }
}
