package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the trials of a study. */
@Command(
    name = "trials",
    description = "List the trials of a study.",
    footer = {"", "Example: nightjar trials names-by-language --format json"})
final class TrialsCommand extends StudyCommand {

  /** As many lines as people may want to scroll through. */
  private static final int LIMIT = 1000;

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "list the latest N trials only (default: 1000 as text, all as JSON)")
  private Optional<Integer> limit = Optional.empty();

  @Override
  public Integer call() {
    if (limit.isPresent() && limit.get() < 1) {
      throw new UsageException("--limit should be at least 1, not " + limit.get());
    }
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      if (json()) {
        List<Trial> trials =
            limit.isPresent()
                ? storage.latest(study.id(), limit.get())
                : storage.trials(study.id());
        Map<Integer, Map<String, Double>> scores = storage.testScores(study.id());
        Json.prettyArray(
            trials.stream()
                .map(t -> TrialView.json(study, t, scores.getOrDefault(t.number(), Map.of()))),
            out());
        out().println();
        return ExitCode.OK;
      }
      List<Trial> trials = storage.latest(study.id(), limit.orElse(LIMIT));
      out().print(TrialTable.ofAll(study, trials));
      int earlier = trials.isEmpty() ? 0 : trials.get(0).number();
      if (earlier > 0) {
        out()
            .printf(
                "Trials 0 to %d are not shown; --limit %d shows all.%n",
                earlier - 1, earlier + trials.size());
      }
      out().flush();
      return ExitCode.OK;
    }
  }
}
