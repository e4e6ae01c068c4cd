package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Every panel is drawn, with the study's data, and answers to the reader's choices. */
class PanelsInBrowserTest extends InBrowser {

  /** The series of a chart, each with the number of its points. */
  private int points(String chart, int series) {
    return count(
        "echarts.getInstanceByDom(document.querySelector('#%s .chart-live'))".formatted(chart)
            + ".getOption().series[%d].data.length".formatted(series));
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
    String across =
        "echarts.getInstanceByDom(document.querySelector('#pareto-chart .chart-live'))"
            + ".getOption().xAxis[0].name";
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
}
