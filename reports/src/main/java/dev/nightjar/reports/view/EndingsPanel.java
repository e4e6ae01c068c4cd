package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * After which epoch trainings ended, and what pruning saved.
 *
 * @param caption what pruning did, as a sentence
 * @param rows one an epoch after which trials ended, ascending
 * @param reasons why trials were pruned, the most frequent reason first
 */
public record EndingsPanel(String caption, List<Ending> rows, List<CauseGroup> reasons) {

  /** So many different reasons are named. */
  private static final int REASONS = 8;

  /**
   * The trials that ended after an epoch.
   *
   * @param epoch the last epoch they reported; 0 if none
   * @param completed how many ended by themselves
   * @param pruned how many were stopped
   * @param failed how many failed
   */
  public record Ending(int epoch, int completed, int pruned, int failed) {}

  /** The endings of a study; empty if no trial reported an epoch. */
  public static Optional<EndingsPanel> of(StudyView view) {
    if (view.search().stream().allMatch(t -> t.epochs().isEmpty())) {
      return Optional.empty();
    }
    Map<Integer, int[]> counts = new TreeMap<>();
    for (Trial trial : view.search()) {
      if (trial.state().finished()) {
        int[] count = counts.computeIfAbsent(trial.epochs().size(), e -> new int[3]);
        count[
            switch (trial.state()) {
              case COMPLETED -> 0;
              case PRUNED -> 1;
              default -> 2;
            }]++;
      }
    }
    List<Ending> rows =
        counts.entrySet().stream()
            .map(e -> new Ending(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2]))
            .toList();
    List<CauseGroup> reasons =
        CauseGroup.of(view, TrialState.PRUNED).stream().limit(REASONS).toList();
    return Optional.of(new EndingsPanel(caption(view), rows, reasons));
  }

  private static String caption(StudyView view) {
    List<Integer> pruned = epochs(view, TrialState.PRUNED);
    List<Integer> whole = epochs(view, TrialState.COMPLETED);
    if (pruned.isEmpty()) {
      return "No trial was pruned.";
    }
    String caption =
        pruned.size()
            + " of "
            + Numbers.count(view.search().size(), "trial")
            + (pruned.size() == 1 ? " was pruned, after " : " were pruned, in the median after ")
            + Numbers.count(median(pruned), "epoch")
            + ".";
    if (whole.isEmpty()) {
      return caption;
    }
    int usual = median(whole);
    long saved = pruned.stream().mapToLong(e -> Math.max(0, usual - e)).sum();
    long trained = view.search().stream().mapToLong(t -> t.epochs().size()).sum();
    return caption
        + " Had they run as long as completed trials do ("
        + Numbers.count(usual, "epoch")
        + " in the median), the study would have cost "
        + Numbers.count(saved, "epoch")
        + " more; "
        + Math.round(100.0 * saved / Math.max(1, saved + trained))
        + " % were saved.";
  }

  private static List<Integer> epochs(StudyView view, TrialState state) {
    return view.search().stream()
        .filter(t -> t.state() == state)
        .map(t -> t.epochs().size())
        .sorted()
        .toList();
  }

  private static int median(List<Integer> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
