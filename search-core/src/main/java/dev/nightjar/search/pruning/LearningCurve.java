package dev.nightjar.search.pruning;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a trial came along, as trials are compared: after each epoch the best loss so far, which is
 * the value of the first criterion turned so that small is good. Epochs that were not reported, or
 * not as a finite number, add nothing.
 *
 * <p>A completed trial, be it by its last epoch or by early stopping, gets no better any more: its
 * curve goes on level forever, and so it is compared with trials that train longer. If its result
 * is better than any epoch that it reported, it goes on there.
 */
final class LearningCurve {

  private final List<Point> points;
  private final int lastEpoch;
  private final OptionalDouble end;

  /** The best loss so far after an epoch that reported a finite value. */
  private record Point(int epoch, double best) {}

  private LearningCurve(List<Point> points, int lastEpoch, OptionalDouble end) {
    this.points = List.copyOf(points);
    this.lastEpoch = lastEpoch;
    this.end = end;
  }

  /** The curve of a trial; empty if no epoch reported a finite value. */
  static Optional<LearningCurve> of(Trial trial, Criterion criterion) {
    List<Point> points = new ArrayList<>(trial.epochs().size());
    double best = Double.POSITIVE_INFINITY;
    for (EpochReport report : trial.epochs()) {
      OptionalDouble value = report.metric(criterion.metric());
      if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
        best = Math.min(best, criterion.goal().loss(value.getAsDouble()));
        points.add(new Point(report.epoch(), best));
      }
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble end =
        trial.completed().stream()
            .mapToDouble(completed -> criterion.goal().loss(completed.values().get(0)))
            .map(result -> Math.min(result, points.get(points.size() - 1).best()))
            .findFirst();
    return Optional.of(new LearningCurve(points, Epochs.last(trial), end));
  }

  /** The epoch the trial has come to. */
  int lastEpoch() {
    return lastEpoch;
  }

  /** The best loss of all. */
  double best() {
    return end.orElse(points.get(points.size() - 1).best());
  }

  /**
   * The best loss up to an epoch (inclusive); empty if the trial has not come so far, or had no
   * value by then.
   */
  OptionalDouble at(int epoch) {
    if (epoch > lastEpoch) {
      return end;
    }
    int low = 0;
    int high = points.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (points.get(middle).epoch() <= epoch) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? OptionalDouble.empty() : OptionalDouble.of(points.get(low - 1).best());
  }
}
