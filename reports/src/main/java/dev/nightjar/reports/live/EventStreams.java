package dev.nightjar.reports.live;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells open pages of newer versions, as server-sent events: {@code event: version} with {@code
 * {"version":"…","trials":12}}. One thread looks for all of them, a study once a round however many
 * pages show it, and only at studies that a page shows.
 */
final class EventStreams implements AutoCloseable {

  /** More pages than people look at; one more is asked to come again. */
  static final int MOST = 64;

  /** A page that went away is noticed by what is sent to it. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /**
   * A stream ends then and its page opens another. So little is sent in that time that a page which
   * does not read cannot make the thread wait.
   */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** A look at large studies takes the machine; then it rests so many times what that took. */
  private static final int REST = 5;

  private final Function<String, Optional<StudyVersion>> newest;
  private final Duration pause;
  private final Consumer<RuntimeException> troubles;

  /** Guarded by this. */
  private final List<Stream> streams = new ArrayList<>();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-events");
            thread.setDaemon(true);
            return thread;
          });

  /** A page that listens; used by the timer's thread alone. */
  private static final class Stream {
    private final HttpExchange exchange;
    private final String study;
    private final long openedNanos = System.nanoTime();
    private long saidNanos = openedNanos;
    private String shown;

    Stream(HttpExchange exchange, String study, String shown) {
      this.exchange = exchange;
      this.study = study;
      this.shown = shown;
    }

    /** Whether the page is still there. */
    boolean say(String words) {
      try {
        exchange.getResponseBody().write(words.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        saidNanos = System.nanoTime();
        return true;
      } catch (IOException left) {
        return false; // Which is how pages leave.
      }
    }
  }

  /**
   * Looks until closed.
   *
   * @param newest the newest version of a study; empty if there is nothing to be told
   * @param pause the shortest from one look to the next
   * @param troubles is told of versions that could not be found out
   */
  EventStreams(
      Function<String, Optional<StudyVersion>> newest,
      Duration pause,
      Consumer<RuntimeException> troubles) {
    this.newest = newest;
    this.pause = pause;
    this.troubles = troubles;
    lookAfter(pause.toNanos());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The task throws nothing and ends with close().
  private void lookAfter(long nanos) {
    try {
      timer.schedule(this::lookAndRest, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return; // No page is told any more.
    }
  }

  private void lookAndRest() {
    long began = System.nanoTime();
    look();
    lookAfter(Math.max(pause.toNanos(), REST * (System.nanoTime() - began)));
  }

  /** Whether another page can listen. */
  synchronized boolean room() {
    return streams.size() < MOST;
  }

  /**
   * Takes over an exchange whose headers are sent, until its page leaves.
   *
   * @param shown the version the page shows; empty if none
   */
  void add(HttpExchange exchange, String study, String shown) {
    synchronized (this) {
      streams.add(new Stream(exchange, study, shown));
    }
    try {
      timer.execute(this::look);
    } catch (RejectedExecutionException closed) {
      exchange.close();
    }
  }

  private void look() {
    Collection<Stream> now;
    synchronized (this) {
      now = List.copyOf(streams);
    }
    Map<String, Optional<StudyVersion>> versions = new HashMap<>();
    for (Stream stream : now) {
      if (!tell(stream, versions.computeIfAbsent(stream.study, this::version))) {
        synchronized (this) {
          streams.remove(stream);
        }
        stream.exchange.close();
      }
    }
  }

  private Optional<StudyVersion> version(String study) {
    try {
      return newest.apply(study);
    } catch (RuntimeException e) {
      troubles.accept(e); // The next look may succeed.
      return Optional.empty();
    }
  }

  /** Whether the stream goes on. */
  private static boolean tell(Stream stream, Optional<StudyVersion> version) {
    long now = System.nanoTime();
    if (now - stream.openedNanos > LONGEST.toNanos()) {
      return false;
    }
    if (version.isPresent() && !version.get().text().equals(stream.shown)) {
      stream.shown = version.get().text();
      return stream.say(
          "event: version\ndata: {\"version\":\""
              + version.get().text()
              + "\",\"trials\":"
              + version.get().trials()
              + "}\n\n");
    }
    return now - stream.saidNanos <= SILENCE.toNanos() || stream.say(":\n\n");
  }

  /** How many pages listen. */
  synchronized int size() {
    return streams.size();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
