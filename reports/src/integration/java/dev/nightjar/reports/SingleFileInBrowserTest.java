package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A report of a single file says what the folder says. */
class SingleFileInBrowserTest extends InBrowser {

  private void showSingle(FixedStorage storage) {
    Path file =
        new HtmlReport()
            .writeSingle(storage, storage.study(), directory.resolve("one.html"), Studies.INFO);
    page.navigate(file.toUri().toString());
  }

  /** The data of every chart on the page. */
  private Object charts() {
    return page.evaluate(
        "[...document.querySelectorAll('.chart-live')].map(c => JSON.stringify("
            + "echarts.getInstanceByDom(c).getOption().series.map(s => s.data)))");
  }

  private List<String> texts() {
    return page.locator("main section").allInnerTexts();
  }

  @Test
  void itEqualsTheFolder() throws Exception {
    show(Studies.night());
    assertThat(page.locator("#leaderboard-live .tabulator-row")).hasCount(40);
    List<String> texts = texts();
    Object charts = charts();
    page.locator("#leaderboard-live a").nth(2).click();
    assertThat(page.locator("h1#trial")).isVisible();
    page.waitForLoadState(); // The heading may be there before the scripts are.
    List<String> trial = texts();
    Object trialCharts = charts();

    showSingle(Studies.night());
    assertThat(page.locator("#leaderboard-live .tabulator-row")).hasCount(40);
    assertThat(texts()).isEqualTo(texts);
    assertThat(charts()).isEqualTo(charts);
    page.locator("#leaderboard-live a").nth(2).click();
    assertThat(page.locator("h1#trial")).isVisible();
    assertThat(page.locator("#home")).isHidden();
    assertThat(page.locator("main > div:not([hidden]) section").allInnerTexts()).isEqualTo(trial);
    assertThat(
            page.evaluate(
                "[...document.querySelectorAll('main > div:not([hidden]) .chart-live')].map(c =>"
                    + " JSON.stringify(echarts.getInstanceByDom(c).getOption().series.map("
                    + "s => s.data)))"))
        .isEqualTo(trialCharts);
  }

  @Test
  void trialsAreOpenedAndLeftAndTheFilterStays() throws Exception {
    showSingle(Studies.night());
    page.locator("#leaderboard-search").fill("gru");
    Locator rows = page.locator("#leaderboard-live .tabulator-row");
    int shown = rows.count();

    rows.first().locator("a").click();
    assertThat(page).hasURL(Pattern.compile(".*#trial-36&q=gru$"));
    page.locator(".copy:visible").first().click();
    page.locator("a[rel=next]").click();
    assertThat(page.locator("h1#trial")).containsText("#37");
    page.locator(".side nav:visible a[href='#epochs']").click();
    assertThat(page.locator("h1#trial")).containsText("#37");
    page.goBack();
    assertThat(page.locator("h1#trial")).containsText("#36");
    page.locator(".back a:visible").click();
    assertThat(page.locator("h1#study")).isVisible();
    assertThat(rows).hasCount(shown);
    assertThat(page.locator("#history-chart .chart-live svg")).isVisible();
  }

  @Test
  void hostileTextsDoNothingHereEither() {
    showSingle(Studies.hostile());
    for (int number = 0; number < 6; number++) {
      page.evaluate("n => { location.hash = '#trial-' + n; }", number);
      assertThat(page.locator("h1#trial")).containsText("#" + number);
    }

    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
    assertThat(count("document.querySelectorAll('img').length")).isZero();
  }

  @Test
  void withoutScriptsTheLeaderboardAndTheHistoryAreThere() {
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    showSingle(Studies.night());

    assertThat(page.locator("#leaderboard-static tbody tr")).hasCount(40);
    assertThat(page.locator("#history-chart .chart-static circle").first()).isVisible();
  }
}
