package dev.nightjar.reports.view;

import dev.nightjar.reports.ReportInfo;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the page says that sets several studies beside each other.
 *
 * @param info what the report says of itself
 * @param answer which study is the best, as a sentence
 * @param entries the studies, in the order asked for
 * @param races the studies that optimise the same, together
 * @param differences in what the definitions differ
 */
public record ComparisonPage(
    ReportInfo info,
    String answer,
    List<Entry> entries,
    List<Race> races,
    List<Difference> differences) {

  /**
   * A study.
   *
   * @param view the study
   * @param page its report, from the folder of this page
   * @param metric what it optimises, with the direction
   * @param best its best value; a dash if there is none
   * @param winner the short name of its best trial; empty if there is none
   * @param trials how many trials in which state, in words
   * @param time how long it ran
   * @param test the winner's metrics on the test part, in words; empty if it was not scored
   */
  public record Entry(
      StudyView view,
      String page,
      String metric,
      String best,
      String winner,
      String trials,
      String time,
      String test) {

    /** The study's name. */
    public String name() {
      return view.study().name();
    }
  }

  /** The studies beside each other. */
  public static ComparisonPage of(List<StudyView> views, ReportInfo info) {
    Map<String, List<StudyView>> alike = new LinkedHashMap<>();
    for (StudyView view : views) {
      alike.computeIfAbsent(metric(view.criterion()), k -> new ArrayList<>()).add(view);
    }
    List<Race> races = new ArrayList<>();
    alike.values().forEach(some -> races.add(Race.of(some, races.size())));
    return new ComparisonPage(
        info,
        answer(alike),
        views.stream().map(ComparisonPage::entry).toList(),
        List.copyOf(races),
        Difference.of(views));
  }

  /** The folder of a study's report, from that of this page. */
  public static String folder(StudyView view) {
    return "studies/" + view.study().name() + "/";
  }

  private static Entry entry(StudyView view) {
    String trials =
        Stream.of(
                TrialState.COMPLETED,
                TrialState.RUNNING,
                TrialState.WAITING,
                TrialState.PRUNED,
                TrialState.FAILED)
            .filter(state -> view.count(state) > 0)
            .map(state -> view.count(state) + " " + state.label())
            .collect(Collectors.joining(", "));
    return new Entry(
        view,
        folder(view) + "index.html",
        metric(view.criterion()),
        view.best().map(w -> Numbers.value(view.value(w).orElseThrow())).orElse("–"),
        view.best().map(view::label).orElse(""),
        trials.isEmpty() ? "none" : trials,
        Numbers.duration(view.study().elapsed()),
        view.testScore().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + " " + Numbers.value(e.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String metric(Criterion criterion) {
    return criterion.metric()
        + (criterion.goal() == Goal.MINIMIZE ? " (lower is better)" : " (higher is better)");
  }

  private static String answer(Map<String, List<StudyView>> alike) {
    if (alike.size() > 1) {
      return "These studies optimise different things, so no one of them is the best.";
    }
    List<StudyView> views = alike.values().iterator().next();
    Optional<StudyView> best =
        views.stream()
            .filter(v -> v.best().isPresent())
            .min(
                (a, b) ->
                    Double.compare(
                        a.criterion().goal().loss(a.value(a.best().orElseThrow()).orElseThrow()),
                        b.criterion().goal().loss(b.value(b.best().orElseThrow()).orElseThrow())));
    if (best.isEmpty()) {
      return "No trial of these studies has completed.";
    }
    StudyView view = best.get();
    return view.study().name()
        + " has the "
        + (view.criterion().goal() == Goal.MINIMIZE ? "lowest " : "highest ")
        + view.criterion().metric()
        + ": "
        + Numbers.value(view.value(view.best().orElseThrow()).orElseThrow())
        + ".";
  }

  /** What the report says of itself. */
  public String made() {
    return "Made by Nightjar " + info.nightjarVersion() + " at " + Numbers.time(info.generated());
  }
}
