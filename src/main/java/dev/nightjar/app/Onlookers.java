package dev.nightjar.app;

import dev.nightjar.experiments.storage.UrlPasswords;
import dev.nightjar.reports.live.RefreshedReport;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What a person sees of a search while it runs: the display of the terminal, and the report on
 * disk.
 */
final class Onlookers implements StudyListener, AutoCloseable {

  private final Display display;
  private final RefreshedReport report;

  private Onlookers(Display display, RefreshedReport report) {
    this.display = display;
    this.report = report;
  }

  /** Onlookers of a study, as a command's options want it shown. */
  static Onlookers of(
      StudyCommand command, Storage storage, Study study, Budget budget, Clock clock) {
    Path folder = command.reportFolder(study.name());
    return new Onlookers(
        new Display(command.out(), command.displayMode(), study, budget),
        new RefreshedReport(
            () ->
                storage
                    .find(study.name())
                    .ifPresent(now -> ReportCommand.writeRunning(storage, now, folder, clock)),
            e -> warn(command, e)));
  }

  private static void warn(StudyCommand command, RuntimeException e) {
    if (command.quiet()) {
      return;
    }
    String why =
        e.getCause() instanceof IOException fault
            ? e.getMessage() + " (" + FileFaults.words(fault) + ")"
            : String.valueOf(e.getMessage());
    command
        .err()
        .println(
            "warning: the search goes on, but its report cannot be renewed now: "
                + UrlPasswords.hide(why));
  }

  @Override
  public void begun(History history) {
    display.begun(history);
  }

  @Override
  public void reserved(Duration time) {
    display.reserved(time);
  }

  @Override
  public void finals(String ended, int trainings, boolean more) {
    display.finals(ended, trainings, more);
  }

  @Override
  public void started(Trial trial, History history) {
    display.started(trial, history);
  }

  @Override
  public void ended(Trial trial, History history) {
    display.ended(trial, history);
    report.ended(trial, history);
  }

  @Override
  public void lost(Trial trial, String cause, History history) {
    display.lost(trial, cause, history);
  }

  @Override
  public void close() {
    try (display) {
      report.close();
    }
  }
}
