package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A study as a whole, in text and in JSON.
 *
 * @param study which
 * @param trials all of it
 * @param experiment its definition; empty if it was made in code
 * @param test the metrics of the winner on the test part; may be empty
 * @param refit how the winner was trained once more; empty if it was not
 */
record StudyPage(
    Study study,
    List<Trial> trials,
    Optional<Experiment> experiment,
    Map<String, Double> test,
    Optional<WinnerRefit> refit) {

  static StudyPage of(
      Study study, List<Trial> trials, Map<String, Double> test, Optional<WinnerRefit> refit) {
    String resolved = study.definition().resolved();
    return new StudyPage(
        study,
        List.copyOf(trials),
        resolved.isEmpty() ? Optional.empty() : Optional.of(Experiment.fromResolved(resolved)),
        test,
        refit);
  }

  private static int count(List<Trial> trials, TrialState state) {
    return (int) trials.stream().filter(trial -> trial.state() == state).count();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("study     " + study.name() + ", since " + study.created());
    lines.add(
        "task      "
            + experiment
                .map(e -> e.task().label() + ", strategy " + e.strategy().type())
                .orElse("defined in code"));
    lines.add(
        "optimise  "
            + study.definition().criteria().stream()
                .map(StudyPage::describe)
                .collect(Collectors.joining(", then ")));
    List<Trial> search = TrialView.search(trials);
    lines.add("trials    " + search.size() + limit() + states(search));
    List<Trial> finalists = finalists();
    if (!finalists.isEmpty()) {
      lines.add("finalists " + finalists.size() + states(finalists));
    }
    lines.add("time      " + Numbers.duration(study.elapsed()) + timeLimit());
    lines.add("seed      " + study.definition().seed());
    study.definition().provenance().forEach((k, v) -> lines.add("          " + k + ": " + v));
    lines.add("");
    lines.add("searched: " + SpaceSize.describe(study.definition().space()));
    List<Parameter> parameters = study.definition().space().parameters();
    int width = parameters.stream().mapToInt(p -> p.name().length()).max().orElse(0);
    parameters.forEach(p -> lines.add("  " + pad(p.name(), width) + "  " + p.describe() + when(p)));
    lines.add("");
    Optional<Winner> winner = Winner.of(study, trials);
    if (winner.isEmpty()) {
      lines.add("no trial has completed; for the causes: nightjar trials " + study.name());
    } else {
      lines.add(winner.get().describe(test, refit).stripTrailing());
      lines.add("more of it: nightjar show " + study.name() + " " + winner.get().trial().number());
    }
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", study.name());
    json.put("created", study.created().toString());
    json.put("seed", study.definition().seed());
    json.put("criteria", study.definition().criteria().stream().map(StudyPage::json).toList());
    Map<String, Integer> states = new LinkedHashMap<>();
    for (TrialState state : TrialState.values()) {
      states.put(state.label(), count(TrialView.search(trials), state));
    }
    json.put("trials", states);
    json.put("seconds", study.elapsed().toMillis() / 1000.0);
    Map<String, Object> budget = new LinkedHashMap<>();
    experiment.map(Experiment::budget).ifPresent(limits -> put(budget, limits));
    json.put("budget", budget);
    Map<String, String> space = new LinkedHashMap<>();
    study
        .definition()
        .space()
        .parameters()
        .forEach(parameter -> space.put(parameter.name(), parameter.describe() + when(parameter)));
    json.put("space", space);
    json.put(
        "front",
        TrialView.front(study, trials).stream()
            .map(trial -> TrialView.json(study, trial, Map.of()))
            .toList());
    Standings standings = Standings.of(study.definition().criteria(), trials);
    json.put("finalists", FinalistsJson.of(standings));
    refit.ifPresent(r -> json.put("refit", r.json()));
    json.put("test", test);
    json.put("provenance", study.definition().provenance());
    experiment.ifPresent(e -> json.put("definition", Json.parse(study.definition().resolved())));
    return json;
  }

  private static void put(Map<String, Object> json, Budget budget) {
    budget.maxTrials().ifPresent(n -> json.put("max_trials", n));
    budget.maxDuration().ifPresent(time -> json.put("max_seconds", time.toMillis() / 1000.0));
  }

  private static Map<String, Object> json(Criterion criterion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metric", criterion.metric());
    json.put("goal", criterion.goal().name().toLowerCase(Locale.ROOT));
    criterion.target().ifPresent(target -> json.put("target", target));
    return json;
  }

  private static String describe(Criterion criterion) {
    return criterion.metric()
        + ", "
        + criterion.goal().name().toLowerCase(Locale.ROOT)
        + criterion.target().stream()
            .mapToObj(target -> ", target " + Numbers.value(target))
            .collect(Collectors.joining());
  }

  private String limit() {
    return experiment
        .map(e -> e.budget().maxTrials())
        .map(most -> most.isPresent() ? " of " + most.getAsInt() : "")
        .orElse("");
  }

  private String timeLimit() {
    return experiment
        .flatMap(e -> e.budget().maxDuration())
        .map(most -> " of " + Numbers.duration(most))
        .orElse("");
  }

  private List<Trial> finalists() {
    return trials.stream().filter(t -> t.spec().role() == TrialRole.FINALIST).toList();
  }

  private static String states(List<Trial> trials) {
    List<String> states = new ArrayList<>();
    for (TrialState state : TrialState.values()) {
      if (count(trials, state) > 0) {
        states.add(count(trials, state) + " " + state.label());
      }
    }
    return states.isEmpty() ? "" : ": " + String.join(", ", states);
  }

  private static String when(Parameter parameter) {
    return parameter
        .condition()
        .map(
            condition ->
                condition.allowed().entrySet().stream()
                    .map(parent -> parent.getKey() + " in " + parent.getValue())
                    .collect(Collectors.joining(" and ", ", where ", "")))
        .orElse("");
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
