package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every panel is drawn, with the study's data, and answers to the reader's choices. */
class PanelsInBrowserTest extends InBrowser {

  private String option(String chart) {
    return "echarts.getInstanceByDom(document.querySelector('#%s .chart-live')).getOption()"
        .formatted(chart);
  }

  /** The number of points in a series of a chart. */
  private int points(String chart, int series) {
    return count(option(chart) + ".series[" + series + "].data.length");
  }

  private Locator drawing(String chart) {
    return page.locator("#" + chart + " .chart-live svg, #" + chart + " .chart-live canvas");
  }

  @Test
  void theTradeOffShowsItsFrontBeforeTheOthers() throws Exception {
    show(OddStudies.tradeoff());

    assertThat(drawing("pareto-chart").first()).isVisible();
    int front = page.locator("table.front tbody tr").count();
    assertThat(points("pareto-chart", 1)).isEqualTo(front);
    assertThat(points("pareto-chart", 0)).isEqualTo(56 - front);
    assertThat(points("pareto-chart", 2)).isEqualTo(front);
    assertThat(page.locator("#pareto-tools")).isHidden();
  }

  @Test
  void ofThreeCriteriaTwoAreChosenAndTheAddressKeepsThem() throws Exception {
    show(OddStudies.tradeoffOfThree());

    page.locator("#choice-pareto-x").selectOption("2");
    assertThat(page.url()).endsWith("#pareto-x=2");
    String across = option("pareto-chart") + ".xAxis[0].name";
    assertThat(page.evaluate(across)).isEqualTo("answers_per_second");
    page.reload();
    assertThat(page.evaluate(across)).isEqualTo("answers_per_second");
  }

  @Test
  void importanceIsThereWithAndWithoutEnoughTrials() throws Exception {
    show(Studies.night());
    assertThat(page.locator("table.importance").first().locator("tbody tr")).hasCount(9);
    assertThat(page.locator("#importance .note")).containsText("seed 42");
    assertThat(page.locator(".advice li").first()).isVisible();

    show(OddStudies.large(8, 5));
    assertThat(page.locator("#importance")).containsText("needs at least 10 completed trials");
  }

  @Test
  void slicesShowEveryTrialOnceAndTheInactiveApart() throws Exception {
    show(Studies.night());

    assertThat(page.locator("#slices figure")).hasCount(9);
    assertThat(drawing("slice-0").first()).isVisible();
    for (int i = 0; i < 9; i++) {
      int shown = points("slice-" + i, 0) + points("slice-" + i, 1) + points("slice-" + i, 2);
      assertThat(shown).isEqualTo(36);
    }
    int dropout =
        count(
            "[...document.querySelectorAll('#slices figcaption')]"
                + ".findIndex(c => c.textContent === 'model.dropout')");
    assertThat(page.evaluate(option("slice-" + dropout) + ".xAxis[0].axisLabel.customValues[0]"))
        .isEqualTo(-0.14);
    assertThat(
            count(
                option("slice-" + dropout)
                    + ".series[2].data.filter(d => d.value[0] < -0.05).length"))
        .isEqualTo(
            count(
                "NightjarTrials.completed().filter(r => r.cells["
                    + "NIGHTJAR.parameters.find(p => p.name === 'model.dropout').column]"
                    + "[0] === null).length"));
  }

  @Test
  void parallelCoordinatesHaveALineATrialAndDraggingAnAxisFilters() throws Exception {
    show(Studies.night());

    assertThat(drawing("parallel-chart").first()).isVisible();
    assertThat(points("parallel-chart", 0) + points("parallel-chart", 1)).isEqualTo(30);
    assertThat(points("parallel-chart", 1)).isEqualTo(3);
    assertThat(count(option("parallel-chart") + ".parallelAxis.length")).isEqualTo(9);
    page.locator("#choice-parallel").selectOption("all");
    assertThat(count(option("parallel-chart") + ".parallelAxis.length")).isEqualTo(10);

    Locator chart = page.locator("#parallel-chart .chart-live");
    chart.scrollIntoViewIfNeeded();
    var box = chart.boundingBox();
    page.mouse().move(box.x + 46, box.y + 60);
    page.mouse().down();
    page.mouse().move(box.x + 46, box.y + 200, new Mouse.MoveOptions().setSteps(6));
    page.mouse().up();

    assertThat(page.locator("#leaderboard-found")).containsText("of 40 trials");
    assertThat(page).hasURL(Pattern.compile(".*p\\.training\\.learning_rate=.*"));
    assertThat(points("parallel-chart", 0) + points("parallel-chart", 1)).isLessThan(30);
  }

  @Test
  void twoParametersAreShownAsASurfaceAndAsRanks() throws Exception {
    show(Studies.night());

    assertThat(drawing("pair-chart").first()).isVisible();
    assertThat(points("pair-chart", 0)).isPositive();
    assertThat(points("pair-chart", 1)).isEqualTo(30);
    page.locator("#choice-pair-y").selectOption("model.dropout");
    assertThat(page.evaluate(option("pair-chart") + ".yAxis[0].name")).isEqualTo("dropout");
    page.locator("#choice-pair").selectOption("ranks");
    assertThat(points("pair-chart", 0)).isZero();
    assertThat(points("pair-chart", 1)).isEqualTo(30);
  }

  @Test
  void ofManyTrialsTheBestAndAnEvenPartAreDrawn() throws Exception {
    show(OddStudies.large(1500, 30));

    assertThat(page.locator("html.is-drawn")).isVisible();
    assertThat(points("parallel-chart", 0) + points("parallel-chart", 1)).isEqualTo(400);
    assertThat(page.locator("#parallel .note")).containsText("an even part of the others");
    assertThat(page.locator("#slices figure")).hasCount(9);
    page.locator("#choice-slices").selectOption("all");
    assertThat(page.locator("#slices figure")).hasCount(30);
  }

  @Test
  void panelsThatNeedResultsAreLeftOutWithoutAny() throws Exception {
    show(OddStudies.large(1, 5));

    assertThat(page.locator("#slices, #parallel, #pair")).hasCount(0);
    assertThat(page.locator("#importance")).containsText("there are 1");
  }

  @Test
  void theDistributionRisesToAllTrialsForEveryOriginWithEnoughOfThem() throws Exception {
    show(Studies.night());

    assertThat(drawing("distribution-chart").first()).isVisible();
    String series = option("distribution-chart") + ".series";
    assertThat(count(series + ".length")).isEqualTo(3);
    assertThat(page.locator("#distribution .legend li").first()).containsText("all shown (30)");
    assertThat(count(series + "[0].data.at(-1)[1]")).isEqualTo(100);
    assertThat(count(series + "[0].data[0][1]")).isZero();
  }

  @Test
  void theTimelineHasABarForEveryTrialThatStarted() throws Exception {
    show(Studies.night());

    assertThat(drawing("timeline-chart").first()).isVisible();
    assertThat(points("timeline-chart", 0)).isEqualTo(40);
    assertThat(
            count(
                "(rows => rows.filter(a => rows.some(b => a.value[1] === b.value[1]"
                    + " && a.value[0] < b.value[0] && a.value[2] > b.value[0] + 1e-9)).length)("
                    + option("timeline-chart")
                    + ".series[0].data)"))
        .as("bars that overlap")
        .isZero();
    assertThat(page.locator("#timeline .note")).containsText("ran at the same time");
  }

  @Test
  void pruningShowsWhereTrialsEndedAndWhy() throws Exception {
    show(Studies.night());

    assertThat(drawing("endings-chart").first()).isVisible();
    String bars = option("endings-chart") + ".series.map(s => s.data.reduce((a, b) => a + b, 0))";
    assertThat(page.evaluate(bars)).isEqualTo(List.of(30, 4, 4));
    assertThat(page.locator("#endings .causes li").first()).containsText("not among the best");
  }

  @Test
  void tenThousandTrialsOfFiftyParametersAreShownWhole() throws Exception {
    FixedStorage storage = OddStudies.large();
    show(storage);
    long bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(30_000_000);

    page.locator("html.is-drawn").waitFor(new Locator.WaitForOptions().setTimeout(120_000));
    assertThat(count("NightjarTrials.rows.length")).isEqualTo(10_000);
    assertThat(page.locator("#leaderboard-live .tabulator-row").first()).isVisible();
    assertThat(page.locator("#leaderboard-live .tabulator-col")).hasCount(23);
    page.evaluate(
        "document.querySelector('#leaderboard-live .tabulator-tableholder').scrollTop = 1e6");
    Locator last = page.locator("#leaderboard-live .tabulator-row").last();
    assertThat(last.locator(".badge")).hasClass(Pattern.compile(".*failed.*"));
    page.locator("#leaderboard-search").fill("model.cell_type=lstm");
    assertThat(page.locator("#leaderboard-found")).containsText("of 10000 trials");
    page.waitForCondition(() -> points("timeline-chart", 0) < 3700);
    assertThat(points("timeline-chart", 0)).isGreaterThan(3000);
    String withPage = "a[href^='trials/']";
    assertThat(page.locator("#leaderboard-live " + withPage).first()).isVisible();
  }
}
