package dev.nightjar.search.run;

import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.List;

/**
 * What a {@link Search} found.
 *
 * @param end how it ended, and the Pareto front
 * @param trials all trials of the study by number, finalists and those of earlier runs included
 */
public record SearchResult(StudyEnd end, List<Trial> trials) {

  /** Copies. */
  public SearchResult {
    trials = List.copyOf(trials);
  }

  /**
   * The completed trial of the search with the best value; of several criteria, the best by the
   * first.
   *
   * @throws IllegalStateException if no trial completed, with the cause of the last failure
   */
  public Trial best() {
    return end.best().orElseThrow(() -> new IllegalStateException(nothing()));
  }

  /** The best configuration; fails as {@link #best} does. */
  public Configuration configuration() {
    return best().configuration();
  }

  /** The best value, of the first criterion if there are several; fails as {@link #best} does. */
  public double value() {
    return best().completed().orElseThrow().values().get(0);
  }

  /** The completed trials that no other one dominates, best first by the first criterion. */
  public List<Trial> front() {
    return end.front();
  }

  /** How the best did over fresh seeds; nobody unless {@link Search#finalists} asked for it. */
  public Standings finalists() {
    return end.finalists();
  }

  private String nothing() {
    String cause =
        trials.stream()
            .flatMap(t -> t.outcome().stream())
            .filter(Outcome.Failed.class::isInstance)
            .map(o -> "; the last one failed: " + ((Outcome.Failed) o).cause())
            .reduce("", (before, last) -> last);
    return "none of " + trials.size() + " trials completed" + cause;
  }
}
