package dev.nightjar.app;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a study, or one of its trials. */
@Command(
    name = "show",
    description = "Show a study, or one of its trials: values, curve, cause, log, provenance.",
    footer = {
      "",
      "Examples:",
      "  nightjar show names-by-language",
      "  nightjar show names-by-language 12",
      "  nightjar show names-by-language 12 --yaml > again.yaml"
    })
final class ShowCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "the trial's number, from 0")
  private Optional<Integer> number = Optional.empty();

  @Option(
      names = "--yaml",
      description = "print the experiment file instead: the study's, or one that repeats the trial")
  private boolean yaml;

  @Override
  public Integer call() {
    if (yaml && json()) {
      throw new UsageException("give either --yaml or --format json");
    }
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      List<Trial> trials = storage.trials(study.id());
      if (number.isPresent()) {
        show(storage, study, TrialView.numbered(name, trials, number.get()));
      } else if (yaml) {
        out().print(source(study));
      } else {
        StudyPage page =
            StudyPage.of(
                study, trials, test(storage, study, trials), refit(storage, study, trials));
        out().print(json() ? Json.pretty(page.json()) + System.lineSeparator() : page.text());
      }
      out().flush();
      return ExitCode.OK;
    }
  }

  private static Map<String, Double> test(Storage storage, Study study, List<Trial> trials) {
    return Winner.of(study, trials)
        .map(winner -> storage.testScore(study.id(), winner.trial().number()))
        .orElse(Map.of());
  }

  private static Optional<WinnerRefit> refit(Storage storage, Study study, List<Trial> trials) {
    return Winner.of(study, trials)
        .flatMap(winner -> WinnerRefit.of(storage, study, winner.trial()));
  }

  private void show(Storage storage, Study study, Trial trial) {
    if (yaml) {
      out().print(text(storage, study, trial, Attachment.DEFINITION).orElseThrow(this::unstored));
      return;
    }
    TrialDetails details =
        new TrialDetails(
            study,
            trial,
            storage.testScore(study.id(), trial.number()),
            storage.attachmentNames(study.id(), trial.number()),
            text(storage, study, trial, Attachment.LOG));
    out().print(json() ? Json.pretty(details.json()) + System.lineSeparator() : details.text());
  }

  private UsageException unstored() {
    return new UsageException(
        "no experiment file is stored with it: it has not ended, or the study was defined in code");
  }

  private String source(Study study) {
    if (study.definition().source().isEmpty()) {
      throw new UsageException(name + " was defined in code; there is no experiment file to print");
    }
    return study.definition().source();
  }

  private static Optional<String> text(Storage storage, Study study, Trial trial, String what) {
    return storage.attachment(study.id(), trial.number(), what).map(Attachment::asText);
  }
}
