package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.strategy.Normal;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a Gaussian process learns from: the finished trials of a history by number, with a value
 * each, small being good. A pruned trial has its last value, but is no better than the median of
 * the completed ones; a failed trial is as bad as the worst.
 *
 * <p>A process takes time cubic in their number: of more than {@link #MOST} only the best half and
 * the newest half are kept.
 *
 * @param points of the unit cube, NaN where inactive
 * @param losses one a point, finite
 */
@SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
record Observations(List<double[]> points, double[] losses) {
  /** The most trials that a process is made of. */
  static final int MOST = 500;

  /** Squares of larger losses would not fit a double. */
  private static final double LARGE = 1e100;

  private record Observation(Trial trial, double loss) {}

  /** Of all finished trials. */
  static Observations of(History history, EncodedTrials encoded) {
    return ofFirst(history, encoded, finished(history));
  }

  /** The number of finished trials. */
  static int finished(History history) {
    return history.completed().size() + history.pruned().size() + history.failed().size();
  }

  /**
   * Of the first {@code count} finished trials by number, as if there were no others. None if none
   * of them completed, since then nothing tells one from another.
   */
  static Observations ofFirst(History history, EncodedTrials encoded, int count) {
    Criterion criterion = history.criteria().get(0);
    int end = end(history, count);
    List<Observation> all = new ArrayList<>();
    for (Finished<Outcome.Completed> completed : before(end, history.completed())) {
      double value = completed.outcome().values().get(0);
      all.add(new Observation(completed.trial(), criterion.goal().loss(value)));
    }
    double[] sorted = all.stream().mapToDouble(Observation::loss).sorted().toArray();
    if (sorted.length == 0) {
      return new Observations(List.of(), sorted);
    }
    double median = sorted[sorted.length / 2];
    double worst = sorted[sorted.length - 1];
    for (Finished<Outcome.Pruned> pruned : before(end, history.pruned())) {
      OptionalDouble last = pruned.trial().last(criterion.metric());
      double loss = last.isPresent() ? criterion.goal().loss(last.getAsDouble()) : worst;
      // A NaN was the reason to stop.
      all.add(
          new Observation(pruned.trial(), Double.isFinite(loss) ? Math.max(median, loss) : worst));
    }
    for (Finished<Outcome.Failed> failed : before(end, history.failed())) {
      all.add(new Observation(failed.trial(), worst));
    }
    return kept(history.space(), encoded, all);
  }

  /** One more than the number of the last of the first {@code count} finished trials. */
  private static int end(History history, int count) {
    return Stream.of(history.completed(), history.pruned(), history.failed())
        .flatMap(List::stream)
        .mapToInt(f -> f.trial().number() + 1)
        .sorted()
        .limit(count)
        .max()
        .orElse(0);
  }

  private static <O extends Outcome> List<Finished<O>> before(int end, List<Finished<O>> trials) {
    return trials.stream().filter(f -> f.trial().number() < end).toList();
  }

  private static Observations kept(
      SearchSpace space, EncodedTrials encoded, List<Observation> all) {
    List<Observation> kept = new ArrayList<>(all);
    Comparator<Observation> byNumber = Comparator.comparingInt(o -> o.trial().number());
    if (all.size() > MOST) {
      kept.sort(Comparator.comparingDouble(Observation::loss).thenComparing(byNumber));
      List<Observation> others = new ArrayList<>(kept.subList(MOST / 2, kept.size()));
      others.sort(byNumber);
      kept = new ArrayList<>(kept.subList(0, MOST / 2));
      kept.addAll(others.subList(others.size() - MOST / 2, others.size()));
    }
    kept.sort(byNumber);
    return new Observations(
        kept.stream().map(o -> encoded.point(space, o.trial())).toList(),
        kept.stream().mapToDouble(Observation::loss).toArray());
  }

  int size() {
    return losses.length;
  }

  /** Whether points and losses are the same, to the last bit. */
  boolean sameAs(Observations other) {
    if (!Arrays.equals(losses, other.losses)) {
      return false;
    }
    for (int i = 0; i < losses.length; i++) {
      if (!Arrays.equals(points.get(i), other.points.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The losses with mean 0 and variance 1, after those above the median were drawn in: to where
   * their rank would be in a normal distribution with the spread of the lower half, unless they are
   * nearer. How bad the bad ones are would else fill the scale on which good ones differ (the
   * half-rank warping of Song et al., "The Vizier Gaussian Process Bandit Algorithm", 2024).
   */
  double[] standardised() {
    int n = losses.length;
    if (n == 0) {
      return losses;
    }
    double[] scaled = scaled();
    double[] sorted = scaled.clone();
    Arrays.sort(sorted);
    double median = sorted[n / 2];
    double squares = 0;
    int lower = 0;
    while (lower < n && sorted[lower] <= median) {
      squares += (sorted[lower] - median) * (sorted[lower] - median);
      lower++;
    }
    double deviation = Math.sqrt(squares / lower);
    // From here equal losses are exactly 0, which the rounding of their mean cannot spoil.
    double[] values = Arrays.stream(scaled).map(v -> v - median).toArray();
    for (int i = 0; i < n && deviation > 0; i++) {
      values[i] /= deviation;
      if (values[i] > 0) {
        values[i] = Math.min(values[i], Math.max(0, Normal.quantile(midRank(sorted, scaled[i]))));
      }
    }
    return standardised(values);
  }

  /**
   * What a difference of 1 between two values of {@link #standardised} is in losses, at the lower
   * half, where all are on one scale; 0 if all losses there are equal.
   */
  double unit() {
    double[] values = standardised();
    int best = 0;
    for (int i = 1; i < losses.length; i++) {
      best = losses[i] < losses[best] ? i : best;
    }
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] == median && values[i] > values[best]) {
        return (median - losses[best]) / (values[i] - values[best]);
      }
    }
    return 0;
  }

  private double[] scaled() {
    double largest = Arrays.stream(losses).map(Math::abs).max().orElse(0);
    return largest > LARGE ? Arrays.stream(losses).map(l -> l / largest).toArray() : losses;
  }

  /** The share of values below one, ties and itself counting half. */
  private static double midRank(double[] sorted, double value) {
    int below = 0;
    int notAbove = 0;
    for (double other : sorted) {
      below += other < value ? 1 : 0;
      notAbove += other <= value ? 1 : 0;
    }
    return (below + notAbove) / 2.0 / sorted.length;
  }

  private static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double deviation = variance > 0 ? Math.sqrt(variance) : 1;
    return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
  }
}
