package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the studies. */
@Command(
    name = "list",
    description = "List the studies of a storage, newest first.",
    footer = {"", "Example: nightjar list"})
final class ListCommand extends StudyCommand {

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      List<StudySummary> studies = storage.studies();
      if (json()) {
        out().println(Json.pretty(studies.stream().map(ListCommand::json).toList()));
        return ExitCode.OK;
      }
      if (studies.isEmpty()) {
        out().println("no study yet: start one with `nightjar run FILE`");
        return ExitCode.OK;
      }
      TextTable table =
          new TextTable(
              List.of("study", "trials", "completed", "pruned", "failed", "open", "best", "time"));
      for (StudySummary study : studies) {
        List<String> row = new ArrayList<>();
        row.add(study.study().name());
        row.add(Integer.toString(study.trials().values().stream().mapToInt(n -> n).sum()));
        row.add(Integer.toString(study.count(TrialState.COMPLETED)));
        row.add(Integer.toString(study.count(TrialState.PRUNED)));
        row.add(Integer.toString(study.count(TrialState.FAILED)));
        row.add(
            Integer.toString(study.count(TrialState.RUNNING) + study.count(TrialState.WAITING)));
        row.add(study.best().isPresent() ? Numbers.value(study.best().getAsDouble()) : "-");
        row.add(Numbers.duration(study.study().elapsed()));
        table.add(row);
      }
      out().print(table.render());
      out().flush();
      return ExitCode.OK;
    }
  }

  private static Map<String, Object> json(StudySummary summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", summary.study().name());
    json.put("created", summary.study().created().toString());
    json.put("seconds", summary.study().elapsed().toMillis() / 1000.0);
    json.put("metric", summary.study().definition().criteria().get(0).metric());
    Map<String, Integer> trials = new LinkedHashMap<>();
    for (TrialState state : TrialState.values()) {
      trials.put(state.label(), summary.count(state));
    }
    json.put("trials", trials);
    json.put("best", summary.best().isPresent() ? summary.best().getAsDouble() : null);
    return json;
  }
}
