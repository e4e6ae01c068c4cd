package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The answer, before anything else.
 *
 * @param winner the trial that leads, if one completed
 * @param verdict the sentence that says how the study stands
 * @param states how many trials are in each state, states without a trial left out
 * @param test the winner's metrics on the test part; empty if it was not scored
 * @param finalists what was trained again over fresh seeds; mostly without rows
 * @param facts time and numbers
 * @param failures why trials failed, the most frequent cause first
 * @param inProgress whether trials are still to come
 */
public record Overview(
    Optional<Champion> winner,
    String verdict,
    List<StateCount> states,
    List<Fact> test,
    FinalistsPanel finalists,
    List<Fact> facts,
    List<CauseGroup> failures,
    boolean inProgress) {

  /** So many different causes are named. */
  private static final int CAUSES = 10;

  /**
   * The winner.
   *
   * @param label its short name
   * @param page its page, from the report's folder
   * @param metric what it was ranked by
   * @param value its value, or its mean ± deviation over fresh seeds
   * @param superlative {@code lowest} or {@code highest}, or either of {@code mean}
   * @param epoch which of its epochs the value is from, as words; may be empty
   * @param lead how far it is from the second, or that others trade criteria, as words; may be
   *     empty
   * @param parameters the parameters that vary, with its values
   */
  public record Champion(
      String label,
      String page,
      String metric,
      String value,
      String superlative,
      String epoch,
      String lead,
      List<Fact> parameters) {

    /** What more there is to say of the winner, as a sentence; empty if nothing. */
    public String more() {
      if (epoch.isEmpty()) {
        return lead.isEmpty()
            ? ""
            : lead.substring(0, 1).toUpperCase(Locale.ROOT) + lead.substring(1) + ".";
      }
      return "The winner’s value is its best, "
          + epoch
          + (lead.isEmpty() ? "." : "; " + lead + ".");
    }
  }

  /** The overview of a study. */
  public static Overview of(StudyView view) {
    List<StateCount> states =
        Arrays.stream(
                new TrialState[] {
                  TrialState.COMPLETED,
                  TrialState.RUNNING,
                  TrialState.WAITING,
                  TrialState.PRUNED,
                  TrialState.FAILED
                })
            .map(state -> new StateCount(state, view.count(state)))
            .filter(count -> count.count() > 0)
            .toList();
    List<CauseGroup> failures =
        CauseGroup.of(view, TrialState.FAILED).stream().limit(CAUSES).toList();
    return new Overview(
        view.winner().map(winner -> champion(view, winner)),
        verdict(view, failures),
        states,
        view.testScore().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> new Fact(e.getKey(), Numbers.value(e.getValue())))
            .toList(),
        FinalistsPanel.of(view),
        facts(view),
        failures,
        view.inProgress());
  }

  private static Champion champion(StudyView view, Trial winner) {
    Criterion criterion = view.criterion();
    List<Fact> parameters =
        view.varying().stream()
            .filter(p -> winner.configuration().has(p.name()))
            .map(
                p ->
                    new Fact(
                        p.name(),
                        Numbers.parameter(winner.configuration().get(p.name()).orElseThrow())))
            .toList();
    String superlative = criterion.goal() == Goal.MINIMIZE ? "lowest" : "highest";
    Optional<Standing> finalist = view.finalists().winner();
    if (finalist.isPresent()) {
      return new Champion(
          view.label(winner),
          TrialPage.path(winner.number()),
          criterion.metric(),
          FinalistsPanel.mean(finalist.get()),
          superlative + " mean",
          "",
          lead(view, winner, finalist.get()),
          parameters);
    }
    return new Champion(
        view.label(winner),
        TrialPage.path(winner.number()),
        criterion.metric(),
        Numbers.value(view.value(winner).orElseThrow()),
        superlative,
        view.bestEpoch(winner).isPresent()
            ? "at epoch "
                + view.bestEpoch(winner).getAsInt()
                + (winner.epochs().isEmpty() ? "" : " of " + winner.epochs().size())
            : "",
        lead(view),
        parameters);
  }

  private static String lead(StudyView view, Trial winner, Standing finalist) {
    return "the mean is over "
        + Numbers.count(finalist.completed(), "fresh seed")
        + "; in the search it had "
        + Numbers.value(view.value(winner).orElseThrow())
        + ", place "
        + view.rank(winner).orElseThrow()
        + " of "
        + view.ranked().size()
        + (view.refitted()
            ? "; its network was trained once more, on the validation part, too"
            : "; its network is that of #" + finalist.chosen().number());
  }

  private static String lead(StudyView view) {
    if (view.study().definition().criteria().size() > 1) {
      return view.front().size() == 1
          ? "it is the best by every criterion"
          : "one of " + view.front().size() + " on the front of all criteria";
    }
    if (view.ranked().size() < 2) {
      return "";
    }
    Trial second = view.ranked().get(1);
    OptionalDouble value = view.value(second);
    return "the second, " + view.label(second) + ", has " + Numbers.value(value.orElseThrow());
  }

  private static String verdict(StudyView view, List<CauseGroup> failures) {
    int all = view.search().size();
    int completed = view.count(TrialState.COMPLETED);
    if (all == 0) {
      return "No trial has started yet.";
    }
    if (completed > 0) {
      return completed == all
          ? (all == 1 ? "The only trial completed." : "All " + all + " trials completed.")
          : completed + " of " + Numbers.count(all, "trial") + " completed.";
    }
    int failed = view.count(TrialState.FAILED);
    if (failed == all) {
      return (all == 1 ? "The only trial failed" : "All " + all + " trials failed")
          + ", most often with: "
          + failures.get(0).cause();
    }
    return view.inProgress()
        ? "No trial has completed yet; " + Numbers.count(all, "trial") + " started."
        : "None of " + Numbers.count(all, "trial") + " completed.";
  }

  private static List<Fact> facts(StudyView view) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Search ran for", Numbers.duration(view.study().elapsed())));
    List<Duration> durations =
        view.search().stream()
            .filter(t -> t.state().finished())
            .map(t -> t.times().duration())
            .sorted()
            .toList();
    if (!durations.isEmpty()) {
      Duration sum = durations.stream().reduce(Duration.ZERO, Duration::plus);
      facts.add(new Fact("Time in trials", Numbers.duration(sum)));
      facts.add(new Fact("Median trial", Numbers.duration(durations.get(durations.size() / 2))));
    }
    long epochs = view.search().stream().mapToLong(t -> t.epochs().size()).sum();
    if (epochs > 0) {
      facts.add(new Fact("Epochs trained", String.format(Locale.ROOT, "%,d", epochs)));
    }
    Map<String, Integer> origins = new TreeMap<>();
    view.search().forEach(t -> origins.merge(origin(t), 1, Integer::sum));
    if (!origins.isEmpty()) {
      facts.add(new Fact("Suggested by", words(origins)));
    }
    return facts;
  }

  /** Origins carry details behind a colon, which would make every one its own. */
  private static String origin(Trial trial) {
    String origin = trial.spec().origin();
    int colon = origin.indexOf(':');
    return colon < 0 ? origin : origin.substring(0, colon);
  }

  private static String words(Map<String, Integer> counts) {
    Map<String, Integer> most = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(4)
        .forEach(e -> most.put(e.getKey(), e.getValue()));
    StringBuilder text = new StringBuilder();
    most.forEach(
        (name, count) -> text.append(text.isEmpty() ? "" : ", ").append(name + " " + count));
    return text + (counts.size() > most.size() ? ", …" : "");
  }
}
