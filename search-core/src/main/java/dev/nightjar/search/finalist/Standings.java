package dev.nightjar.search.finalist;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configurations of a study that were trained again over fresh seeds, the best first.
 *
 * <p>Ranked are those of which a run completed: who failed with fewer seeds first, since a training
 * that may fail is worth less than its mean says; then by the mean of the first criterion; then by
 * the number of the search trial.
 *
 * @param ranked the best first
 */
public record Standings(List<Standing> ranked) {

  /** Copies. */
  public Standings {
    ranked = List.copyOf(ranked);
  }

  /**
   * The standings of a study.
   *
   * @param criteria the study's
   * @param trials trials of the study, by number; search trials among them are passed over
   */
  public static Standings of(List<Criterion> criteria, Collection<Trial> trials) {
    Map<Integer, List<Trial>> runs = new TreeMap<>();
    for (Trial trial : trials) {
      if (trial.spec().role() == TrialRole.FINALIST) {
        int repeats = trial.spec().repeats().orElseThrow();
        runs.computeIfAbsent(repeats, n -> new ArrayList<>()).add(trial);
      }
    }
    return new Standings(
        runs.entrySet().stream()
            .map(e -> new Standing(criteria, e.getKey(), e.getValue()))
            .filter(standing -> standing.completed() > 0)
            .sorted(
                Comparator.comparingInt(Standing::failed)
                    .thenComparingDouble(s -> criteria.get(0).goal().loss(s.mean().orElseThrow()))
                    .thenComparingInt(Standing::repeats))
            .toList());
  }

  /** The best configuration; empty if no run completed. */
  public Optional<Standing> winner() {
    return ranked.stream().findFirst();
  }

  /** What is known of the noise of seeds. */
  public SeedNoise noise() {
    return new SeedNoise(ranked);
  }

  /** The standing of what a search trial found; empty if that was not trained again. */
  public Optional<Standing> find(int number) {
    return ranked.stream().filter(standing -> standing.repeats() == number).findFirst();
  }
}
