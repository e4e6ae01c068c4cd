package dev.nightjar.reports;

import dev.nightjar.reports.output.DataScript;
import dev.nightjar.reports.output.ReportFolder;
import dev.nightjar.reports.output.Templates;
import dev.nightjar.reports.output.WebAssets;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.StudyView;
import dev.nightjar.reports.view.TrialPage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.nio.file.Path;

/**
 * Writes the report of a study: {@code index.html}, a page a trial under {@code trials/}, {@code
 * data.js}, and the scripts and styles under {@code assets/}.
 */
public final class HtmlReport {

  private final Templates templates = new Templates();

  /**
   * Writes the report, replacing an earlier one in the same folder. Every file appears whole or not
   * at all, {@code index.html} last; pages of trials that are gone are removed; files the report
   * did not make are left alone.
   *
   * @param directory the folder, made if it does not exist
   * @return the path of {@code index.html}
   * @throws ReportException if the folder cannot be written, or holds files of the same names that
   *     are no report
   * @throws dev.nightjar.search.storage.StorageException if the storage cannot be read
   */
  public Path write(Storage storage, Study study, Path directory, ReportInfo info) {
    StudyView view = StudyView.load(storage, study);
    IndexPage index = IndexPage.of(view, info);
    try (ReportFolder folder = ReportFolder.stage(directory)) {
      WebAssets.files().forEach(folder::add);
      folder.add("data.js", DataScript.write(index));
      for (Trial trial : view.trials()) {
        TrialPage page = TrialPage.of(view, trial, storage, info);
        folder.add(TrialPage.path(trial.number()), templates.trial(page));
      }
      folder.add("index.html", templates.index(index));
      folder.publish();
    }
    return directory.resolve("index.html");
  }
}
