package dev.nightjar.bench;

import dev.nightjar.experiments.cluster.Assignments;
import dev.nightjar.experiments.cluster.Claimer;
import dev.nightjar.experiments.cluster.Pace;
import dev.nightjar.experiments.cluster.SharedExecutor;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.InProcessExecutor;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.Tenure;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A study whose trials take no time, so that what it sustains is what storing, queueing and
 * suggesting sustain. On H2 all workers are of the one process that runs the study, as with {@code
 * nightjar run}; on PostgreSQL they are of hosts, each with connections of its own, which claim
 * trials from the queue.
 */
final class ThroughputStudy {
  private static final int EPOCHS = 3;
  private static final int WORKERS_OF_A_HOST = 16;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Objective NO_TIME =
      (configuration, context) -> {
        double loss = 0;
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
          loss = ThroughputSpace.loss(context.number(), epoch);
          context.report(ThroughputSpace.report(epoch, loss));
        }
        return Result.of("loss", loss);
      };

  private final String url;
  private final boolean shared;
  private final ThroughputCalls calls = new ThroughputCalls();
  private final AtomicLong ended = new AtomicLong();

  /**
   * Studies in a storage.
   *
   * @param shared whether through the queue for many hosts
   */
  ThroughputStudy(String url, boolean shared) {
    this.url = url;
    this.shared = shared;
  }

  /** Lets so many workers search for a while, and tells what they came to. */
  Map<String, Object> measure(int workers, Duration warmUp, Duration time) throws Exception {
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      Study study = storage.create(ThroughputSpace.definition("throughput-" + workers));
      StudyLease lease =
          storage.acquire(
              study.id(),
              ProcessIdentity.current(),
              Tenure.ONLY_PROCESS.lease(),
              ProcessIdentity::state);
      try (HeldStudy held = new HeldStudy(storage, lease)) {
        return shared
            ? throughQueue(storage, study, held.lease(), workers, warmUp, time)
            : inOneProcess(storage, study, held.lease(), workers, warmUp, time);
      }
    }
  }

  private Map<String, Object> inOneProcess(
      JdbcStorage storage,
      Study study,
      StudyLease lease,
      int workers,
      Duration warmUp,
      Duration time)
      throws Exception {
    try (TrialExecutor executor = new InProcessExecutor(NO_TIME, workers)) {
      return run(storage, study, lease, executor, workers, warmUp, time);
    }
  }

  private Map<String, Object> throughQueue(
      JdbcStorage storage,
      Study study,
      StudyLease lease,
      int workers,
      Duration warmUp,
      Duration time)
      throws Exception {
    List<JdbcStorage> lines = new ArrayList<>();
    List<Claimer> hosts = new ArrayList<>();
    Assignments assignments = calls.timed(Assignments.class, storage.assignments(study.id()));
    try (SharedExecutor executor = new SharedExecutor(assignments, lease, Pace.DEFAULT)) {
      for (int left = workers; left > 0; left -= WORKERS_OF_A_HOST) {
        JdbcStorage line = JdbcStorage.open(url);
        lines.add(line);
        Claimer host =
            new Claimer(
                line.claims(study.id()),
                new InProcessExecutor(NO_TIME, Math.min(left, WORKERS_OF_A_HOST)),
                "host-" + lines.size(),
                Pace.DEFAULT,
                words -> {});
        hosts.add(host);
        host.start();
      }
      return run(storage, study, lease, executor, workers, warmUp, time);
    } finally {
      for (Claimer host : hosts) {
        host.close();
      }
      lines.forEach(JdbcStorage::close);
    }
  }

  private Map<String, Object> run(
      Storage storage,
      Study study,
      StudyLease lease,
      TrialExecutor executor,
      int workers,
      Duration warmUp,
      Duration time)
      throws InterruptedException, ExecutionException {
    ThroughputCalls stored = new ThroughputCalls();
    StudyRunner runner =
        new StudyRunner(
            study,
            stored.timed(Storage.class, storage),
            lease,
            Tenure.ONLY_PROCESS,
            StudyPlan.of(new RandomStrategy(), Budget.trials(Integer.MAX_VALUE)),
            executor,
            new Counter(),
            Clock.systemUTC());
    FutureTask<Object> search = new FutureTask<>(runner::run);
    Thread thread = new Thread(search, "runner");
    thread.start();
    awaitEnded(workers, warmUp);
    stored.reset();
    calls.reset();
    long before = ended.get();
    long begun = System.nanoTime();
    awaitEnded(before + 2L * workers, time);
    double seconds = (System.nanoTime() - begun) / 1e9;
    long trials = Math.max(1, ended.get() - before);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("measured", "trials that take no time");
    result.put("database", shared ? "postgresql" : "h2");
    result.put("workers", workers);
    result.put("trials_per_second", trials / seconds);
    double busy = stored.millis() + calls.millis("put");
    result.put("runner_busy", busy / (1e3 * seconds));
    for (String method : List.of("start", "began", "report", "finish")) {
      result.put(method + "_ms_a_trial", stored.millis(method) / trials);
    }
    result.put("put_ms_a_trial", calls.millis("put") / trials);
    result.put("judge_ms_a_trial", calls.millis("judge") / trials);
    runner.interrupt();
    search.get();
    return result;
  }

  /** Waits for a time, and until so many trials have ended: all workers begin and end together. */
  private void awaitEnded(long count, Duration atLeast) throws InterruptedException {
    long begun = System.nanoTime();
    long passed = 0;
    while (passed < atLeast.toNanos() || (ended.get() < count && passed < LONGEST.toNanos())) {
      TimeUnit.MILLISECONDS.sleep(10);
      passed = System.nanoTime() - begun;
    }
  }

  /** Counts trials that have ended. */
  private final class Counter implements StudyListener {
    @Override
    public void ended(Trial trial, History history) {
      ended.incrementAndGet();
    }
  }
}
