package dev.nightjar.app;

import dev.nightjar.reports.live.RefreshedReport;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;

/**
 * What a person sees of a search while it runs: the display of the terminal, and the report on disk.
 */
final class Onlookers implements StudyListener, AutoCloseable {

  private final Display display;
  private final RefreshedReport report;

  Onlookers(Display display, RefreshedReport report) {
    this.display = display;
    this.report = report;
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
  public void finals(String ended, int trainings) {
    display.finals(ended, trainings);
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
