package dev.nightjar.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.ReportInfo;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The report of 10,000 trials of 50 parameters and ten epochs: how long it takes to be made, how
 * large it is, and how it opens and scrolls in the headless Chromium that the environment variable
 * CHROMIUM_PATH names. Arguments: the file to write.
 */
final class ReportBenchmark {
  private static final int TRIALS = 10_000;
  private static final int PARAMETERS = 50;
  private static final int EPOCHS = 10;
  private static final int REPEATS = 5;

  /** Scrolls once a frame, and says what the median and the longest frame took, in ms. */
  private static final String SCROLL =
      """
      () => new Promise(done => {
        const table = document.querySelector('#leaderboard-live .tabulator-tableholder');
        const gaps = [];
        let last = performance.now();
        function step() {
          const now = performance.now();
          gaps.push(now - last);
          last = now;
          table.scrollTop += 400;
          if (gaps.length < 241) {
            requestAnimationFrame(step);
          } else {
            gaps.shift();
            gaps.sort((a, b) => a - b);
            done([gaps[120], gaps[239]]);
          }
        }
        requestAnimationFrame(step);
      })
      """;

  private final Map<String, Object> results = new LinkedHashMap<>();

  private ReportBenchmark() {}

  static void run(String[] args) throws Exception {
    ReportBenchmark benchmark = new ReportBenchmark();
    Path folder = Files.createTempDirectory("nightjar-report");
    Path index = benchmark.write(folder);
    benchmark.open(index);
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", List.of(benchmark.results)));
    SoakFiles.delete(folder);
  }

  private Path write(Path folder) throws IOException {
    InMemoryStorage storage = new InMemoryStorage(Clock.systemUTC());
    Study study = fill(storage);
    ReportInfo info = new ReportInfo("benchmark", Instant.EPOCH);
    double[] seconds = new double[REPEATS];
    Path index = folder;
    for (int i = 0; i < REPEATS; i++) {
      long begun = System.nanoTime();
      index = new HtmlReport().write(storage, study, folder.resolve("report"), info);
      seconds[i] = (System.nanoTime() - begun) / 1e9;
    }
    say("made_first_s", seconds[0]);
    say("made_median_s", median(seconds));
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    say("size_mb", bytes / 1e6);
    Path single = new HtmlReport().writeSingle(storage, study, folder.resolve("single.html"), info);
    say("single_file_mb", Files.size(single) / 1e6);
    return index;
  }

  private void open(Path index) {
    String chromium = System.getenv("CHROMIUM_PATH");
    if (chromium == null) {
      System.out.println("CHROMIUM_PATH names no browser, so the report was not opened");
      return;
    }
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(List.of("--no-sandbox")))) {
      double[] painted = new double[REPEATS];
      double[] drawn = new double[REPEATS];
      double[] frame = new double[REPEATS];
      double[] longest = new double[REPEATS];
      for (int i = 0; i < REPEATS; i++) {
        try (Page page = browser.newPage()) {
          page.setDefaultTimeout(120_000);
          page.navigate(index.toUri().toString());
          page.locator("html.is-drawn").waitFor(new Locator.WaitForOptions());
          drawn[i] = number(page.evaluate("performance.now()")) / 1e3;
          painted[i] =
              number(
                      page.evaluate(
                          "performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                  / 1e3;
          List<?> frames = (List<?>) page.evaluate(SCROLL);
          frame[i] = number(frames.get(0));
          longest[i] = number(frames.get(1));
        }
      }
      say("first_paint_s", median(painted));
      say("all_panels_drawn_s", median(drawn));
      say("scroll_frame_median_ms", median(frame));
      say("scroll_frame_longest_ms", median(longest));
    }
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Study fill(InMemoryStorage storage) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < PARAMETERS; i++) {
      parameters.add(
          switch (i % 3) {
            case 0 -> FloatParameter.log("group.rate_" + i, 1e-4, 1);
            case 1 -> IntParameter.linear("group.size_" + i, 1, 1000);
            default -> CategoricalParameter.of("group.choice_" + i, "rnn", "lstm", "gru");
          });
    }
    SearchSpace space = new SearchSpace(parameters);
    Study study =
        storage.create(
            StudyDefinition.inCode("report", space, List.of(Criterion.minimize("loss")), 1));
    StudyLease lease =
        storage.acquire(
            study.id(), ProcessIdentity.current(), Duration.ofHours(1), ProcessIdentity::state);
    try (HeldStudy held = new HeldStudy(storage, lease)) {
      for (int number = 0; number < TRIALS; number++) {
        store(storage, held.lease(), space, number);
      }
    }
    return study;
  }

  private static void store(
      InMemoryStorage storage, StudyLease lease, SearchSpace space, int number) {
    TrialSpec spec =
        new TrialSpec(
            number,
            1,
            TrialRole.SEARCH,
            "random",
            space.sample(Seeds.ofSuggestion(1, number)),
            Seeds.ofTrial(1, number));
    storage.start(lease, spec);
    storage.began(lease, spec, "worker-1");
    double best = Math.sin(number) + 2;
    int epochs = number % 4 == 0 ? EPOCHS / 3 : EPOCHS;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double loss = best + 1.0 / epoch;
      storage.report(
          lease,
          spec,
          new EpochReport(epoch, Map.of("loss", loss, "training", loss * 0.9), 0.07),
          "worker-1");
    }
    Outcome outcome =
        number % 4 == 0
            ? new Outcome.Pruned("behind the median at epoch " + epochs)
            : new Outcome.Completed(List.of(best), Map.of("loss", best), OptionalInt.of(epochs));
    storage.finish(lease, spec, outcome, Duration.ofSeconds(1), "worker-1", List.of());
  }

  private void say(String name, double value) {
    double rounded = Math.round(value * 100) / 100.0;
    results.put(name, rounded);
    System.out.println(TrainingBenchmark.format("%-26s %10.2f", name, rounded));
  }
}
