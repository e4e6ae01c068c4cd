package dev.nightjar.app;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Trials as a table: what is optimised in a column each, and the parameters in which they differ.
 */
final class TrialTable {

  private TrialTable() {}

  /** All trials, with their states and why they ended early. */
  static String ofAll(Study study, List<Trial> trials) {
    return render(study, trials, true);
  }

  /** A Pareto front, whose trials all completed. */
  static String ofFront(Study study, List<Trial> front) {
    return render(study, front, false);
  }

  private static String role(Trial trial) {
    OptionalInt repeats = trial.spec().repeats();
    return repeats.isPresent() ? "finalist of #" + repeats.getAsInt() : "search";
  }

  private static boolean differ(List<Trial> trials, String parameter) {
    return trials.stream()
        .anyMatch(
            t ->
                !t.configuration()
                    .get(parameter)
                    .equals(trials.get(0).configuration().get(parameter)));
  }

  private static String render(Study study, List<Trial> trials, boolean states) {
    List<Criterion> criteria = study.definition().criteria();
    List<String> varying =
        study.definition().space().parameters().stream()
            .map(p -> p.name())
            .filter(p -> differ(trials, p))
            .toList();
    List<String> header = new ArrayList<>(states ? List.of("#", "state") : List.of("#"));
    criteria.forEach(criterion -> header.add(criterion.metric()));
    header.addAll(List.of("epochs", "time"));
    varying.forEach(p -> header.add(p.substring(p.indexOf('.') + 1)));
    if (states) {
      header.add("");
    }
    boolean finalists = trials.stream().anyMatch(t -> t.spec().repeats().isPresent());
    if (finalists) {
      header.add(1, "role");
    }
    TextTable table = new TextTable(header);
    for (Trial trial : trials) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(trial.number()));
      if (finalists) {
        row.add(role(trial));
      }
      if (states) {
        row.add(trial.state().label());
      }
      for (int k = 0; k < criteria.size(); k++) {
        OptionalDouble value = TrialView.value(study, trial, k);
        row.add(value.isPresent() ? Numbers.value(value.getAsDouble()) : "-");
      }
      row.add(Integer.toString(trial.epochs().size()));
      row.add(Numbers.duration(trial.times().duration()));
      varying.forEach(
          p -> row.add(trial.configuration().get(p).map(Numbers::parameter).orElse("n/a")));
      if (states) {
        row.add(TrialView.cause(trial).orElse(""));
      }
      table.add(row);
    }
    return table.render();
  }
}
