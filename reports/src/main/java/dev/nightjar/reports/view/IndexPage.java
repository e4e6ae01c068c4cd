package dev.nightjar.reports.view;

import dev.nightjar.reports.ReportInfo;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the report's first page says, in the order it says it.
 *
 * @param study the study's name
 * @param view the study
 * @param info what the report says of itself
 * @param overview the answer
 * @param pages the trials that have a page of their own
 * @param leaderboard all trials
 * @param criteria the criteria as charts show them
 * @param parameters the parameters as charts show them
 * @param pareto the trade-off between several criteria; empty if there is one only
 * @param history values over trials
 * @param curves learning curves of the best
 * @param importance which parameters matter
 * @param advice what to try next, as sentences
 * @param endings where trainings ended; empty if no trial reported an epoch
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
    PagedTrials pages,
    Leaderboard leaderboard,
    List<CriterionAxis> criteria,
    List<ParameterAxis> parameters,
    Optional<ParetoPanel> pareto,
    HistoryPanel history,
    CurvesPanel curves,
    ImportancePanel importance,
    List<String> advice,
    Optional<EndingsPanel> endings,
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
    ImportancePanel importance = ImportancePanel.of(view);
    Leaderboard leaderboard =
        Leaderboard.of(
            view, importance.parameters().stream().map(ImportancePanel.Bar::name).toList());
    List<CriterionAxis> criteria = CriterionAxis.of(view, leaderboard);
    List<ParameterAxis> parameters = ParameterAxis.of(view, leaderboard);
    Overview overview = Overview.of(view);
    Optional<EndingsPanel> endings = EndingsPanel.of(view);
    List<CauseGroup> groups = new ArrayList<>(overview.failures());
    endings.ifPresent(e -> groups.addAll(e.reasons()));
    return new IndexPage(
        view.study().name(),
        view,
        info,
        overview,
        PagedTrials.of(view, groups),
        leaderboard,
        criteria,
        parameters,
        ParetoPanel.of(view, criteria),
        HistoryPanel.of(view),
        CurvesPanel.of(view, leaderboard),
        importance,
        Advice.of(view, importance),
        endings,
        ParameterStrip.of(view),
        List.copyOf(provenance),
        view.study().definition().source(),
        view.study().definition().resolved());
  }

  /** Whether there are results to be compared along parameters that vary. */
  public boolean comparable() {
    return parameters.stream().anyMatch(ParameterAxis::varies)
        && view.search().stream()
                .filter(t -> t.state() != TrialState.FAILED && view.value(t).isPresent())
                .limit(2)
                .count()
            == 2;
  }

  /** Whether trials have started, so that there is a time to look back on. */
  public boolean started() {
    return view.search().stream().anyMatch(t -> t.times().started().isPresent());
  }

  /** Whether two parameters can be set against each other. */
  public boolean pairs() {
    return comparable() && parameters.stream().filter(ParameterAxis::varies).count() > 1;
  }

  /** The moment that the report shows. */
  public String asOf() {
    return Numbers.time(info.generated());
  }

  /** What the report says of itself, on every page. */
  public String made() {
    return "Made by Nightjar " + info.nightjarVersion() + " at " + Numbers.time(info.generated());
  }
}
