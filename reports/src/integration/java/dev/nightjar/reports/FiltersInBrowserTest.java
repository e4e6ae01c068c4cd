package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the reader asks for holds in every panel, stands in the address, and can be taken away. */
class FiltersInBrowserTest extends InBrowser {

  private static final List<String> CHARTS =
      List.of(
          "history-chart",
          "curves-chart",
          "slice-0",
          "parallel-chart",
          "pair-chart",
          "distribution-chart",
          "timeline-chart",
          "endings-chart");

  /** What the charts draw, so that a change is seen. */
  private List<String> drawn() {
    List<String> drawn = new ArrayList<>();
    for (String chart : CHARTS) {
      drawn.add(
          (String)
              page.evaluate(
                  "JSON.stringify(echarts.getInstanceByDom(document.querySelector('#"
                      + chart
                      + " .chart-live')).getOption().series.map(s => s.data))"));
    }
    return drawn;
  }

  private Locator rows() {
    return page.locator("#leaderboard-live .tabulator-row");
  }

  private void openRanges() {
    page.locator(".ranges-box > summary").click();
  }

  @Test
  void aFilterChangesEveryPanelAndIsTakenBack() throws Exception {
    show(Studies.night());
    List<String> before = drawn();

    page.locator("#leaderboard-search").fill("lstm");

    List<String> filtered = drawn();
    for (int i = 0; i < CHARTS.size(); i++) {
      assertThat(filtered.get(i)).as(CHARTS.get(i)).isNotEqualTo(before.get(i));
    }
    assertThat(page.locator("#curves-legend a").allInnerTexts())
        .isNotEmpty()
        .allMatch(text -> text.contains("lstm"));
    page.getByText("Show all").click();
    assertThat(rows()).hasCount(40);
    assertThat(drawn()).isEqualTo(before);
    assertThat(page.url()).endsWith("#");
  }

  @Test
  void theTradeOffFollowsTheFilter() throws Exception {
    show(OddStudies.tradeoff());
    String front =
        "echarts.getInstanceByDom(document.querySelector('#pareto-chart .chart-live'))"
            + ".getOption().series[1].data.length";
    int before = count(front);

    page.locator("#leaderboard-search").fill("parameters<50000");

    assertThat(count(front)).isLessThan(before).isPositive();
  }

  @Test
  void rangesOfNumbersAndValuesOfChoicesAreKeptInTheAddress() throws Exception {
    show(Studies.night());
    openRanges();
    page.getByLabel("model.hidden_size from").fill("100");
    page.getByLabel("model.hidden_size to").fill("250");
    page.locator(".ranges fieldset:has-text('cell_type') input").first().uncheck();

    int shown = rows().count();
    assertThat(shown).isBetween(1, 39);
    String cells =
        "NightjarTrials.visible().every(r => { const v = n => r.cells["
            + "NIGHTJAR.parameters.find(p => p.name === n).column];"
            + " return v('model.hidden_size') >= 100 && v('model.hidden_size') <= 250"
            + " && v('model.cell_type') !== 'rnn'; })";
    assertThat(page.evaluate(cells)).isEqualTo(true);
    String link = page.url();
    assertThat(link).contains("p.model.hidden_size=100..250");

    open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 900));
    page.navigate(link);
    assertThat(rows()).hasCount(shown);
    assertThat(page.getByLabel("model.hidden_size from")).hasValue("100");
    assertThat(page.evaluate(cells)).isEqualTo(true);
  }

  @Test
  void inactiveIsAValueLikeOthersAndInNoRange() throws Exception {
    show(Studies.night());
    openRanges();
    page.getByLabel("model.dropout from").fill("0");

    assertThat(
            page.evaluate(
                "NightjarTrials.visible().every(r => typeof NightjarTrials.number(r.cells["
                    + "NIGHTJAR.parameters.find(p => p.name === 'model.dropout').column])"
                    + " === 'number')"))
        .isEqualTo(true);
    assertThat(rows().count()).isBetween(1, 39);
  }

  @Test
  void theSideIndexKeepsTheChoicesAndALinkLeadsToASection() throws Exception {
    show(Studies.night());
    page.locator("#leaderboard-tools .states input[value='failed']").uncheck();
    page.locator(".side a[href='#timeline']").click();
    assertThat(page).hasURL(Pattern.compile(".*#timeline&states=completed%2Crunning%2Cpruned$"));

    String link = page.url();
    page.navigate("about:blank");
    page.navigate(link);
    assertThat(page.locator("#timeline-title")).isInViewport();
    assertThat(page.locator("#leaderboard-tools .states input[value='failed']")).not().isChecked();
  }

  @Test
  void goingToASectionDrawsNothingAnew() throws Exception {
    show(Studies.night());
    page.evaluate("window.drawn = 0; NightjarTrials.onChange(() => { window.drawn++; });");

    page.locator(".side a[href='#timeline']").click();
    assertThat(page).hasURL(Pattern.compile(".*#timeline$"));
    assertThat(page.locator("#timeline-title")).isInViewport();
    assertThat(count("window.drawn")).isZero();
    page.evaluate("location.hash = '#timeline&q=gru'");
    assertThat(page.locator("#leaderboard-search")).hasValue("gru");
    assertThat(page.locator("#leaderboard-found")).containsText("of 40 trials");
    assertThat(count("window.drawn")).isPositive();
  }

  @Test
  void aBrokenLinkShowsEverything() throws Exception {
    show(Studies.night());
    String plain = page.url();
    page.navigate("about:blank");
    page.navigate(plain + "#&%=%&p.model.cell_type=nonsense&pair-x=gone&states");

    assertThat(page.locator("#pair-chart .chart-live svg")).isVisible();
    assertThat(page.locator("#choice-pair-x")).hasValue("training.learning_rate");
  }

  @Test
  void whatIsShownIsDownloaded() throws Exception {
    show(Studies.night());
    page.locator("#leaderboard-search").fill("gru");
    int shown = rows().count();
    page.locator(".download > summary").click();

    Download csv = page.waitForDownload(() -> page.locator(".download button").first().click());
    assertThat(csv.suggestedFilename()).isEqualTo("names-by-language.csv");
    List<String> lines = Files.readAllLines(csv.path());
    assertThat(lines).hasSize(shown + 1);
    assertThat(lines.get(0)).startsWith("Trial,Rank,validation.loss,");
    assertThat(lines.get(1)).contains("gru");

    page.locator(".download > summary").click();
    Download json = page.waitForDownload(() -> page.locator(".download button").last().click());
    JsonNode trials = new ObjectMapper().readTree(json.path().toFile());
    assertThat(trials).hasSize(shown);
    assertThat(trials.get(0).get("values").get("validation.loss").isNumber()).isTrue();
    assertThat(trials.get(0).get("parameters").get("model.cell_type").asText()).isEqualTo("gru");
  }

  @Test
  void aTextThatASpreadsheetWouldRunIsMarkedAsText() throws Exception {
    show(OddStudies.formulas());
    page.locator(".download > summary").click();

    Download csv = page.waitForDownload(() -> page.locator(".download button").first().click());
    assertThat(Files.readString(csv.path()))
        .contains("\"'=HYPERLINK(\"\"x\"\",1)\"")
        .doesNotContain(",=");
  }

  @Test
  void hostileNamesAreFilteredByLikeOthers() throws Exception {
    show(Studies.hostile());
    openRanges();
    page.locator(".ranges fieldset input").first().uncheck();
    page.locator(".ranges input[type=number]").first().fill("0.5");

    assertThat(page.locator("#leaderboard-found")).containsText("of 6 trials");
    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
    assertThat(count("document.querySelectorAll('img').length")).isZero();
  }

  @Test
  void darkModeRedrawsTheCharts() throws Exception {
    show(Studies.night());
    String colour =
        "echarts.getInstanceByDom(document.querySelector('#history-chart .chart-live'))"
            + ".getOption().series[0].lineStyle.color";
    Object light = page.evaluate(colour);

    page.emulateMedia(
        new com.microsoft.playwright.Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

    page.waitForCondition(() -> !page.evaluate(colour).equals(light));
  }
}
