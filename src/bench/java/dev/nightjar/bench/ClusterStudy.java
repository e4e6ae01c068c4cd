package dev.nightjar.bench;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A study of small trainings on a PostgreSQL server of its own, processes that share it as hosts
 * would, and a witness of every trial that was ever seen finished.
 */
final class ClusterStudy implements AutoCloseable {
  private static final String NAME = "cluster";
  private static final String LEASE = "8s";
  private static final long LOOK_MILLIS = 100;
  private static final long LIMIT_SECONDS = 900;
  private static final Pattern ENDED = Pattern.compile("(trial \\d+), attempt \\d+: has ended$");

  private final Path folder;
  private final int trials;
  private final PostgresServer server;
  private final String database;
  private final Storage storage;
  private final List<ClusterProcess> processes = new ArrayList<>();
  private final Map<Integer, Finished> seen = new HashMap<>();
  private final ClusterTimeline timeline = new ClusterTimeline();

  /** Something that is done to a host. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** What never changes once a trial has finished. */
  private record Finished(TrialSpec spec, Outcome outcome) {
    boolean is(Trial trial) {
      return spec.equals(trial.spec()) && trial.outcome().equals(Optional.of(outcome));
    }
  }

  /**
   * Makes the study's files and starts its server.
   *
   * @param settings of the server
   */
  ClusterStudy(Path folder, int trials, long seed, Map<String, String> settings)
      throws IOException {
    this.folder = folder;
    this.trials = trials;
    SoakStudy.writeWords(folder.resolve("words.tsv"), new SplittableRandom(seed));
    Files.writeString(
        folder.resolve("cluster.yaml"),
        """
        version: 1
        name: %s
        task: {type: classification}
        dataset: {path: words.tsv, format: tsv}
        strategy: {type: random}
        early_stopping: {patience: 0}
        parameters:
          model.cell_type: {values: [rnn, lstm, gru]}
          model.hidden_size: {type: int, min: 16, max: 64, log: true}
          training.learning_rate: {type: float, min: 1e-3, max: 1e-1, log: true}
        model: {embedding_size: 8}
        training: {epochs: 20, batch_size: 4}
        budget: {max_trials: %d}
        parallelism: 1
        """
            .formatted(NAME, trials));
    server = new PostgresServer(settings);
    database = server.newDatabase();
    storage = JdbcStorage.open(server.url(database));
  }

  PostgresServer server() {
    return server;
  }

  ClusterTimeline timeline() {
    return timeline;
  }

  /** Starts {@code nightjar run}. */
  ClusterProcess run(String name) throws IOException {
    return start(List.of(), server.url(database), "run", name);
  }

  /** Starts {@code nightjar worker}. */
  ClusterProcess worker(String name) throws IOException {
    return start(List.of(), server.url(database), "worker", name);
  }

  /**
   * Starts {@code nightjar worker} elsewhere.
   *
   * @param prefix the command that starts a command there
   * @param address of the server, seen from there
   */
  ClusterProcess worker(String name, List<String> prefix, String address) throws IOException {
    return start(prefix, server.urlAt(address, database), "worker", name);
  }

  private ClusterProcess start(List<String> prefix, String url, String command, String name)
      throws IOException {
    Path out = folder.resolve(name + ".out");
    ProcessBuilder builder =
        NightjarProcess.of(
                List.of("-Xmx256m", "-Djava.io.tmpdir=" + folder),
                List.of(
                    command, "cluster.yaml", "--storage", url, "--name", name, "--lease", LEASE))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.command().addAll(0, prefix);
    ClusterProcess process = new ClusterProcess(name, builder.start(), out);
    processes.add(process);
    timeline.note("nightjar " + command + " --name " + name + " starts");
    return process;
  }

  /** The study's trials now; what has finished is remembered. */
  List<Trial> look() {
    List<Trial> now =
        storage.find(NAME).map(Study::id).map(storage::trials).orElse(List.<Trial>of());
    for (Trial trial : now) {
      trial
          .outcome()
          .ifPresent(
              outcome -> seen.putIfAbsent(trial.number(), new Finished(trial.spec(), outcome)));
    }
    return now;
  }

  /** Looks until there is something. */
  <T> T await(String what, Callable<Optional<T>> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < deadline) {
      Optional<T> found = condition.call();
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    printTimeline();
    throw new IllegalStateException("waited in vain for " + what);
  }

  private void awaitThat(String what, Callable<Boolean> condition) throws Exception {
    await(what, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /** Waits until so many trials have finished. */
  void awaitFinished(int count) throws Exception {
    awaitThat(
        count + " finished trials",
        () -> look().stream().filter(t -> t.state().finished()).count() >= count);
  }

  /** A trial that a process has begun and that is not near its end. */
  Trial awaitRunning(ClusterProcess process) throws Exception {
    return await(
        "a trial of " + process.name(),
        () ->
            look().stream()
                .filter(t -> t.state() == TrialState.RUNNING)
                .filter(t -> t.worker().orElse("").startsWith(process.name() + "/"))
                .filter(t -> t.epochs().size() < 12)
                .findFirst());
  }

  /** Waits until a trial is given to others; false if it had ended just before. */
  boolean awaitGivenToOthers(Trial lost) throws Exception {
    return await(
        "another attempt of trial " + lost.number(),
        () -> {
          Trial now = look().get(lost.number());
          boolean again = now.spec().attempt() > lost.spec().attempt();
          return again || now.state().finished() ? Optional.of(again) : Optional.empty();
        });
  }

  /**
   * Silences a process in the middle of a trial until the trial is given to others, lets it be
   * heard again, and waits for its late result to be refused.
   */
  void silence(ClusterProcess process, String how, Step begin, String undone, Step end)
      throws Exception {
    while (true) {
      Trial trial = awaitRunning(process);
      begin.run();
      timeline.note(process.name() + " " + how + " in the middle of trial " + trial.number());
      boolean given = awaitGivenToOthers(trial);
      end.run();
      timeline.note(process.name() + " " + undone);
      if (given) {
        process.awaitPrinted("its late result is refused", LIMIT_SECONDS);
        return;
      }
    }
  }

  /** Waits until these have ended by themselves. */
  void awaitEnd(List<ClusterProcess> living) throws Exception {
    awaitThat(
        "the study's end",
        () -> {
          look();
          return living.stream().noneMatch(ClusterProcess::alive);
        });
  }

  /** How often processes said something. */
  long said(String words) throws IOException {
    long count = 0;
    for (ClusterProcess process : processes) {
      count += process.lines().stream().filter(line -> line.contains(words)).count();
    }
    return count;
  }

  /** What became of the study: prints the timeline, and counts. */
  SoakRow row(String fault, int injected, String more) throws IOException {
    printTimeline();
    List<Trial> end = look();
    long completed = end.stream().filter(t -> t.state() == TrialState.COMPLETED).count();
    long finished = end.stream().filter(t -> t.state().finished()).count();
    long changed =
        end.stream()
            .filter(t -> seen.containsKey(t.number()) && !seen.get(t.number()).is(t))
            .count();
    long lost = changed + Math.max(0, trials - finished);
    long outcomes = Long.parseLong(server.query(database, "SELECT outcomes FROM study"));
    long twice = outcomes - finished + acceptedTwice();
    return new SoakRow(
        fault,
        injected,
        (int) lost,
        (int) twice,
        "%d trials of %d completed, %d losses, %d trials ran again, %d late results refused, %s left in the queue; %s; %d s"
            .formatted(
                completed,
                trials,
                end.stream().mapToInt(Trial::losses).sum(),
                end.stream().filter(t -> t.spec().attempt() > 1).count(),
                said("its late result is refused"),
                server.query(database, "SELECT COUNT(*) FROM assignment"),
                more,
                timeline.seconds()));
  }

  /** How many ends of trials the queue took beyond the first of each. */
  private long acceptedTwice() throws IOException {
    Map<String, Integer> ends = new HashMap<>();
    for (ClusterProcess process : processes) {
      for (String line : process.lines()) {
        Matcher ended = ENDED.matcher(line);
        if (ended.find()) {
          ends.merge(ended.group(1), 1, Integer::sum);
        }
      }
    }
    return ends.values().stream().mapToInt(count -> count - 1).sum();
  }

  private void printTimeline() throws IOException {
    for (ClusterProcess process : processes) {
      timeline.add(process);
    }
    timeline.print();
  }

  @Override
  public void close() {
    try {
      for (ClusterProcess process : processes) {
        process.kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // They are killed, and not waited for.
    }
    storage.close();
    server.close();
  }
}
