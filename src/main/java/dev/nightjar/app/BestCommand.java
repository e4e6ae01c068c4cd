package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the best trial of a study; of several objectives, the Pareto front. */
@Command(
    name = "best",
    description =
        "Show the best completed trial of a study; of several objectives, the Pareto front.",
    footer = {"", "Example: nightjar best names-by-language --format json"})
final class BestCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      List<Trial> front = storage.front(study.id());
      if (front.isEmpty()) {
        throw new UsageException(
            "no trial of " + name + " has completed; see `nightjar trials " + name + "`",
            ExitCode.NO_TRIAL_SUCCEEDED);
      }
      if (json()) {
        List<Map<String, Object>> trials =
            front.stream().map(t -> TrialView.json(study, t, test(storage, study, t))).toList();
        out()
            .println(
                Json.pretty(TrialView.several(study) ? Map.of("front", trials) : trials.get(0)));
        return ExitCode.OK;
      }
      out().print(Winner.describe(study, front, test(storage, study, front.get(0))));
      out().flush();
      return ExitCode.OK;
    }
  }

  private static Map<String, Double> test(Storage storage, Study study, Trial trial) {
    return storage.testScore(study.id(), trial.number());
  }
}
