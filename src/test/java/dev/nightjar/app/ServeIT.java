package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search in one process, its pages in another, and a reader. */
@Timeout(300)
class ServeIT {

  private static final Pattern TRIALS = Pattern.compile("\"trials\":(\\d+)");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private CommandLineRun search;
  private CommandLineRun server;

  private void write(int trials, double seconds) throws IOException {
    Files.writeString(
        folder.resolve("script.sh"), "sleep " + seconds + "\necho \"{\\\"value\\\": $1}\"\n");
    Files.writeString(
        folder.resolve("study.yaml"),
        """
        version: 1
        name: study
        task: {type: command, argv: [sh, script.sh, "{x}"]}
        objective: {metric: value, goal: minimize}
        parameters: {x: {type: float, min: 0.0, max: 1.0}}
        strategy: {type: random}
        budget: {max_trials: %d}
        parallelism: 1
        """
            .formatted(trials));
  }

  @AfterEach
  void endWhatIsLeft() {
    for (CommandLineRun left : new CommandLineRun[] {server, search}) {
      if (left != null) {
        left.handle().descendants().forEach(ProcessHandle::destroyForcibly);
        left.handle().destroyForcibly();
      }
    }
  }

  private URI serve() throws Exception {
    server = CommandLineRun.start(folder, "serve", "study", "--port", "0");
    server.awaitOutput("/studies/study/\n");
    assertThat(server.handle().isAlive()).as(server.outSoFar()).isTrue();
    return URI.create(server.outSoFar().strip().replaceAll("(?s).*\n", ""));
  }

  private String get(URI address) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private Stream<String> events(URI address) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(address.resolve("events")).build(),
            HttpResponse.BodyHandlers.ofLines())
        .body();
  }

  /** The next number of trials that a page hears of. */
  private static int trials(Iterator<String> lines) {
    while (true) {
      Matcher matcher = TRIALS.matcher(lines.next());
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
  }

  @Test
  void aReaderSeesTheSearchGoOnAndItsEnd() throws Exception {
    write(100_000, 0.2);
    search = CommandLineRun.start(folder, "run", "study.yaml");
    search.awaitOutput("#0 ");
    URI report = serve();
    assertThat(get(report)).contains("id=\"running\"", "study");
    assertThat(get(report.resolve("/"))).contains("href=\"studies/study/\"");

    try (Stream<String> events = events(report)) {
      Iterator<String> lines = events.iterator();
      int first = trials(lines);
      int second = trials(lines);
      assertThat(second).isGreaterThan(first);
      assertThat(trials(lines)).isGreaterThan(second);
    }

    Path onDisk = folder.resolve("runs/reports/study/index.html");
    while (!Files.exists(onDisk)) { // the test's timeout bounds it
      assertThat(search.handle().isAlive()).isTrue();
      Thread.sleep(100);
    }
    assertThat(Files.readString(onDisk)).contains("nightjar-renewal", "id=\"running\"");

    server.interrupt();
    assertThat(server.await().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(search.handle().isAlive()).isTrue();
    search.interrupt();
    CommandLineRun.Finished end = search.await();
    assertThat(end.exitCode()).as(end.out() + end.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(Files.readString(onDisk)).doesNotContain("nightjar-renewal", "id=\"running\"");
    try (Stream<Path> left = Files.list(onDisk.getParent())) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".new-report-"));
    }
  }

  @Test
  void aSearchBeginsAndEndsWhilePagesAreOpen() throws Exception {
    write(2, 0);
    assertThat(CommandLineRun.run(folder, "run", "study.yaml", "-q").exitCode()).isZero();
    URI report = serve();
    assertThat(get(report)).contains("All 2 trials completed");

    try (Stream<String> events = events(report)) {
      Iterator<String> lines = events.iterator();
      assertThat(trials(lines)).isEqualTo(2);
      CommandLineRun.Finished more =
          CommandLineRun.run(folder, "run", "study.yaml", "-q", "--max-trials", "5");
      assertThat(more.exitCode()).as(more.err()).isZero();
      for (int heard = 0; heard < 5; ) {
        heard = trials(lines);
      }
    }
    assertThat(get(report.resolve("trials/4.html"))).contains("#4");
    server.signal("TERM");
    CommandLineRun.Finished end = server.await();
    assertThat(end.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(end.err()).isEqualTo("Stopping.\n");
  }
}
