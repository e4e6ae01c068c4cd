package dev.nightjar.spark;

import dev.nightjar.experiments.definition.ExecutorSpec;
import dev.nightjar.experiments.worker.ExecutorUnavailableException;
import dev.nightjar.experiments.worker.RemoteTrial;
import dev.nightjar.experiments.worker.RemoteTrials;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trials on a Spark cluster. Each trial is a job of one task, which Spark gives to whatever
 * executor has a core free; the task connects back to this driver and runs the trial in a worker
 * process beside the executor.
 *
 * <p>Spark never runs a task a second time for us: whether a trial that was lost with its executor
 * runs again, and as which attempt, is the runner's decision. If Spark does start a task twice all
 * the same, the second is turned away by the driver, since each secret is good for one connection.
 */
public final class SparkTrialExecutor implements TrialExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(SparkTrialExecutor.class);

  /** The port that executors connect to; any that is free without it. */
  static final String PORT = "spark.nightjar.port";

  /** How Spark's messages name what happened to a task whose executor has gone. */
  private static final String EXECUTOR_LOST = "ExecutorLostFailure";

  private static final int MAX_CAUSE = 500;
  private static final long CLOSE_SECONDS = 10;

  private final JavaSparkContext spark;
  private final RemoteTrials trials;
  private final String host;
  private final int slots;
  private final ExecutorService threads;
  private final Map<TrialSpec, RemoteTrial> running = new ConcurrentHashMap<>();
  private final Set<TrialSpec> cancelled = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private SparkTrialExecutor(JavaSparkContext spark, RemoteTrials trials, int slots) {
    this.spark = spark;
    this.trials = trials;
    this.host = spark.getConf().get("spark.driver.host");
    this.slots = slots;
    AtomicInteger count = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            slots,
            task -> {
              Thread thread = new Thread(task, "spark-trial-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Connects to a cluster.
   *
   * @throws ExecutorUnavailableException if none is named, or it cannot be reached
   */
  static SparkTrialExecutor open(ExecutorSpec spec, WorkerSettings workers, String study) {
    SparkConf conf = configure(new SparkConf(), spec.master(), study);
    JavaSparkContext spark;
    try {
      spark = new JavaSparkContext(conf);
    } catch (RuntimeException e) {
      throw new ExecutorUnavailableException(
          "Spark at " + conf.get("spark.master") + " cannot be used: " + e.getMessage(), e);
    }
    try {
      String address =
          conf.get("spark.driver.bindAddress", spark.getConf().get("spark.driver.host"));
      RemoteTrials trials =
          new RemoteTrials(InetAddress.getByName(address), conf.getInt(PORT, 0), workers);
      return new SparkTrialExecutor(spark, trials, workers.slots());
    } catch (IOException e) {
      spark.stop();
      throw new ExecutorUnavailableException(
          "executors could not connect to this driver: "
              + e.getMessage()
              + "; spark.driver.host, spark.driver.bindAddress and "
              + PORT
              + " say where it listens",
          e);
    }
  }

  /** What was said to spark-submit, and what a search needs. */
  static SparkConf configure(SparkConf conf, Optional<String> master, String study) {
    conf.setAppName("nightjar " + study);
    master.ifPresent(conf::setMaster);
    if (!conf.contains("spark.master")) {
      throw new ExecutorUnavailableException(
          "no Spark is named; add to the experiment file executor: {type: spark, master:"
              + " spark://HOST:7077, slots: 8}, or give spark-submit its --master");
    }
    // A trial is started again by the runner, under a new attempt, or not at all.
    conf.set("spark.task.maxFailures", "1");
    conf.set("spark.speculation", "false");
    conf.set("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.log.level", "ERROR");
    return conf;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ExecutorUnavailableException if Spark has ended the application: nothing can run any
   *     more
   */
  @Override
  public int slots() {
    requireSpark();
    return slots;
  }

  @Override
  public void submit(TrialSpec spec, TrialEvents events) {
    requireSpark();
    threads.execute(() -> run(spec, events));
  }

  private void requireSpark() {
    if (spark.sc().isStopped() && !closed.get()) {
      throw new ExecutorUnavailableException(
          "Spark has ended the application; its log and its master's say why. What had finished is"
              + " kept; the same command goes on from there");
    }
  }

  /** Ends the trial where it runs; it fails with that. */
  @Override
  public void cancel(TrialSpec spec) {
    Optional.ofNullable(running.get(spec))
        .ifPresent(
            trial -> {
              cancelled.add(spec);
              trial.abandon();
            });
  }

  private void run(TrialSpec spec, TrialEvents events) {
    RemoteTrial trial = trials.expect(spec, events);
    running.put(spec, trial);
    CompletableFuture<Void> cleared = trial.end().thenAccept(end -> clear(spec, end));
    Optional<String> trouble;
    RemoteTrial.End end;
    try {
      trouble = closed.get() ? Optional.empty() : runJob(spec, trial);
    } finally {
      trial.abandon(); // If it has ended, this does nothing.
      end = trial.end().join();
      cleared.join();
      running.remove(spec);
    }
    boolean wanted = !cancelled.remove(spec);
    if (closed.get() || spark.sc().isStopped()) {
      return; // It ends without a word; the runner hears of Spark's end otherwise.
    }
    if (end instanceof RemoteTrial.End.Told told) {
      events.ended(spec, told.evaluation(), trial.worker());
    } else if (!wanted) {
      events.ended(spec, new Evaluation.Failed("cancelled", List.of()), trial.worker());
    } else if (trial.connected() || trouble.filter(t -> t.contains(EXECUTOR_LOST)).isPresent()) {
      events.lost(spec, cause(end, trouble), trial.worker());
    } else {
      events.ended(
          spec,
          new Evaluation.Failed(
              "Spark could not run it: " + trouble.orElse("the task ended without a word"),
              List.of()),
          trial.worker());
    }
  }

  private static String cause(RemoteTrial.End end, Optional<String> trouble) {
    int epoch = end instanceof RemoteTrial.End.Silent silent ? silent.lastEpoch() : 0;
    return "its Spark executor fell silent "
        + (epoch > 0 ? "after epoch " + epoch : "before its first epoch ended")
        + trouble.map(t -> " (" + t + ")").orElse("");
  }

  /**
   * Runs a trial's job to its end.
   *
   * @return what Spark says went wrong; empty if nothing did
   */
  private Optional<String> runJob(TrialSpec spec, RemoteTrial trial) {
    String words = "trial " + spec.number() + ", attempt " + spec.attempt();
    spark.setJobGroup(group(spec), words, true);
    try {
      spark
          .parallelize(List.of(spec.number()), 1)
          .foreach(new TrialTask(host, trials.port(), trial.secret()));
      return Optional.empty();
    } catch (Exception e) { // Spark is Scala: it throws what it does not declare.
      LOG.debug("the job of {}", words, e);
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
      return Optional.of(said.length() <= MAX_CAUSE ? said : said.substring(0, MAX_CAUSE) + "…");
    }
  }

  private static String group(TrialSpec spec) {
    return "nightjar-" + spec.number() + "-" + spec.attempt();
  }

  /** Ends the job of a trial whose executor fell silent: it may be gone without Spark knowing. */
  private void clear(TrialSpec spec, RemoteTrial.End end) {
    if (end instanceof RemoteTrial.End.Silent) {
      try {
        spark.cancelJobGroup(group(spec));
      } catch (IllegalStateException e) {
        LOG.debug("Spark has ended with all its jobs", e);
      }
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    running.values().forEach(RemoteTrial::abandon);
    try {
      trials.close();
    } catch (IOException e) {
      LOG.warn("the port for executors could not be closed: {}", e.toString());
    }
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    HostWork.close(); // In local mode this JVM is the executor.
    spark.stop();
  }
}
