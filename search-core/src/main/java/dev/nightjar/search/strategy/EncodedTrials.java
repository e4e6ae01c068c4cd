package dev.nightjar.search.strategy;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unit-cube points of trials, each computed once. A cache only: an entry that belongs to
 * another space or configuration is computed anew, so one instance may serve any history.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class EncodedTrials {

  @SuppressWarnings("ArrayRecordComponent") // Private, never compared, never changed.
  private record Entry(Configuration configuration, double[] point) {}

  private final List<Optional<Entry>> entries = new ArrayList<>();
  private Optional<SearchSpace> space = Optional.empty();

  /**
   * The trial's point: one coordinate a parameter, NaN where inactive. Shared: do not change it.
   *
   * @throws IllegalArgumentException if a value is outside its parameter's domain
   */
  public double[] point(SearchSpace space, Trial trial) {
    if (this.space.isEmpty() || !this.space.get().equals(space)) {
      entries.clear();
      this.space = Optional.of(space);
    }
    while (entries.size() <= trial.number()) {
      entries.add(Optional.empty());
    }
    Optional<Entry> known = entries.get(trial.number());
    if (known.isPresent() && known.get().configuration().equals(trial.configuration())) {
      return known.get().point();
    }
    double[] point = space.encode(trial.configuration());
    entries.set(trial.number(), Optional.of(new Entry(trial.configuration(), point)));
    return point;
  }
}
