package dev.nightjar.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.output.WebAssets;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final Pattern HANDLER = Pattern.compile("<[^>]*\\son[a-z]+\\s*=", Pattern.DOTALL);
  private static final Pattern OUTSIDE =
      Pattern.compile("(?:src|href)=\"(?:[a-z]+:)?//", Pattern.CASE_INSENSITIVE);

  private static final SearchSpace SMALL =
      new SearchSpace(
          List.of(
              CategoricalParameter.of("cell", "rnn", "gru"),
              new FloatParameter(
                  "dropout", 0, 1, false, Optional.of(Condition.on("cell", "gru")))));

  @TempDir private Path directory;

  private String write(FixedStorage storage) throws IOException {
    Path index = new HtmlReport().write(storage, storage.study(), directory, Studies.INFO);
    return Files.readString(index);
  }

  private String page(int number) throws IOException {
    return Files.readString(directory.resolve("trials/" + number + ".html"));
  }

  @Test
  void writesEverythingAPageRefersTo() throws Exception {
    String index = write(Studies.night());

    assertThat(index)
        .contains("names-by-language", "has the lowest", "On the test part", "0.8017")
        .contains("Made by Nightjar 0.1.0-test at 2026-03-03 06:30:00 UTC");
    everythingReferredToExists(directory);
  }

  /** Every address in the pages of a folder leads to a file. */
  static void everythingReferredToExists(Path directory) throws IOException {
    for (Path html : pages(directory)) {
      Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
          .matcher(Files.readString(html))
          .results()
          .map(m -> m.group(1))
          .filter(ref -> !ref.startsWith("data:"))
          .forEach(ref -> assertThat(html.resolveSibling(ref)).as(html + " to " + ref).exists());
    }
  }

  private List<Path> pages() throws IOException {
    return pages(directory);
  }

  private static List<Path> pages(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(p -> p.toString().endsWith(".html")).toList();
    }
  }

  @Test
  void aTrialPageTellsAllOfATrial() throws Exception {
    FixedStorage storage = Studies.night();
    write(storage);
    int failed =
        storage.all().stream()
            .filter(t -> t.outcome().map(o -> o instanceof Outcome.Failed).orElse(false))
            .findFirst()
            .orElseThrow()
            .number();

    assertThat(page(failed)).contains("n/a", "random", "worker-").doesNotContain("NaNNaN");
    assertThat(page(3))
        .contains("version: 1\nname: names-by-language-3")
        .contains("The end of what the trial wrote")
        .contains(Long.toString(storage.all().get(3).spec().seed()));
  }

  @Test
  void hostileTextsAreInert() throws Exception {
    write(Studies.hostile());

    assertThat(pages()).hasSize(7);
    for (Path page : pages()) {
      String html = Files.readString(page);
      String stripped = html.replaceAll("(?s)<script src=\"[^\"]*\" defer></script>", "");
      assertThat(stripped)
          .doesNotContain("<script", "<img", "<iframe", "<svg onload")
          .doesNotContain("\u202E", "\u2067", "\u009b", "\u0000", "\u001b")
          .contains("&lt;img");
      assertThat(HANDLER.matcher(html).find()).isFalse();
      assertThat(OUTSIDE.matcher(html).find()).isFalse();
    }
    assertThat(page(3)).doesNotContain("\u001b", "\u0000");
  }

  @Test
  void namesNothingOutsideItsFolder() throws Exception {
    write(Studies.night());

    for (Path page : pages()) {
      String html = Files.readString(page);
      assertThat(OUTSIDE.matcher(html).find()).isFalse();
      assertThat(HANDLER.matcher(html).find()).isFalse();
    }
    Set<String> scripts = new TreeSet<>(WebAssets.INDEX_SCRIPTS);
    scripts.addAll(WebAssets.TRIAL_SCRIPTS);
    scripts.addAll(WebAssets.COMPARISON_SCRIPTS);
    assertThat(scripts).contains("page.js", "charts.js", "index.js", "trial.js");
    scripts.add("report.css");
    for (String own : scripts) {
      assertThat(Files.readString(directory.resolve("assets").resolve(own)))
          .doesNotContain("http:", "https:", "fetch(", "XMLHttpRequest", "innerHTML", "@import");
    }
  }

  @Test
  void anEmptyStudyHasAReport() throws Exception {
    String index = write(Studies.of(SMALL, Criterion.minimize("validation.loss"), List.of()));

    assertThat(index).contains("No trial has started yet.", "There is no trial to list yet.");
  }

  @Test
  void aStudyOfOneTrialHasAReport() throws Exception {
    String index =
        write(
            Studies.of(
                SMALL,
                Criterion.minimize("validation.loss"),
                List.of(Studies.completed(0, new Configuration(Map.of("cell", "rnn")), 0.5))));

    assertThat(index).contains("#0 rnn", "The only trial completed.");
    assertThat(page(0)).contains("The winner of 1 completed", "n/a");
  }

  @Test
  void aStudyWhoseTrialsAllFailedSaysWhy() throws Exception {
    Configuration configuration = new Configuration(Map.of("cell", "rnn"));
    String index =
        write(
            Studies.of(
                SMALL,
                Criterion.minimize("validation.loss"),
                List.of(
                    Studies.failed(0, configuration, "no such file"),
                    Studies.failed(1, configuration, "no such file"))));

    assertThat(index).contains("All 2 trials failed", "no such file", "2 ×");
    assertThat(page(1)).contains("Failed before its first epoch ended.", "no such file");
  }

  @Test
  void aSearchUnderWayHasAReport() throws Exception {
    Configuration configuration = new Configuration(Map.of("cell", "gru", "dropout", 0.25));
    String index =
        write(
            Studies.of(
                SMALL,
                Criterion.minimize("validation.loss"),
                List.of(
                    Studies.running(0, configuration, 0.9, 0.8),
                    Studies.running(1, configuration))));

    assertThat(index).contains("The search was not finished when this report was made.");
    assertThat(page(0)).contains("Running: 2 epochs so far, the best validation.loss 0.8000.");
    assertThat(page(1)).contains("Running: 0 epochs so far.");
  }

  @Test
  void aRerunReplacesTheReportAndDropsPagesOfTrialsThatAreGone() throws Exception {
    write(Studies.night());
    assertThat(pages()).hasSize(41);

    write(Studies.of(SMALL, Criterion.minimize("validation.loss"), List.of()));

    assertThat(pages()).hasSize(1);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".nightjar-report",
              ".nightjar-report.lock",
              "assets",
              "data.js",
              "index.html",
              "trials",
              "version.js");
    }
  }

  @Test
  void readsWhatAStorageWasTold() throws Exception {
    try (InMemoryStorage storage =
        new InMemoryStorage(Clock.fixed(Studies.NIGHT, ZoneOffset.UTC))) {
      Study study =
          storage.create(
              StudyDefinition.inCode(
                  "told", SMALL, List.of(Criterion.minimize("validation.loss")), 5));
      StudyLease lease =
          storage.acquire(
              study.id(), "test", Duration.ofMinutes(1), holder -> HolderCheck.State.UNKNOWN);
      TrialSpec spec =
          new TrialSpec(
              0, 1, TrialRole.SEARCH, "random", new Configuration(Map.of("cell", "rnn")), 11);
      storage.start(lease, spec);
      storage.report(lease, spec, new EpochReport(1, Map.of("validation.loss", 0.5), 1), "w");
      storage.finish(
          lease,
          spec,
          new Outcome.Completed(List.of(0.5), Map.of("validation.loss", 0.5), OptionalInt.of(1)),
          Duration.ofSeconds(1),
          "w",
          List.of(Attachment.text(Attachment.LOG, "one line of log")));
      storage.recordTestScore(study.id(), 0, Map.of("test.accuracy", 0.875));

      Path index = new HtmlReport().write(storage, study, directory, Studies.INFO);

      assertThat(index).isEqualTo(directory.resolve("index.html"));
      assertThat(Files.readString(index)).contains("0.8750");
      assertThat(page(0)).contains("one line of log", "0.8750");
    }
  }
}
