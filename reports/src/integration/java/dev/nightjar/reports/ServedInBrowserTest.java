package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.nightjar.reports.live.LiveServer;
import dev.nightjar.search.storage.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report as the server shows it: with its rules for pages, and renewed while trials end. */
class ServedInBrowserTest extends InBrowser {

  private static final LocatorAssertions.HasCountOptions IN_TIME =
      new LocatorAssertions.HasCountOptions().setTimeout(60_000);

  private final InMemoryStorage storage = new InMemoryStorage(Clock.systemUTC());
  private final RunningStudy study = RunningStudy.in(storage, "running");
  private final List<RuntimeException> troubles = new CopyOnWriteArrayList<>();
  private LiveServer server;

  @BeforeEach
  void serve() throws IOException {
    server = LiveServer.start(storage, "0.1.0-test", 0, Clock.systemUTC(), troubles::add);
  }

  @AfterEach
  void stop() {
    page.navigate("about:blank"); // So that it does not miss the server.
    server.close();
    assertThat(troubles).isEmpty();
  }

  @Override
  boolean mayBeAskedFor(String url) {
    return url.startsWith(server.address().toString()) || super.mayBeAskedFor(url);
  }

  @Override
  boolean mayBeCutOff(String url) {
    return url.contains("/events");
  }

  private Locator rows() {
    return page.locator("#leaderboard-live .tabulator-row");
  }

  @Test
  void anOpenPageRenewsItselfAndKeepsItsFilters() {
    study.run(8);
    page.navigate(server.address().toString());
    page.locator("table.studies a").click();
    assertThat(page.locator("#running")).containsText("It renews itself.");
    page.locator("#leaderboard-search").fill("lstm");
    assertThat(rows()).hasCount(4);

    study.run(4);
    assertThat(rows()).hasCount(6, IN_TIME);
    assertThat(page.locator("#leaderboard-search")).hasValue("lstm");
    assertThat(page).hasURL(Pattern.compile(".*/studies/running/#q=lstm$"));

    study.run(2);
    assertThat(rows()).hasCount(7, IN_TIME);
  }

  @Test
  void everyPanelWorksUnderTheServersRules() throws Exception {
    study.run(40);
    page.navigate(server.address("running").toString());
    for (String chart :
        List.of("history", "slice-0", "parallel", "pair", "distribution", "timeline")) {
      String shown = chart.equals("slice-0") ? "#slice-0" : "#" + chart + "-chart";
      assertThat(page.locator(shown + " .chart-live svg").first()).isVisible();
    }
    page.locator("#history-chart .chart-live").hover();
    page.locator(".ranges-box > summary").click();
    page.locator(".ranges fieldset input").first().uncheck();
    page.keyboard().press("Escape");
    page.locator(".download > summary").click();
    Download csv = page.waitForDownload(() -> page.locator(".download button").first().click());
    assertThat(Files.readAllLines(csv.path())).hasSize(21);
    page.locator("#leaderboard-live a").first().click();
    assertThat(page.locator("h1#trial")).isVisible();
    page.locator(".back a").click();
    assertThat(page.locator("h1#study")).hasText("running");
    page.locator(".back a").click();
    assertThat(page.locator("h1#title")).hasText("Studies");
  }
}
