package dev.nightjar.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.view.ComparisonPage;
import dev.nightjar.reports.view.Difference;
import dev.nightjar.reports.view.Race;
import dev.nightjar.reports.view.StudyView;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  private static final Criterion LOSS = Criterion.minimize("loss");

  @TempDir private Path directory;
  private final StoredStudies stored = new StoredStudies();

  private ComparisonPage page(Study... studies) {
    return ComparisonPage.of(
        Stream.of(studies).map(s -> StudyView.load(stored.storage(), s)).toList(), Studies.INFO);
  }

  @Test
  void namesTheBestAndInWhatTheDefinitionsDiffer() {
    ComparisonPage page =
        page(
            stored.add("plain", LOSS, "{\"seed\":1,\"strategy\":{\"type\":\"random\"}}", 12, 1),
            stored.add(
                "better", LOSS, "{\"seed\":1,\"strategy\":{\"type\":\"gp\",\"n\":3}}", 8, 9));

    assertThat(page.answer()).startsWith("better has the lowest loss: 0.2");
    assertThat(page.entries())
        .extracting(ComparisonPage.Entry::page)
        .containsExactly("studies/plain/index.html", "studies/better/index.html");
    assertThat(page.entries().get(0).trials()).isEqualTo("12 completed");
    assertThat(page.differences())
        .containsExactly(
            new Difference("strategy.n", List.of("–", "3")),
            new Difference("strategy.type", List.of("random", "gp")));
  }

  @Test
  void racesByTrialsAndByTime() {
    ComparisonPage page = page(stored.add("a", LOSS, "", 12, 1), stored.add("b", LOSS, "", 5, 9));

    Race race = page.races().get(0);
    assertThat(page.races()).hasSize(1);
    assertThat(race.runners()).extracting(Race.Runner::name).containsExactly("a", "b");
    for (Race.Runner runner : race.runners()) {
      List<double[]> steps = runner.byTrial();
      assertThat(steps.get(0)[0]).isEqualTo(1);
      assertThat(runner.byTime()).hasSameSizeAs(steps);
      for (int i = 1; i < steps.size(); i++) {
        assertThat(steps.get(i)[1]).isLessThanOrEqualTo(steps.get(i - 1)[1]);
        assertThat(runner.byTime().get(i)[1]).isEqualTo(steps.get(i)[1]);
      }
    }
    assertThat(race.runners().get(0).byTrial().get(race.runners().get(0).byTrial().size() - 1)[0])
        .isEqualTo(12);
    assertThat(race.chart().lines()).hasSize(2);
  }

  @Test
  void studiesOfDifferentMetricsRaceApart() {
    ComparisonPage page =
        page(
            stored.add("a", LOSS, "", 3, 1),
            stored.add("b", Criterion.maximize("accuracy"), "", 3, 1),
            stored.add("c", LOSS, "", 0, 1));

    assertThat(page.answer()).contains("different things");
    assertThat(page.races()).extracting(r -> r.runners().size()).containsExactly(2, 1);
    assertThat(page.entries().get(2).best()).isEqualTo("–");
    assertThat(page.entries().get(2).trials()).isEqualTo("none");
  }

  @Test
  void writesTheComparisonAndTheReportOfEachStudy() throws Exception {
    List<Study> studies = List.of(stored.add("a", LOSS, "", 3, 1), stored.add("b", LOSS, "", 2, 4));

    Path index = new HtmlReport().write(stored.storage(), studies, directory, Studies.INFO);

    assertThat(Files.readString(index)).contains("2 studies compared", "studies/a/index.html");
    assertThat(directory.resolve("studies/a/trials/2.html")).exists();
    assertThat(Files.readString(directory.resolve("studies/b/index.html")))
        .contains("../../assets/report.css", "← All studies");
    HtmlReportTest.everythingReferredToExists(directory);

    new HtmlReport().write(stored.storage(), studies.get(0), directory, Studies.INFO);
    assertThat(directory.resolve("studies/a/trials/2.html")).doesNotExist();
    assertThat(directory.resolve("trials/2.html")).exists();
  }
}
