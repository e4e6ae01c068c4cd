package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several studies in one report. */
class ComparisonInBrowserTest extends InBrowser {

  private void showStudies() {
    StoredStudies stored = new StoredStudies();
    Criterion loss = Criterion.minimize("loss");
    List<Study> studies =
        List.of(
            stored.add("random-search", loss, "{\"strategy\":{\"type\":\"random\"}}", 20, 1),
            stored.add("bayesian", loss, "{\"strategy\":{\"type\":\"bayesian\"}}", 15, 6));
    Path index = new HtmlReport().write(stored.storage(), studies, directory, Studies.INFO);
    page.navigate(index.toUri().toString());
  }

  @Test
  void theirWaysToTheBestAreDrawnByTrialsAndByTime() {
    showStudies();
    String series =
        "echarts.getInstanceByDom(document.querySelector('#race-0 .chart-live')).getOption()";

    assertThat(page.locator("#race-0 .chart-live svg")).isVisible();
    assertThat(count(series + ".series.length")).isEqualTo(2);
    assertThat(count(series + ".series[0].data.at(-1).value[0]")).isEqualTo(20);
    page.locator("#race-by").selectOption("byTime");
    assertThat(page.evaluate(series + ".xAxis[0].name")).isEqualTo("minutes");
    assertThat(page.locator("table.differences")).containsText("strategy.type");
  }

  @Test
  void aStudysReportIsOpenedAndTheWayBackFound() {
    showStudies();

    page.locator("table.studies a").last().click();
    assertThat(page.locator("h1#study")).hasText("bayesian");
    assertThat(page.locator("#leaderboard-live .tabulator-row").first()).isVisible();
    page.locator("#leaderboard-live .tabulator-row a").first().click();
    assertThat(page.locator("h1#trial")).isVisible();
    page.waitForLoadState(); // Who leaves a page while it loads cuts its requests off.
    page.locator(".back a").click();
    page.waitForLoadState();
    page.locator(".back a").click();
    assertThat(page.locator("h1")).hasText("2 studies compared");
  }

  @Test
  void withoutScriptsTheCurvesAreThere() {
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    showStudies();

    assertThat(page.locator("#race-0 .chart-static polyline")).hasCount(2);
  }

  @Test
  void itFitsAPhone() {
    open(new Browser.NewContextOptions().setViewportSize(390, 844));
    showStudies();

    assertThat(count("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
  }
}
