package dev.nightjar.app;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;

/** The winning trial in a few lines; of several objectives, the front above it. */
final class Winner {

  private Winner() {}

  /**
   * Describes the winner.
   *
   * @param front the trials that no other one dominates; the first is the winner
   * @param test the winner's metrics on the test part; may be empty
   */
  static String describe(Study study, List<Trial> front, Map<String, Double> test) {
    String newline = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    if (TrialView.several(study)) {
      text.append("Pareto front, ").append(front.size()).append(" of all trials:").append(newline);
      text.append(TrialTable.ofFront(study, front));
    }
    Trial trial = front.get(0);
    double value = trial.completed().orElseThrow().values().get(0);
    text.append("best: trial #")
        .append(trial.number())
        .append(", ")
        .append(study.definition().criteria().get(0).metric())
        .append(" ")
        .append(Numbers.value(value));
    trial.completed().orElseThrow().bestEpoch().ifPresent(e -> text.append(" at epoch ").append(e));
    text.append(newline);
    int width =
        trial.configuration().values().keySet().stream().mapToInt(String::length).max().orElse(0);
    trial
        .configuration()
        .values()
        .forEach(
            (name, v) ->
                text.append("  ")
                    .append(name)
                    .append(" ".repeat(width - name.length() + 2))
                    .append(Numbers.parameter(v))
                    .append(newline));
    if (!test.isEmpty()) {
      text.append("on the test part, scored once:");
      test.forEach(
          (metric, v) -> text.append(" ").append(metric).append(" ").append(Numbers.value(v)));
      text.append(newline);
    }
    return text.toString();
  }
}
