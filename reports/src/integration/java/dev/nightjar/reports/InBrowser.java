package dev.nightjar.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A report as a reader opens it: from the disk, in a real Chromium, named by the environment
 * variable CHROMIUM_PATH. Every page must load without a complaint and ask nothing of a network.
 */
abstract class InBrowser {

  private static Playwright playwright;
  private static Browser browser;

  @TempDir Path directory;
  private BrowserContext context;
  Page page;
  final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  @BeforeAll
  static void startBrowser() {
    String chromium = System.getenv("CHROMIUM_PATH");
    assertThat(chromium).as("the environment variable CHROMIUM_PATH").isNotBlank();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stopBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void openPage() {
    open(new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  void open(Browser.NewContextOptions options) {
    if (context != null) {
      context.close();
    }
    context = browser.newContext(options);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> requests.add(request.url()));
    page.onRequestFailed(
        request -> {
          if (!mayBeCutOff(request.url())) {
            complaints.add("failed to load " + request.url());
          }
        });
  }

  @AfterEach
  void nothingWasComplainedOfOrAskedOfANetwork() {
    page.waitForLoadState(); // Closing a page that loads would cut its requests off.
    context.close();
    assertThat(complaints).isEmpty();
    assertThat(requests).allMatch(this::mayBeAskedFor);
  }

  /** Whether a page may ask for an address. */
  boolean mayBeAskedFor(String url) {
    return url.startsWith("file:") || url.startsWith("data:");
  }

  /** Whether a page may leave before it has got what it asked for. */
  boolean mayBeCutOff(String url) {
    return false;
  }

  /** What pages have asked for so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  void show(FixedStorage storage) throws IOException {
    Path index = new HtmlReport().write(storage, storage.study(), directory, Studies.INFO);
    page.navigate(index.toUri().toString());
  }

  int count(String expression) {
    return ((Number) page.evaluate(expression)).intValue();
  }
}
