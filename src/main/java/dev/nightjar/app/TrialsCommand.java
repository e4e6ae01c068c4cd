package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
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
        out()
            .println(
                Json.pretty(
                    trials.stream()
                        .map(
                            t ->
                                TrialView.json(study, t, storage.testScore(study.id(), t.number())))
                        .toList()));
        return ExitCode.OK;
      }
      out().print(table(study, trials));
      out().flush();
      return ExitCode.OK;
    }
  }

  private static String table(Study study, List<Trial> trials) {
    List<String> varying =
        study.definition().space().parameters().stream()
            .map(p -> p.name())
            .filter(p -> trials.stream().map(t -> t.configuration().get(p)).distinct().count() > 1)
            .toList();
    List<String> header =
        new ArrayList<>(
            List.of("#", "state", study.definition().criteria().get(0).metric(), "epochs", "time"));
    varying.forEach(p -> header.add(p.substring(p.indexOf('.') + 1)));
    header.add("");
    TextTable table = new TextTable(header);
    for (Trial trial : trials) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(trial.number()));
      row.add(trial.state().label());
      OptionalDouble value = TrialView.value(study, trial);
      row.add(value.isPresent() ? Numbers.value(value.getAsDouble()) : "-");
      row.add(Integer.toString(trial.epochs().size()));
      row.add(Numbers.duration(trial.times().duration()));
      varying.forEach(
          p -> row.add(trial.configuration().get(p).map(Numbers::parameter).orElse("n/a")));
      row.add(TrialView.cause(trial).orElse(""));
      table.add(row);
    }
    return table.render();
  }
}
