package dev.nightjar.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.nightjar.search.storage.InMemoryStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An open page of a report on disk becomes the newer one that a search writes over it. */
class RenewalInBrowserTest extends InBrowser {

  /** Longer than a page waits on a busy machine. */
  private static final LocatorAssertions.HasTextOptions IN_TIME =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  private static final Instant NINE = Instant.parse("2026-03-03T09:00:00Z");

  private final RunningStudy study =
      RunningStudy.in(new InMemoryStorage(Clock.systemUTC()), "running");

  private Path write(ReportInfo info) {
    return new HtmlReport().write(study.storage(), study.study(), directory, info);
  }

  private Path writeRunning(int minute) {
    return write(ReportInfo.ofRunning("0.1.0-test", NINE.plusSeconds(60L * minute)));
  }

  private Locator rows() {
    return page.locator("#leaderboard-live .tabulator-row");
  }

  @Test
  void itBecomesTheNewerOneAndShowsWhatTheReaderAskedFor() {
    study.run(8);
    study.start();
    page.navigate(writeRunning(0).toUri().toString());
    assertThat(page.locator("#running"))
        .hasText(
            "The search was running at 2026-03-03 09:00:00 UTC, when this page was made."
                + " It renews itself.");
    page.locator(".side a[href='#timeline']").click();
    page.locator("#leaderboard-search").fill("lstm");
    assertThat(rows()).hasCount(4);

    study.run(4);
    writeRunning(1);

    assertThat(page.locator("#running")).hasText(Pattern.compile("09:01:00"), IN_TIME);
    assertThat(page.locator("#leaderboard-search")).hasValue("lstm");
    assertThat(page.locator("#leaderboard-search")).isFocused();
    assertThat(page).hasURL(Pattern.compile(".*#timeline&q=lstm$"));
    assertThat(rows()).hasCount(6);
  }

  @Test
  void theReaderStaysWhereTheyAre() {
    study.run(30);
    page.navigate(writeRunning(0).toUri().toString());
    String place = "document.getElementById('curves').getBoundingClientRect().top";
    page.evaluate("document.getElementById('curves').scrollIntoView({ behavior: 'instant' })");
    page.evaluate("window.scrollBy({ top: 40, behavior: 'instant' })");
    int before = count(place);

    study.run(4); // The leaderboard above becomes longer.
    writeRunning(1);

    assertThat(page.locator("#running")).hasText(Pattern.compile("09:01:00"), IN_TIME);
    assertThat(rows()).hasCount(34);
    page.waitForCondition(() -> Math.abs(count(place) - before) <= 1);
  }

  @Test
  void withTheEndOfTheStudyItRestsForGood() {
    study.run(2);
    page.clock().install();
    page.navigate(writeRunning(0).toUri().toString());
    study.run(1);
    write(new ReportInfo("0.1.0-test", NINE));

    page.clock().runFor(6_000);
    assertThat(page.locator("#overview")).containsText("All 3 trials completed");
    assertThat(page.locator("#running")).hasCount(0);
    List<String> before = requests();
    assertThat(before).anyMatch(url -> url.contains("version.js?"));
    page.clock().runFor(600_000);
    assertThat(requests()).isEqualTo(before);
  }

  @Test
  void whileNothingComesItLooksLessAndLess() {
    study.run(2);
    page.clock().install();
    page.navigate(writeRunning(0).toUri().toString());

    for (int minute = 0; minute < 10; minute++) {
      page.clock().runFor(60_000);
    }

    assertThat(requests().stream().filter(url -> url.contains("version.js?")).count())
        .isBetween(5L, 20L);
  }

  @Test
  void aPageLoadedWhileItWasReplacedIsLoadedOnceMoreAndNoMore() {
    study.run(2);
    Path index = writeRunning(0);
    // As if the first page were the one of before: the same for every load.
    page.addInitScript(
        "Object.defineProperty(window, 'NIGHTJAR', {"
            + " get() { return this.given; },"
            + " set(v) { this.given = v && Object.assign(v, { version: 'another' }); } })");
    page.navigate(index.toUri().toString());

    assertThat(rows()).hasCount(2);
    assertThat(requests().stream().filter(url -> url.endsWith("index.html")).count()).isEqualTo(2);
  }

  @Test
  void onlyThePageOfATrialThatGoesOnRenewsItself() {
    study.run(1);
    var running = study.start();
    Path index = writeRunning(0);
    page.navigate(index.resolveSibling("trials/0.html").toUri().toString());
    assertThat(page.locator("meta[name=nightjar-renewal]")).hasCount(0);

    page.navigate(index.resolveSibling("trials/1.html").toUri().toString());
    assertThat(page.locator("#outcome")).containsText("running");
    study.end(running);
    writeRunning(1);
    assertThat(page.locator("meta[name=nightjar-renewal]"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    assertThat(page.locator("#outcome")).containsText("completed");
  }

  @Test
  void oneFileToBeSentDoesNotLookForAnother() {
    study.run(1);
    study.start();
    Path file =
        new HtmlReport()
            .writeSingle(
                study.storage(), study.study(), directory.resolve("one.html"), Studies.INFO);
    page.clock().install();
    page.navigate(file.toUri().toString());
    page.clock().runFor(120_000);

    assertThat(requests()).allMatch(url -> url.endsWith("one.html") || url.startsWith("data:"));
    assertThat(Optional.ofNullable(page.querySelector("#running"))).isEmpty();
  }
}
