package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the winner does is on the first page and on its own, whatever its task. */
class ExhibitsInBrowserTest extends InBrowser {

  private String background(Locator cell) {
    return (String) cell.evaluate("e => getComputedStyle(e).backgroundColor");
  }

  @Test
  void theMatrixIsATableThatIsShaded() throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      open(new Browser.NewContextOptions().setColorScheme(scheme));
      show(Studies.night());
      Locator matrix = page.locator("#winner-confusion table");

      assertThat(matrix.locator("thead th[scope=col]")).hasCount(20);
      assertThat(matrix.locator("tbody th[scope=row]")).hasCount(18);
      assertThat(matrix.locator("td.count")).hasCount(18 * 18);
      Set<String> shades = new HashSet<>();
      for (String style : List.of(".right-8", ".wrong-1", ".none")) {
        shades.add(background(matrix.locator(style).first()));
      }
      assertThat(shades).hasSize(3);
    }
  }

  @Test
  void theSideIndexLeadsToItAndTheTrialsPageHasItToo() throws Exception {
    show(Studies.night());
    page.locator(".side a[href='#winner-mistakes']").click();
    assertThat(page.locator("#winner-mistakes tbody tr")).hasCount(20);
    assertThat(page.locator("#winner-mistakes h2")).isInViewport();

    page.locator("a.winner-name").click();
    assertThat(page.locator("#exhibit-confusion td.count").first()).isVisible();
    assertThat(page.locator("#exhibit-mistakes tbody tr")).hasCount(20);
  }

  @Test
  void everyFormIsDrawnWithAndWithoutScriptsAndNothingOverflows() throws Exception {
    FixedStorage storage = Studies.hostile();
    for (boolean scripts : new boolean[] {true, false}) {
      for (int width : new int[] {1440, 390}) {
        open(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setJavaScriptEnabled(scripts));
        show(storage);
        assertThat(page.locator("#winner-forecast .line.far").first()).isVisible();
        assertThat(page.locator("#winner-predictions circle.mark")).hasCount(3);
        assertThat(page.locator("#winner-piece .roll rect")).hasCount(6);
        assertThat(page.locator("#winner-samples pre")).isVisible();
        assertThat(page.locator("#winner-confusion td.count")).hasCount(4);
        assertThat(page.locator("#winner-mistakes tbody tr")).hasCount(1);
        Object wide = page.locator("html").evaluate("e => e.scrollWidth");
        assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(width);
      }
    }
  }

  @Test
  void aReportOfOneFileHasNoIdTwice() throws Exception {
    FixedStorage storage = Studies.night();
    Path file = directory.resolve("report.html");
    new HtmlReport().writeSingle(storage, storage.study(), file, Studies.INFO);
    page.navigate(file.toUri().toString());
    page.locator("a.winner-name").click();
    assertThat(page.locator("#exhibit-confusion td.count").first()).isVisible();

    assertThat(
            count(
                "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll("
                    + "'.exhibit, .exhibit *')].map(e => e.id).filter(Boolean))"))
        .isZero();
  }
}
