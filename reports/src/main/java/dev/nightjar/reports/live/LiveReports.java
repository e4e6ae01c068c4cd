package dev.nightjar.reports.live;

import dev.nightjar.reports.Renewal;
import dev.nightjar.reports.ReportInfo;
import dev.nightjar.reports.output.DataScript;
import dev.nightjar.reports.output.Templates;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.StudiesPage;
import dev.nightjar.reports.view.StudyView;
import dev.nightjar.reports.view.TrialPage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The pages of studies as they are now. A study is rendered once a version, one study at a time,
 * and not again before {@value #REST} times what that took have passed, however many readers there
 * are; meanwhile they see what there is. The pages of trials are made when they are asked for.
 */
final class LiveReports {

  /** Where a page's script hears of newer versions, from the study's folder. */
  static final String EVENTS = "events";

  /** After a rendering the machine rests so many times its duration from it. */
  private static final int REST = 5;

  private static final Duration SHORTEST_REST = Duration.ofSeconds(2);

  /** What no version tells of, such as epochs of a trial that runs, is no older than this. */
  private static final Duration OLDEST = Duration.ofMinutes(1);

  /** So many studies are kept: one that is looked at, and another beside it. */
  private static final int KEPT = 2;

  private final Storage storage;
  private final String nightjarVersion;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Templates templates = new Templates();

  /** Guarded by this; the one used last is last. */
  private final Map<String, Made> made = new LinkedHashMap<>(8, 0.75f, true);

  /** A study as it was rendered. */
  private record Made(
      IndexPage page,
      ReportInfo info,
      String version,
      String index,
      String data,
      long ended,
      long took) {

    /** Whether it may be looked whether there is something newer. */
    boolean rested(long now) {
      return now - ended >= Math.max(SHORTEST_REST.toNanos(), REST * took);
    }
  }

  /**
   * Reports of the studies in a storage.
   *
   * @param nanoTime a clock that only goes forward
   */
  LiveReports(Storage storage, String nightjarVersion, Clock clock, LongSupplier nanoTime) {
    this.storage = storage;
    this.nightjarVersion = nightjarVersion;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The list of studies. */
  String studies() {
    return templates.studies(
        StudiesPage.of(storage.studies(), new ReportInfo(nightjarVersion, clock.instant())));
  }

  /** The first page of a study; empty if there is no such study. */
  Optional<String> index(String study) {
    return current(study).map(Made::index);
  }

  /** The data of the first page; mostly of the page that was asked for just before. */
  Optional<String> data(String study) {
    Optional<Made> kept;
    synchronized (this) {
      kept = Optional.ofNullable(made.get(study));
    }
    return kept.or(() -> current(study)).map(Made::data);
  }

  /** The page of a trial; empty if there is no such study, or the trial has no page. */
  Optional<String> trial(String study, int number) {
    Optional<Made> current = current(study);
    if (current.isEmpty()) {
      return Optional.empty();
    }
    IndexPage page = current.get().page();
    Optional<Trial> trial =
        page.pages().trials().stream().filter(t -> t.number() == number).findFirst();
    return trial.map(
        t ->
            templates.trial(
                TrialPage.of(page.view(), t, page.pages(), storage, current.get().info()),
                "../../../"));
  }

  /**
   * The newest version of a study; empty if there is no such study, or a page that asked for it now
   * would still get an older one.
   */
  Optional<StudyVersion> newest(String study) {
    synchronized (this) {
      Made kept = made.get(study);
      if (kept != null && !kept.rested(nanoTime.getAsLong())) {
        return Optional.empty();
      }
    }
    return summary(study).map(summary -> StudyVersion.of(storage, summary));
  }

  /** Whether there is such a study. */
  boolean has(String study) {
    return storage.find(study).isPresent();
  }

  private Optional<StudySummary> summary(String study) {
    return storage.studies().stream().filter(s -> s.study().name().equals(study)).findFirst();
  }

  private synchronized Optional<Made> current(String study) {
    Made kept = made.get(study);
    if (kept != null && !kept.rested(nanoTime.getAsLong())) {
      return Optional.of(kept);
    }
    Optional<StudySummary> summary = summary(study);
    if (summary.isEmpty()) {
      made.remove(study);
      return Optional.empty();
    }
    String version = StudyVersion.of(storage, summary.get()).text();
    if (kept != null
        && kept.version().equals(version)
        && nanoTime.getAsLong() - kept.ended() < OLDEST.toNanos()) {
      return Optional.of(kept);
    }
    Made fresh = render(summary.get(), version);
    made.put(study, fresh);
    if (made.size() > KEPT) {
      made.remove(made.keySet().iterator().next());
    }
    return Optional.of(fresh);
  }

  private Made render(StudySummary summary, String version) {
    long began = nanoTime.getAsLong();
    ReportInfo info =
        new ReportInfo(
            nightjarVersion, clock.instant(), Optional.of(Renewal.served(version, EVENTS)));
    IndexPage page = IndexPage.of(StudyView.load(storage, summary.study()), info);
    String index = templates.index(page, "../../");
    String data = DataScript.write(page);
    long ended = nanoTime.getAsLong();
    return new Made(page, info, version, index, data, ended, ended - began);
  }
}
