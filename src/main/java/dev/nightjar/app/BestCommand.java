package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the best trial of a study; of several objectives, the Pareto front. */
@Command(
    name = "best",
    description =
        "Show the best completed trial of a study, or its best finalist; of several objectives, the"
            + " Pareto front.",
    footer = {"", "Example: nightjar best names-by-language --format json"})
final class BestCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      Winner winner =
          Winner.of(storage, study)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "no trial of "
                              + name
                              + " has completed; see `nightjar trials "
                              + name
                              + "`",
                          ExitCode.NO_TRIAL_SUCCEEDED));
      if (json()) {
        out().println(Json.pretty(json(storage, study, winner)));
        return ExitCode.OK;
      }
      out()
          .print(
              winner.describe(
                  test(storage, study, winner.trial()),
                  WinnerRefit.of(storage, study, winner.trial())));
      Ensemble.of(storage, study, winner.trial())
          .ifPresent(ensemble -> out().print(ensemble.describe()));
      out().flush();
      return ExitCode.OK;
    }
  }

  private static Map<String, Object> json(Storage storage, Study study, Winner winner) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (TrialView.several(study)) {
      json.put("front", winner.front().stream().map(t -> trial(storage, study, t)).toList());
    } else {
      json.putAll(trial(storage, study, winner.trial()));
    }
    if (winner.finalists().winner().isPresent()) {
      json.put("finalists", FinalistsJson.of(winner.finalists()));
    }
    Ensemble.of(storage, study, winner.trial())
        .ifPresent(ensemble -> json.put("ensemble", ensemble.json()));
    WinnerRefit.of(storage, study, winner.trial())
        .ifPresent(refit -> json.put("refit", refit.json()));
    return json;
  }

  private static Map<String, Object> trial(Storage storage, Study study, Trial trial) {
    return TrialView.json(study, trial, test(storage, study, trial));
  }

  private static Map<String, Double> test(Storage storage, Study study, Trial trial) {
    return storage.testScore(study.id(), trial.number());
  }
}
