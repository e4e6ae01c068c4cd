package dev.nightjar.reports.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.reports.RunningStudy;
import dev.nightjar.search.storage.InMemoryStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over real HTTP. */
@Timeout(120)
class LiveServerTest {

  private final InMemoryStorage real = new InMemoryStorage(Clock.systemUTC());
  private final CountedStorage counted = new CountedStorage(real);
  private final RunningStudy study = RunningStudy.in(real, "running");
  private final List<RuntimeException> troubles = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    study.run(2);
    server =
        LiveServer.start(
            new LiveReports(counted.storage(), "test", Clock.systemUTC(), System::nanoTime),
            0,
            Duration.ofMillis(50),
            troubles::add);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(to(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void studiesAreListedAndEachHasItsReport() throws Exception {
    assertThat(get("").body()).contains("href=\"studies/running/\"", "2 completed");
    HttpResponse<String> report = get("studies/running/");
    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.body())
        .contains("All 2 trials completed", "data-means=\"EVENTS\"", "data-address=\"events\"");
    assertThat(get("studies/running/index.html").body()).isEqualTo(report.body());
    assertThat(get("studies/running/data.js").body()).startsWith("window.NIGHTJAR = ");
    assertThat(get("studies/running/trials/1.html").body()).contains("#1");
    HttpResponse<String> without = get("studies/running");
    assertThat(without.statusCode()).isEqualTo(308);
    assertThat(without.headers().firstValue("Location")).hasValue("/studies/running/");
    assertThat(troubles).isEmpty();
  }

  @Test
  void everyAddressInItsPagesLeadsSomewhere() throws Exception {
    for (String page : List.of("", "studies/running/", "studies/running/trials/0.html")) {
      List<String> addresses =
          Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
              .matcher(get(page).body())
              .results()
              .map(m -> m.group(1))
              .filter(a -> !a.startsWith("data:"))
              .toList();
      assertThat(addresses).isNotEmpty();
      URI base = URI.create(server.address() + page);
      for (String address : addresses) {
        HttpResponse<String> found = send(HttpRequest.newBuilder(base.resolve(address)));
        assertThat(found.statusCode()).as(page + " to " + address).isEqualTo(200);
      }
    }
  }

  @Test
  void everyAnswerForbidsWhatPagesDoNotNeed() throws Exception {
    for (String path : List.of("", "studies/running/", "assets/report.css", "nothing")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self'; ")
          .contains("frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
          .hasValue("same-origin");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothingIsChanged(String method) throws Exception {
    HttpResponse<String> answer =
        send(to("studies/running/").method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void headIsTheAnswerWithoutABody() throws Exception {
    for (String path : List.of("", "studies/running/", "studies/running/events")) {
      HttpResponse<String> answer =
          send(to(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(server.listeners()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "studies/other/",
        "studies/../",
        "studies/.../events",
        "studies/..%2F..%2Fetc/passwd",
        "studies/running/../../secret",
        "studies/running/trials/99.html",
        "studies/running/trials/99999999999999.html",
        "studies/running/trials/../index.html",
        "studies/running/DATA.JS",
        "studies/other/events",
        "assets/../report.css",
        "assets/nothing.js",
        "//evil.example/",
        "etc/passwd"
      })
  void whatIsNotThereIsSaidToBe(String path) throws Exception {
    String answer = raw("GET /" + path + " HTTP/1.1\r\nHost: " + host() + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost:80", "[::1]", ""})
  void whoAsksByAnotherNameIsTurnedAway(String host) throws Exception {
    String answer = raw("GET /studies/running/ HTTP/1.1\r\nHost: " + host + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("on this machine", "http://127.0.0.1:");
  }

  @Test
  void thisMachinesNamesAreKnownAndTwoAreNone() throws Exception {
    int port = server.address().getPort();
    for (String name : List.of("localhost", "LocalHost", "127.0.0.1", "[::1]")) {
      assertThat(raw("GET / HTTP/1.1\r\nHost: " + name + ":" + port + "\r\n"))
          .startsWith("HTTP/1.1 200 ");
    }
    assertThat(raw("GET / HTTP/1.1\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: " + host() + "\r\nHost: evil.example:" + port + "\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aPageFromElsewhereMayLinkHereAndLoadNothing() throws Exception {
    for (String site : List.of("cross-site", "same-site")) {
      assertThat(
              send(to("studies/running/data.js")
                      .header("Sec-Fetch-Site", site)
                      .header("Sec-Fetch-Mode", "no-cors"))
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              send(to("studies/running/")
                      .header("Sec-Fetch-Site", site)
                      .header("Sec-Fetch-Mode", "navigate"))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void anAssetThatTheBrowserHasIsNotSentAgain() throws Exception {
    HttpResponse<String> first = get("assets/echarts.min.js");
    String mark = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> second = send(to("assets/echarts.min.js").header("If-None-Match", mark));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void openPagesHearOfNewTrials() throws Exception {
    try (Listening page = new Listening("")) {
      assertThat(page.next()).contains("\"trials\":2}");
      study.run(1);
      assertThat(page.next()).contains("\"trials\":3}");
    }
  }

  @Test
  void aPageThatShowsTheNewestHearsOfTheNextOnly() throws Exception {
    String shown =
        get("studies/running/")
            .body()
            .replaceAll("(?s).*nightjar-renewal\" content=\"([^\"]*)\".*", "$1");
    try (Listening page = new Listening("?shown=" + shown)) {
      study.run(1);
      assertThat(page.next()).contains("\"trials\":3}");
    }
  }

  @Test
  void manyOpenPagesAreOneRendering() throws Exception {
    get("studies/running/");
    int before = counted.renderings();
    List<Listening> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) { // More than there are threads.
        pages.add(new Listening(""));
      }
      for (Listening page : pages) {
        assertThat(page.next()).contains("\"trials\":2}");
      }
      study.run(1);
      for (Listening page : pages) {
        assertThat(page.next()).contains("\"trials\":3}");
        assertThat(get("studies/running/").body()).contains("All 3 trials completed");
      }
      assertThat(counted.renderings()).isEqualTo(before + 1);
    } finally {
      for (Listening page : pages) {
        page.close();
      }
    }
  }

  @Test
  void moreThanPeopleLookAtAreToldSo() throws Exception {
    List<Listening> pages = new ArrayList<>();
    try {
      for (int i = 0; i < EventStreams.MOST; i++) {
        Listening page = new Listening("");
        pages.add(page);
        page.next();
      }
      HttpResponse<String> refused = get("studies/running/events");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("too many pages are open");
    } finally {
      for (Listening page : pages) {
        page.close();
      }
    }
  }

  @Test
  void aPageThatLeftIsForgotten() throws Exception {
    try (Listening stays = new Listening("")) {
      stays.next();
      try (Listening leaves = new Listening("")) {
        leaves.next();
        assertThat(server.listeners()).isEqualTo(2);
      }
      while (server.listeners() > 1) { // It is seen by what is sent to it.
        study.run(1);
        stays.next();
      }
    }
  }

  @Test
  void aStorageThatFailsIsSaidAndTriedAgain() throws Exception {
    try (Listening page = new Listening("")) {
      page.next();
      counted.breaks(true);
      HttpResponse<String> failed = get("studies/running/trials/0.html");
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(failed.body()).contains("the disk is on fire");
      assertThat(troubles).isNotEmpty();
      counted.breaks(false);
      study.run(1);
      assertThat(page.next()).contains("\"trials\":3}");
    }
    assertThat(get("studies/running/").statusCode()).isEqualTo(200);
  }

  @Test
  void aPortThatIsTakenIsNoSecondServer() {
    assertThatThrownBy(
            () ->
                LiveServer.start(
                    real, "test", server.address().getPort(), Clock.systemUTC(), troubles::add))
        .isInstanceOf(BindException.class);
  }

  @Test
  void onlyThisMachineIsListenedTo() {
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    assertThat(server.address("running")).hasToString(server.address() + "studies/running/");
  }

  private String host() {
    return "127.0.0.1:" + server.address().getPort();
  }

  /** What the server says to a request of which its client would make something else. */
  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** An open page that listens. */
  private final class Listening implements AutoCloseable {
    private final Socket socket;
    private final Iterator<String> lines;

    Listening(String query) throws IOException {
      socket = new Socket("127.0.0.1", server.address().getPort());
      socket
          .getOutputStream()
          .write(
              ("GET /studies/running/events" + query + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      Stream<String> all =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .lines();
      lines = all.filter(line -> line.startsWith("data: ")).iterator();
    }

    /** The next thing it hears. */
    String next() {
      return lines.next();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
