package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the trials of a study. */
@Command(
    name = "trials",
    description = "List the trials of a study.",
    footer = {"", "Example: nightjar trials names-by-language --format json"})
final class TrialsCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      List<Trial> trials = storage.trials(study.id());
      if (json()) {
        Map<Integer, Map<String, Double>> scores = storage.testScores(study.id());
        Json.prettyArray(
            trials.stream()
                .map(t -> TrialView.json(study, t, scores.getOrDefault(t.number(), Map.of()))),
            out());
        out().println();
        return ExitCode.OK;
      }
      out().print(TrialTable.ofAll(study, trials));
      out().flush();
      return ExitCode.OK;
    }
  }
}
