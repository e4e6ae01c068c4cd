package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the best trial of a study. */
@Command(
    name = "best",
    description = "Show the best completed trial of a study.",
    footer = {"", "Example: nightjar best names-by-language --format json"})
final class BestCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      Optional<Trial> best = TrialView.best(study, storage.trials(study.id()));
      if (best.isEmpty()) {
        throw new UsageException(
            "no trial of " + name + " has completed; see `nightjar trials " + name + "`",
            ExitCode.NO_TRIAL_SUCCEEDED);
      }
      Trial trial = best.get();
      Map<String, Double> test = storage.testScore(study.id(), trial.number());
      if (json()) {
        out().println(Json.pretty(TrialView.json(study, trial, test)));
        return ExitCode.OK;
      }
      out().print(Winner.describe(study, trial, test));
      out().flush();
      return ExitCode.OK;
    }
  }
}
