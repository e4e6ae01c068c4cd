package dev.nightjar.reports.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows the studies of a storage to browsers on this machine: a list at {@code /}, the report of
 * each at {@code /studies/NAME/}, whose open pages renew themselves while the study runs. It
 * listens on the loopback interface only, answers GET and HEAD only, and writes nothing.
 */
public final class LiveServer implements AutoCloseable {

  /** How often it is looked whether trials have started or ended. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A file of H2 is free for a search between two looks, and pages do not wait for each other. */
  private static final int THREADS = 8;

  private static final int WAITING = 256;

  private static final String SHOWN = "shown=";

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Admission admission;
  private final LiveReports reports;
  private final Routes routes;
  private final EventStreams events;
  private final Consumer<RuntimeException> troubles;

  private LiveServer(
      HttpServer server, LiveReports reports, Duration pause, Consumer<RuntimeException> troubles) {
    this.server = server;
    this.troubles = troubles;
    this.reports = reports;
    routes = new Routes(reports);
    admission = new Admission(server.getAddress().getPort());
    events = new EventStreams(reports::newest, pause, troubles);
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "live-server");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Starts to answer.
   *
   * @param storage the studies; closed by the caller, after the server
   * @param nightjarVersion what the pages say made them
   * @param port where to listen, from 1 to 65535; 0 for any that is free
   * @param troubles is told what could not be answered
   * @throws java.net.BindException if the port is taken, or not permitted
   */
  public static LiveServer start(
      Storage storage,
      String nightjarVersion,
      int port,
      Clock clock,
      Consumer<RuntimeException> troubles)
      throws IOException {
    return start(
        new LiveReports(storage, nightjarVersion, clock, System::nanoTime), port, PAUSE, troubles);
  }

  static LiveServer start(
      LiveReports reports, int port, Duration pause, Consumer<RuntimeException> troubles)
      throws IOException {
    boundPatience();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    LiveServer live = new LiveServer(server, reports, pause, troubles);
    server.start();
    return live;
  }

  /** The JDK's server reads its limits once, from here: a request of which nothing more comes. */
  private static void boundPatience() {
    Map.of("sun.net.httpserver.maxReqTime", "20", "jdk.httpserver.maxConnections", "256")
        .forEach(
            (name, limit) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, limit);
              }
            });
  }

  /** The address of the list of studies. */
  public URI address() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/");
  }

  /** The address of a study's report. */
  public URI address(String study) {
    return address().resolve("studies/" + study + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    Admission.HEADERS.forEach(exchange.getResponseHeaders()::set);
    Answer answer;
    try {
      Optional<Answer> refusal =
          admission.refusal(exchange.getRequestMethod(), exchange.getRequestHeaders());
      String path = exchange.getRequestURI().getRawPath();
      Optional<String> listened =
          refusal.isPresent() ? Optional.empty() : Routes.events(path).filter(reports::has);
      if (listened.isPresent() && events.room()) {
        listen(exchange, listened.get());
        return;
      }
      answer =
          refusal.orElseGet(
              () ->
                  listened.isPresent()
                      ? Answer.words(
                          503, "too many pages are open; close some, and load this again")
                      : routes.answer(path, known(exchange)));
    } catch (StorageException e) {
      troubles.accept(e);
      answer = Answer.words(503, "the studies cannot be read now: " + e.getMessage());
    } catch (RuntimeException e) {
      troubles.accept(e);
      answer = Answer.words(500, "this page could not be made; see where `nightjar serve` runs");
    }
    send(exchange, answer);
  }

  private static String known(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match")).orElse("");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean silent = exchange.getRequestMethod().equals("HEAD") || answer.length() == 0;
      exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.length());
      if (!silent) {
        try (OutputStream body = exchange.getResponseBody()) {
          answer.writeTo(body);
        }
      }
    }
  }

  /** Hands the exchange to the events' own thread, so that none waits here. */
  private void listen(HttpExchange exchange, String study) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    events.add(exchange, study, query.startsWith(SHOWN) ? query.substring(SHOWN.length()) : "");
  }

  /** How many open pages listen. */
  int listeners() {
    return events.size();
  }

  /** Ends, and open pages with it lose their connection. */
  @Override
  public void close() {
    events.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
