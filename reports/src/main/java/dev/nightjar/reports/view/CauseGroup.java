package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trials that failed, or were pruned, alike: their causes differ in numbers only.
 *
 * @param cause the first line of the cause, numbers that differ replaced by n
 * @param trials the trials, by number; not empty
 */
public record CauseGroup(String cause, List<Trial> trials) {

  /** So many trials of a group are linked to. */
  static final int LINKED = 6;

  /** The first trials of the group, by number. */
  public List<Trial> linked() {
    return trials.subList(0, Math.min(LINKED, trials.size()));
  }

  /** The search trials that ended in a state, in groups, the largest first. */
  public static List<CauseGroup> of(StudyView view, TrialState state) {
    Map<String, List<Trial>> groups = new LinkedHashMap<>();
    for (Trial trial : view.search()) {
      if (trial.state() == state) {
        groups.computeIfAbsent(numbersOut(cause(trial)), k -> new ArrayList<>()).add(trial);
      }
    }
    return groups.values().stream()
        .map(trials -> new CauseGroup(common(trials), List.copyOf(trials)))
        .sorted(Comparator.comparingInt(group -> -group.trials().size()))
        .toList();
  }

  private static String common(List<Trial> trials) {
    List<String> causes = trials.stream().map(CauseGroup::cause).distinct().toList();
    return causes.size() == 1 ? causes.get(0) : numbersOut(causes.get(0));
  }

  private static String numbersOut(String cause) {
    return cause.replaceAll("\\d+([.,]\\d+)*", "n");
  }

  private static String cause(Trial trial) {
    return Numbers.firstLine(StudyView.cause(trial).orElse(""), 200);
  }
}
