package dev.nightjar.reports.view;

import dev.nightjar.reports.ReportInfo;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.TrialState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server's list of studies, each of which has its report below {@code studies/}.
 *
 * @param entries the studies, newest first
 * @param info what the page says of itself
 */
public record StudiesPage(List<Entry> entries, ReportInfo info) {

  /**
   * A study.
   *
   * @param name its name
   * @param page its report, from the list
   * @param trials how many trials of the search are in which state, as words
   * @param best the best value of a completed trial; a dash if there is none
   * @param metric what that is a value of
   * @param time how long it has run
   */
  public record Entry(
      String name, String page, String trials, String best, String metric, String time) {}

  /** The page of some studies. */
  public static StudiesPage of(List<StudySummary> studies, ReportInfo info) {
    return new StudiesPage(studies.stream().map(StudiesPage::entry).toList(), info);
  }

  private static Entry entry(StudySummary summary) {
    String states =
        Arrays.stream(TrialState.values())
            .filter(state -> summary.count(state) > 0)
            .map(state -> Numbers.grouped(summary.count(state)) + " " + state.label())
            .collect(Collectors.joining(", "));
    String name = summary.study().name();
    return new Entry(
        name,
        "studies/" + name + "/",
        states.isEmpty() ? "none yet" : states,
        summary.best().isPresent() ? Numbers.value(summary.best().getAsDouble()) : "–",
        summary.study().definition().criteria().get(0).metric(),
        Numbers.duration(summary.study().elapsed()));
  }

  /** What the page says of itself. */
  public String made() {
    return "Made by Nightjar " + info.nightjarVersion() + " at " + Numbers.time(info.generated());
  }
}
