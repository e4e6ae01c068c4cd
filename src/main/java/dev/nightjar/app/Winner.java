package dev.nightjar.app;

import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.Map;

/** The winning trial in a few lines. */
final class Winner {

  private Winner() {}

  static String describe(Study study, Trial trial, Map<String, Double> test) {
    String newline = System.lineSeparator();
    StringBuilder text = new StringBuilder();
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
