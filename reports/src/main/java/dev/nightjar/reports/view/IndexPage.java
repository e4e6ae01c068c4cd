package dev.nightjar.reports.view;

import dev.nightjar.reports.ReportInfo;
import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the report's first page says, in the order it says it.
 *
 * @param study the study's name
 * @param view the study
 * @param info what the report says of itself
 * @param overview the answer
 * @param leaderboard all trials
 * @param history values over trials
 * @param curves learning curves of the best
 * @param space what was searched
 * @param provenance what ran it, where, with which data
 * @param source the experiment file as written; empty if there was none
 * @param resolved the definition with every default; empty if there was none
 */
public record IndexPage(
    String study,
    StudyView view,
    ReportInfo info,
    Overview overview,
    Leaderboard leaderboard,
    HistoryPanel history,
    CurvesPanel curves,
    List<ParameterStrip> space,
    List<Fact> provenance,
    String source,
    String resolved) {

  /** The first page of a study's report. */
  public static IndexPage of(StudyView view, ReportInfo info) {
    List<Fact> provenance = new ArrayList<>();
    provenance.add(new Fact("study created", Numbers.time(view.study().created())));
    provenance.add(new Fact("seed", Long.toString(view.study().definition().seed())));
    provenance.add(new Fact("fingerprint", view.study().definition().fingerprint()));
    view.study()
        .definition()
        .provenance()
        .forEach((name, text) -> provenance.add(new Fact(name, text)));
    return new IndexPage(
        view.study().name(),
        view,
        info,
        Overview.of(view),
        Leaderboard.of(view),
        HistoryPanel.of(view),
        CurvesPanel.of(view),
        ParameterStrip.of(view),
        List.copyOf(provenance),
        view.study().definition().source(),
        view.study().definition().resolved());
  }

  /** What the report says of itself, on every page. */
  public String made() {
    return "Made by Nightjar " + info.nightjarVersion() + " at " + Numbers.time(info.generated());
  }
}
