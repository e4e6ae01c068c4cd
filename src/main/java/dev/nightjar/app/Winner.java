package dev.nightjar.app;

import dev.nightjar.search.finalist.SeedNoise;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has won a study: the finalist with the best mean over fresh seeds, or without finalists the
 * best trial of the search.
 *
 * @param study which
 * @param front the search trials that no other one dominates, best first; at least one
 * @param finalists those that were trained again; perhaps nobody
 */
record Winner(Study study, List<Trial> front, Standings finalists) {

  /** The winner of a study as it is stored; empty if no trial completed. */
  static Optional<Winner> of(Storage storage, Study study) {
    return of(study, storage.front(study.id()), storage.finals(study.id()));
  }

  /** The winner of a study of which all trials are known; empty if none completed. */
  static Optional<Winner> of(Study study, List<Trial> trials) {
    return of(study, TrialView.front(study, trials), trials);
  }

  /** The winner of a run; empty if no trial completed. */
  static Optional<Winner> of(Study study, StudyEnd end) {
    return Optional.of(new Winner(study, end.front(), end.finalists()))
        .filter(winner -> !winner.front().isEmpty());
  }

  private static Optional<Winner> of(Study study, List<Trial> front, List<Trial> finalists) {
    Standings standings = Standings.of(study.definition().criteria(), finalists);
    return front.isEmpty() ? Optional.empty() : Optional.of(new Winner(study, front, standings));
  }

  /** The trial whose network is the result: a finalist, or the best of the search. */
  Trial trial() {
    return finalists.winner().map(Standing::chosen).orElse(front.get(0));
  }

  /**
   * The winner in a few lines; of several objectives, the front above it.
   *
   * @param test the metrics of {@link #trial} on the test part; may be empty
   * @param refit how it was trained once more; empty if it was not
   */
  String describe(Map<String, Double> test, Optional<WinnerRefit> refit) {
    StringBuilder text = new StringBuilder();
    if (TrialView.several(study)) {
      line(text, "Pareto front, " + front.size() + " of all trials:");
      text.append(TrialTable.ofFront(study, front));
    }
    String metric = study.definition().criteria().get(0).metric();
    Optional<Standing> best = finalists.winner();
    if (best.isPresent()) {
      line(
          text,
          "best: trial #"
              + best.get().repeats()
              + ", "
              + metric
              + " "
              + mean(best.get())
              + " over fresh seeds; "
              + (refit.isPresent()
                  ? "its network was trained once more"
                  : "its network is that of trial #" + trial().number()));
    } else {
      line(text, "best: trial #" + trial().number() + ", " + metric + " " + found(trial()));
    }
    parameters(text, trial().configuration());
    if (best.isPresent()) {
      standings(text, best.get());
    }
    if (refit.isPresent()) {
      text.append(refit.get().describe());
    } else {
      text.append(TestMetrics.line("", test));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String words) {
    text.append(words).append(System.lineSeparator());
  }

  private static String found(Trial trial) {
    String value = Numbers.value(trial.completed().orElseThrow().values().get(0));
    return trial
        .completed()
        .map(
            c ->
                c.bestEpoch().isPresent() ? value + " at epoch " + c.bestEpoch().getAsInt() : value)
        .orElseThrow();
  }

  private static void parameters(StringBuilder text, Configuration configuration) {
    int width = configuration.values().keySet().stream().mapToInt(String::length).max().orElse(0);
    configuration
        .values()
        .forEach(
            (name, v) ->
                line(text, "  " + StudyPage.pad(name, width) + "  " + Numbers.parameter(v)));
  }

  private void standings(StringBuilder text, Standing best) {
    line(
        text, "finalists by their mean ± deviation (seeds); what the search found does not count:");
    SeedNoise noise = finalists.noise();
    for (Standing standing : finalists.ranked()) {
      String words = "  #" + StudyPage.pad(standing.repeats() + "", 5) + " " + mean(standing);
      if (standing.failed() > 0) {
        words += "  failed with " + standing.failed() + " more";
      }
      if (standing.repeats() != best.repeats()
          && noise.compare(best, standing) == SeedNoise.Verdict.WITHIN) {
        words += "  within seed noise of the best";
      }
      line(text, words);
    }
  }

  /** {@code 0.5012 ± 0.0040 (3)}; without a deviation of a single seed. */
  private static String mean(Standing standing) {
    String mean = Numbers.value(standing.mean().orElseThrow());
    return mean
        + (standing.deviation().isPresent()
            ? " ± " + Numbers.value(standing.deviation().getAsDouble())
            : "")
        + " ("
        + standing.completed()
        + ")";
  }
}
