package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Studies of which there is little to show: every page opens without complaint, and says why. */
class OddStudiesInBrowserTest extends InBrowser {

  private static final SearchSpace SPACE = Studies.recurrentSpace();

  private static Configuration sample(int number) {
    return SPACE.sample(new SplittableRandom(number));
  }

  private static FixedStorage of(List<Trial> trials) {
    return Studies.of(SPACE, Criterion.minimize("validation.loss"), trials);
  }

  private Locator section(String id) {
    return page.locator("section#" + id);
  }

  @Test
  void withoutTrialsThereIsAnAnswerAndNoEmptyPanel() throws Exception {
    show(of(List.of()));

    assertThat(page.locator(".answer")).hasText("No trial has started yet.");
    assertThat(section("slices").or(section("timeline")).or(section("endings"))).hasCount(0);
    assertThat(page.locator(".filters")).isHidden();
    assertThat(page.locator(".side li")).hasCount(7);
  }

  @Test
  void oneTrialIsTheWinnerAndThereIsNothingToCompare() throws Exception {
    show(of(List.of(Studies.completed(0, sample(0), 0.5))));

    assertThat(page.locator(".answer")).containsText("#0");
    assertThat(section("slices")).hasCount(0);
    assertThat(page.locator("#history-chart .chart-live svg")).isVisible();
    assertThat(page.locator("#timeline-chart .chart-live svg")).isVisible();
  }

  @Test
  void whereAllFailedTheCauseIsTheAnswer() throws Exception {
    show(
        of(IntStream.range(0, 12).mapToObj(i -> Studies.failed(i, sample(i), "no data")).toList()));

    assertThat(page.locator(".answer")).containsText("All 12 trials failed");
    assertThat(page.locator(".causes.failed li")).hasCount(1);
    assertThat(section("importance")).containsText("there are 0");
    assertThat(section("slices")).hasCount(0);
    assertThat(page.locator("#timeline-chart .chart-live svg")).isVisible();
    page.locator("#leaderboard-search").fill("nothing like this");
    assertThat(page.locator("#leaderboard-live")).containsText("No trial fits these filters.");
  }

  @Test
  void aRunningStudySaysSoAndShowsWhatThereIs() throws Exception {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      trials.add(Studies.running(i, sample(i), 0.9 - 0.1 * i, 0.8 - 0.1 * i));
    }
    show(of(trials));

    assertThat(page.locator(".notice")).isVisible();
    assertThat(page.locator("#slices figure").first()).isVisible();
    assertThat(section("parallel")).containsText("No completed trial is shown.");
    assertThat(section("curves")).containsText("No completed trial has reported an epoch.");
    assertThat(page.locator("#timeline-chart .chart-live svg")).isVisible();
  }

  @Test
  void aFilterThatNothingFitsLeavesEveryPanelStanding() throws Exception {
    show(Studies.night());
    page.locator("#leaderboard-search").fill("no-such-word");

    assertThat(page.locator("#leaderboard-live")).containsText("No trial fits these filters.");
    assertThat(section("parallel")).containsText("No completed trial is shown.");
    assertThat(section("distribution")).containsText("No completed trial is shown.");
    assertThat(section("curves")).containsText("No curve of a trial that is shown");
    page.locator("#leaderboard-search").fill("");
    assertThat(page.locator("#curves-legend a")).hasCount(8);
  }

  @Test
  void everyPanelFitsDesktopTabletAndPhone() throws Exception {
    for (int width : new int[] {1440, 1024, 390}) {
      for (FixedStorage storage : List.of(OddStudies.tradeoffOfThree(), OddStudies.large(60, 30))) {
        open(new Browser.NewContextOptions().setViewportSize(width, 900));
        show(storage);
        assertThat(page.locator("#pair-chart .chart-live svg")).isVisible();
        assertThat(count("document.documentElement.scrollWidth"))
            .as("%s at %d px", storage.study().name(), width)
            .isLessThanOrEqualTo(width);
      }
    }
  }

  @Test
  void onPaperThereAreFiguresInLightColoursAndNoControls() throws Exception {
    open(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
    show(Studies.night());
    String colour =
        "echarts.getInstanceByDom(document.querySelector('#slice-0 .chart-live'))"
            + ".getOption().series[2].itemStyle.color";
    Object dark = page.evaluate(colour);
    page.emulateMedia(
        new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(Media.PRINT));

    assertThat(page.locator(".filters")).isHidden();
    assertThat(page.locator("#leaderboard-static")).isVisible();
    assertThat(page.locator("#history-chart .chart-static")).isVisible();
    assertThat(page.locator("#slice-0 .chart-live svg")).isVisible();
    assertThat(page.locator("#parallel .tools")).isHidden();
    page.waitForCondition(() -> !page.evaluate(colour).equals(dark));
  }

  @Test
  void everythingIsReachedByKeyboard() throws Exception {
    show(Studies.night());

    page.locator("#leaderboard-search").focus();
    page.keyboard().press("Tab");
    assertThat(page.locator("#leaderboard-tools .states input").first()).isFocused();
    page.locator(".ranges-box > summary").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".ranges")).isVisible();
    page.keyboard().press("Tab");
    page.keyboard().press("Space");
    assertThat(page.locator("#leaderboard-found")).containsText("Showing ");
    page.keyboard().press("Escape");
    assertThat(page.locator(".ranges")).isHidden();
    assertThat(page.locator(".ranges-box > summary")).isFocused();
    assertThat(
            count(
                "document.querySelectorAll('[tabindex]:not([tabindex=\"0\"]):not([tabindex=\"-1\"])').length"))
        .isZero();
    assertThat(
            count(
                "[...document.querySelectorAll('input, select, button, summary')].filter(e =>"
                    + " !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels"
                    + " && e.labels.length)).length"))
        .as("controls without a name")
        .isZero();
  }
}
