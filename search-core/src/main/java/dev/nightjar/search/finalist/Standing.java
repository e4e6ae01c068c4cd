package dev.nightjar.search.finalist;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How one configuration did over fresh seeds. The value that the search found is no part of it: it
 * was chosen for being good.
 *
 * @param criteria the study's; the first one ranks
 * @param repeats the number of the search trial that found the configuration
 * @param runs its finalist trials by number, in all states; at least one
 */
public record Standing(List<Criterion> criteria, int repeats, List<Trial> runs) {

  /** Copies. */
  public Standing {
    criteria = List.copyOf(criteria);
    runs = List.copyOf(runs);
  }

  /** What was trained. */
  public Configuration configuration() {
    return runs.get(0).configuration();
  }

  /** The values of the runs that completed, by the first criterion, in the order of the runs. */
  public List<Double> values() {
    return runs.stream()
        .flatMap(run -> run.completed().stream())
        .map(completed -> completed.values().get(0))
        .toList();
  }

  /** How many runs completed. */
  public int completed() {
    return count(TrialState.COMPLETED);
  }

  /** How many runs failed. */
  public int failed() {
    return count(TrialState.FAILED);
  }

  private int count(TrialState state) {
    return (int) runs.stream().filter(run -> run.state() == state).count();
  }

  /** The mean over the runs that completed; empty if none did. */
  public OptionalDouble mean() {
    return values().stream().mapToDouble(Double::doubleValue).average();
  }

  /** The standard deviation of a sample, divided by n − 1; empty of fewer than two values. */
  public OptionalDouble deviation() {
    List<Double> values = values();
    if (values.size() < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return OptionalDouble.of(Math.sqrt(squares / (values.size() - 1)));
  }

  /**
   * The run that stands for the configuration where one trained network is needed: the best of
   * those that completed, by the validation part, as ever.
   *
   * @throws java.util.NoSuchElementException if none completed
   */
  public Trial chosen() {
    return runs.stream()
        .filter(run -> run.completed().isPresent())
        .min(ParetoFront.bestFirst(criteria))
        .orElseThrow();
  }
}
