package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the report, the leaderboard first of all. */
class ReportInBrowserTest extends InBrowser {

  private Locator rows() {
    return page.locator("#leaderboard-live .tabulator-row");
  }

  private List<String> column(String name) {
    return page.locator("#leaderboard-live .tabulator-cell[tabulator-field='" + field(name) + "']")
        .allInnerTexts();
  }

  private String field(String name) {
    Object index =
        page.evaluate("n => NIGHTJAR.leaderboard.columns.findIndex(c => c.name === n)", name);
    return "c" + index;
  }

  private Locator head(String name) {
    return page.locator(".tabulator-col[tabulator-field='" + field(name) + "'] button.head");
  }

  @Test
  void theLeaderboardSortsFromAnyColumnsHead() throws Exception {
    show(Studies.night());

    assertThat(rows().first()).hasClass(Pattern.compile(".*winner.*"));
    assertThat(page.locator("#leaderboard-live .tabulator-row.winner")).hasCount(1);
    head("validation.loss").click();
    List<Double> losses =
        column("validation.loss").stream()
            .filter(text -> text.matches("[0-9.]+"))
            .map(Double::valueOf)
            .toList();
    assertThat(losses).hasSizeGreaterThan(5);
    assertThat(losses.get(0))
        .isEqualTo(losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow());

    head("training.learning_rate").click();
    assertThat(numbers(column("training.learning_rate"))).isNotEmpty();
    List<String> ascending = column("training.learning_rate");
    head("training.learning_rate").click();
    assertThat(column("training.learning_rate").get(0)).isNotEqualTo(ascending.get(0));
  }

  /** A window that shows every row at once, and boards of a few, of some and of many rows. */
  @ParameterizedTest
  @ValueSource(ints = {3, 48, 199, 201, 600})
  void theLeaderboardShowsItsRowsInAWindowOfAnyHeight(int trials) throws Exception {
    SearchSpace space = Studies.recurrentSpace();
    List<Trial> all = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      all.add(Studies.completed(i, space.sample(new java.util.SplittableRandom(i)), 1 + i));
    }
    FixedStorage storage = Studies.of(space, Criterion.minimize("validation.loss"), all);
    for (int height : new int[] {500, 900, 2600, 8000}) {
      open(new Browser.NewContextOptions().setViewportSize(1440, height));
      show(storage);
      assertThat(rows().first()).isVisible();
      assertThat(column("validation.loss").get(0)).isEqualTo("1.000");
      assertThat(complaints).as("%d trials, %d px", trials, height).isEmpty();
    }
  }

  private static List<Double> numbers(List<String> texts) {
    return texts.stream().filter(t -> t.matches("[0-9.e+-]+")).map(Double::valueOf).toList();
  }

  @Test
  void theLeaderboardFiltersByWordsConditionsAndStates() throws Exception {
    show(Studies.night());
    int all = count("NIGHTJAR.leaderboard.rows.length");
    Locator search = page.locator("#leaderboard-search");

    search.fill("lstm");
    assertThat(page.locator("#leaderboard-found")).containsText("of " + all + " trials");
    assertThat(rows().allInnerTexts()).isNotEmpty().allMatch(text -> text.contains("lstm"));

    search.fill("validation.loss<0.0000001");
    assertThat(rows()).hasCount(0);
    assertThat(page.locator("#leaderboard-live")).containsText("No trial fits these filters.");

    search.fill("no_such_thing>=3");
    assertThat(page.locator("#leaderboard-found"))
        .containsText("There is no column “no_such_thing”.");

    search.fill("");
    page.locator("#leaderboard-tools .states input[value='failed']").uncheck();
    assertThat(page.locator("#leaderboard-live .tabulator-row .badge.failed")).hasCount(0);
    assertThat(page.locator("#leaderboard-found")).containsText("Showing ");
  }

  @Test
  void columnsAreChosen() throws Exception {
    show(Studies.night());
    Locator shown = page.locator(".tabulator-col:visible");
    int before = shown.count();

    page.locator(".columns summary").click();
    Locator box = page.locator(".columns input[type=checkbox]:checked").first();
    box.uncheck();
    assertThat(shown).hasCount(before - 1);
    page.keyboard().press("Escape");
    assertThat(page.locator(".columns input").first()).isHidden();
  }

  @Test
  void aTrialIsOpenedItsDefinitionCopiedAndTheWayBackFound() throws Exception {
    show(Studies.night());

    rows().first().locator("a").click();
    assertThat(page.locator("h1 .badge")).hasText("completed");
    assertThat(page.locator(".chart-live svg").first()).isVisible();
    Locator copy = page.locator(".copy").first();
    copy.click();
    assertThat(copy).hasText(Pattern.compile("Copied|Press Ctrl\\+C"));
    page.locator(".back a").click();
    assertThat(page.locator("h1#study")).hasText("names-by-language");
  }

  @Test
  void everyPageLoadsAndFitsDesktopAndPhoneInLightAndDark() throws Exception {
    FixedStorage storage = Studies.night();
    for (int width : new int[] {1280, 390}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        open(new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme));
        show(storage);
        assertThat(rows().first()).isVisible();
        fits(width);
        page.navigate(directory.resolve("trials/3.html").toUri().toString());
        fits(width);
      }
    }
  }

  private void fits(int width) {
    assertThat(count("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
  }

  @Test
  void withoutScriptsTheLeaderboardIsThereAndTheChartsAreDrawn() throws Exception {
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    show(Studies.night());

    assertThat(page.locator("#leaderboard-static table")).isVisible();
    assertThat(page.locator(".chart-static").first()).isVisible();
  }

  @Test
  void hostileTextsDoNothing() throws Exception {
    show(Studies.hostile());
    assertThat(rows().first()).isVisible();
    List<Path> pages;
    try (Stream<Path> paths = Files.walk(directory)) {
      pages = paths.filter(path -> path.toString().endsWith(".html")).toList();
    }
    for (Path path : pages) {
      page.navigate(path.toUri().toString());
      // Every chart's tip is shown once, since tips are drawn from the same texts.
      for (Locator chart : page.locator(".chart-live svg").all()) {
        chart.scrollIntoViewIfNeeded();
        chart.hover(new Locator.HoverOptions().setForce(true));
      }
      assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
      assertThat(count("document.querySelectorAll('img, iframe, object, embed, base').length"))
          .isZero();
      assertThat(count("document.querySelectorAll('script:not([src])').length")).isZero();
      assertThat(
              count(
                  "[...document.querySelectorAll('*')].filter("
                      + "e => e.getAttributeNames().some(n => n.startsWith('on'))).length"))
          .isZero();
      assertThat(
              count(
                  "[...document.querySelectorAll('a[href], link[href], script[src]')].filter("
                      + "e => !/^(file|data):/.test(e.href || e.src)).length"))
          .isZero();
    }
  }
}
