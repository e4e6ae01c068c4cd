package dev.nightjar.reports;

import dev.nightjar.reports.output.DataScript;
import dev.nightjar.reports.output.ReportFolder;
import dev.nightjar.reports.output.SingleFile;
import dev.nightjar.reports.output.Templates;
import dev.nightjar.reports.output.WebAssets;
import dev.nightjar.reports.view.ComparisonPage;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.StudyView;
import dev.nightjar.reports.view.TrialPage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the report of a study: {@code index.html}, a page a trial under {@code trials/}, {@code
 * data.js}, {@code version.js} by which open pages learn of newer ones, and the scripts and styles
 * under {@code assets/}. Of several studies it writes all that for each, and a page that compares
 * them. Of a very large study only some trials have a page, and what shows without scripts is a
 * part; {@code data.js} always has all.
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
    try (ReportFolder folder = ReportFolder.stage(directory)) {
      WebAssets.files().forEach(folder::add);
      add(folder, "", StudyView.load(storage, study), storage, info);
      folder.publish();
    }
    return directory.resolve("index.html");
  }

  /**
   * Writes a page that sets several studies beside each other, and the report of each below {@code
   * studies/}, in the same manner.
   *
   * @param studies at least two
   * @return the path of {@code index.html}
   */
  public Path write(Storage storage, List<Study> studies, Path directory, ReportInfo info) {
    List<StudyView> views = studies.stream().map(s -> StudyView.load(storage, s)).toList();
    ComparisonPage page = ComparisonPage.of(views, info);
    try (ReportFolder folder = ReportFolder.stage(directory)) {
      WebAssets.files().forEach(folder::add);
      for (StudyView view : views) {
        add(folder, ComparisonPage.folder(view), view, storage, info);
      }
      folder.add("data.js", DataScript.write(page));
      folder.add("index.html", templates.comparison(page));
      folder.publish();
    }
    return directory.resolve("index.html");
  }

  /**
   * Writes the report of a study as one file, replacing it if it is there.
   *
   * @param file the file
   * @return its path
   * @throws ReportException if the file cannot be written
   */
  public Path writeSingle(Storage storage, Study study, Path file, ReportInfo info) {
    StudyView view = StudyView.load(storage, study);
    IndexPage index = IndexPage.of(view, info);
    List<TrialPage> trials =
        index.pages().trials().stream()
            .map(t -> TrialPage.of(view, t, index.pages(), storage, info))
            .toList();
    SingleFile.write(file, new SingleFile(templates).render(index, trials));
    return file;
  }

  /**
   * Adds the report of one study below a place in the folder, its first page behind all it shows.
   */
  private void add(
      ReportFolder folder, String place, StudyView view, Storage storage, ReportInfo info) {
    String root = place.isEmpty() ? "" : "../../";
    IndexPage index = IndexPage.of(view, info);
    folder.add(place + "data.js", DataScript.write(index));
    for (Trial trial : index.pages().trials()) {
      TrialPage page = TrialPage.of(view, trial, index.pages(), storage, info);
      folder.add(place + TrialPage.path(trial.number()), templates.trial(page, "../" + root));
    }
    folder.add(place + "index.html", templates.index(index, root));
    // Last: who hears of a version finds it.
    folder.add(
        place + Renewal.SCRIPT_FILE,
        DataScript.version(info.renewal().map(Renewal::version).orElse("")));
  }
}
