package dev.nightjar.reports.view;

import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trials that have a page of their own: all of them, or of a very large study those that a
 * reader will ask for, since ten thousand pages are hundreds of megabytes.
 */
public final class PagedTrials {

  /** Up to so many trials all have a page. */
  private static final int ALL = 1000;

  /** Of more, so many of the best have one. */
  static final int BEST = 300;

  private final List<Trial> trials;
  private final boolean all;
  private final Map<Integer, Integer> places = new HashMap<>();

  private PagedTrials(List<Trial> trials, boolean all) {
    this.trials = List.copyOf(trials);
    this.all = all;
    for (int i = 0; i < trials.size(); i++) {
      places.put(trials.get(i).number(), i);
    }
  }

  /**
   * Chooses from a study.
   *
   * @param groups groups of trials whose first members are linked to
   */
  static PagedTrials of(StudyView view, List<CauseGroup> groups) {
    if (view.trials().size() <= ALL) {
      return new PagedTrials(view.trials(), true);
    }
    Set<Integer> chosen = new HashSet<>();
    add(chosen, view.ranked(), BEST);
    add(chosen, view.front(), BEST);
    view.trials().stream().flatMapToInt(t -> t.spec().repeats().stream()).forEach(chosen::add);
    groups.forEach(group -> add(chosen, group.trials(), CauseGroup.LINKED));
    List<Trial> paged = new ArrayList<>();
    for (Trial trial : view.trials()) {
      if (chosen.contains(trial.number())
          || trial.state() == TrialState.RUNNING
          || trial.spec().role() == TrialRole.FINALIST) {
        paged.add(trial);
      }
    }
    return new PagedTrials(paged, false);
  }

  private static void add(Set<Integer> chosen, List<Trial> trials, int most) {
    trials.stream().limit(most).forEach(t -> chosen.add(t.number()));
  }

  /** The trials by number. */
  public List<Trial> trials() {
    return trials;
  }

  /** Whether every trial of the study has a page. */
  public boolean all() {
    return all;
  }

  /** The number of the trial before one, by number, that has a page. */
  Optional<Integer> previous(Trial trial) {
    return at(places.get(trial.number()) - 1);
  }

  /** The number of the trial after one, by number, that has a page. */
  Optional<Integer> next(Trial trial) {
    return at(places.get(trial.number()) + 1);
  }

  private Optional<Integer> at(int place) {
    return place < 0 || place >= trials.size()
        ? Optional.empty()
        : Optional.of(trials.get(place).number());
  }
}
