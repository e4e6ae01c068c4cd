package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What every {@link TrialExecutor} promises. */
public abstract class TrialExecutorContract {

  private static final long PATIENCE_SECONDS = 60;

  /** A new executor of the {@link ContractObjective}, which the caller closes. */
  protected abstract TrialExecutor executor(int slots);

  /**
   * Does what the parameter {@code do} says. Where trials run in another process, that process
   * builds one of these.
   */
  public static final class ContractObjective implements Objective {

    @Override
    public Result evaluate(Configuration configuration, TrialContext context) throws Exception {
      return switch (configuration.text("do")) {
        case "echo" -> echo(configuration, context);
        case "epochs" -> epochs(configuration.integer("epochs"), context);
        case "fail" -> throw new TrialFailedException("diverged at epoch 3");
        case "break" -> throw new IllegalStateException("a broken objective");
        case "sleep" -> sleep(context);
        default -> throw new IllegalArgumentException(configuration.text("do"));
      };
    }

    private static Result sleep(TrialContext context) throws InterruptedException {
      context.report(new EpochReport(1, Map.of(), 0));
      Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      return Result.of("loss", 0);
    }

    private static Result echo(Configuration configuration, TrialContext context) {
      Map<String, Double> metrics = new TreeMap<>();
      configuration
          .values()
          .forEach(
              (name, value) -> {
                if (value instanceof Number n) {
                  metrics.put(name + "." + value.getClass().getSimpleName(), n.doubleValue());
                }
              });
      metrics.put("seed.high", (double) (context.seed() >>> 32));
      metrics.put("seed.low", (double) (context.seed() & 0xFFFFFFFFL));
      metrics.put("nan", Double.NaN);
      metrics.put("infinity", Double.NEGATIVE_INFINITY);
      metrics.put("third", 1.0 / 3);
      metrics.put("tiny", Double.MIN_VALUE);
      return new Result(
          metrics,
          OptionalInt.empty(),
          List.of(
              Attachment.text("text", "zażółć \u2028 </script>"),
              new Attachment(Attachment.MODEL, "application/zip", allBytes())));
    }

    private static Result epochs(long epochs, TrialContext context) {
      double last = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        last = 1.0 / epoch;
        Decision decision =
            context.report(new EpochReport(epoch, Map.of("loss", last, "nan", Double.NaN), 0.5));
        if (decision instanceof Decision.Stop) {
          break;
        }
      }
      return new Result(Map.of("loss", last), OptionalInt.of(1), List.of());
    }

    private static byte[] allBytes() {
      byte[] bytes = new byte[100_000];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) i;
      }
      return bytes;
    }
  }

  /** How a trial ended. */
  protected record End(TrialSpec spec, Evaluation evaluation, String worker) {
    /** The result of a trial that finished. */
    public Result result() {
      assertThat(evaluation).isInstanceOf(Evaluation.Finished.class);
      return ((Evaluation.Finished) evaluation).result();
    }

    /** The cause of one that failed. */
    public String cause() {
      assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
      return ((Evaluation.Failed) evaluation).cause();
    }
  }

  /** Collects what an executor tells. */
  protected static final class Recorder implements TrialEvents {
    private final BiFunction<TrialSpec, EpochReport, Decision> judge;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();

    /** The numbers of trials that a worker has begun. */
    public final List<Integer> begun = new CopyOnWriteArrayList<>();

    /** Every epoch reported. */
    public final List<EpochReport> epochs = new CopyOnWriteArrayList<>();

    /** A recorder that answers epochs as {@code judge} says. */
    public Recorder(BiFunction<TrialSpec, EpochReport, Decision> judge) {
      this.judge = judge;
    }

    /** A recorder that lets every trial train on. */
    public Recorder() {
      this((spec, report) -> Decision.CONTINUE);
    }

    @Override
    public void began(TrialSpec spec, String worker) {
      assertThat(worker).isNotBlank();
      begun.add(spec.number());
    }

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      assertThat(begun).contains(spec.number());
      epochs.add(report);
      return judge.apply(spec, report);
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      ends.add(new End(spec, evaluation, worker));
    }

    /** Waits for the next trial to end. */
    public End end() throws InterruptedException {
      End end = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(end).as("a trial should have ended by now").isNotNull();
      return end;
    }

    /** Ends nobody has asked for yet. */
    public int unread() {
      return ends.size();
    }
  }

  /** A trial that does something. */
  protected static TrialSpec trial(int number, String what, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>(more);
    values.put("do", what);
    return new TrialSpec(
        number, 1, TrialRole.SEARCH, "test", new Configuration(values), 0x7EDCBA9876543210L);
  }

  /** A trial that does something which needs no parameters. */
  protected static TrialSpec trial(int number, String what) {
    return trial(number, what, Map.of());
  }

  @Test
  void epochsArriveInOrderAndTheResultAfterThem() throws Exception {
    Recorder recorder = new Recorder();
    try (TrialExecutor executor = executor(1)) {
      TrialSpec spec = trial(0, "epochs", Map.of("epochs", 5));
      executor.submit(spec, recorder);
      End end = recorder.end();

      assertThat(end.spec()).isEqualTo(spec);
      assertThat(recorder.begun).containsExactly(0);
      assertThat(end.worker()).isNotBlank();
      assertThat(end.result().metrics()).containsExactly(Map.entry("loss", 0.2));
      assertThat(end.result().bestEpoch()).hasValue(1);
      assertThat(recorder.epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4, 5);
      assertThat(recorder.epochs.get(2))
          .isEqualTo(new EpochReport(3, Map.of("loss", 1.0 / 3, "nan", Double.NaN), 0.5));
      assertThat(recorder.unread()).as("ended exactly once").isZero();
    }
  }

  @Test
  void aDecisionToStopReachesTheTrial() throws Exception {
    Recorder recorder =
        new Recorder(
            (spec, report) ->
                report.epoch() < 3 ? Decision.CONTINUE : new Decision.Stop("worse than others"));
    try (TrialExecutor executor = executor(1)) {
      executor.submit(trial(0, "epochs", Map.of("epochs", 1000)), recorder);
      assertThat(recorder.end().result().metrics()).containsEntry("loss", 1.0 / 3);
      assertThat(recorder.epochs).hasSize(3);
    }
  }

  @Test
  void valuesTravelUnchanged() throws Exception {
    Recorder recorder = new Recorder();
    try (TrialExecutor executor = executor(1)) {
      executor.submit(
          trial(0, "echo", Map.of("whole", 3, "real", 1.0, "rate", 1e-4, "large", 1L << 53)),
          recorder);
      Result result = recorder.end().result();

      assertThat(result.metrics())
          .containsEntry("whole.Long", 3.0)
          .containsEntry("real.Double", 1.0)
          .containsEntry("rate.Double", 1e-4)
          .containsEntry("large.Long", 0x1p53)
          .containsEntry("seed.high", (double) 0x7EDCBA98L)
          .containsEntry("seed.low", (double) 0x76543210L)
          .containsEntry("nan", Double.NaN)
          .containsEntry("infinity", Double.NEGATIVE_INFINITY)
          .containsEntry("third", 1.0 / 3)
          .containsEntry("tiny", Double.MIN_VALUE);
      assertThat(result.bestEpoch()).isEmpty();
      assertThat(result.attachments())
          .extracting(Attachment::name)
          .containsExactly("text", "model");
      assertThat(result.attachments().get(0).asText()).isEqualTo("zażółć \u2028 </script>");
      assertThat(result.attachments().get(1).bytes()).isEqualTo(ContractObjective.allBytes());
    }
  }

  @Test
  void aFailingTrialTellsItsCauseAndTheNextOneRuns() throws Exception {
    Recorder recorder = new Recorder();
    try (TrialExecutor executor = executor(1)) {
      executor.submit(trial(0, "fail"), recorder);
      assertThat(recorder.end().cause()).isEqualTo("diverged at epoch 3");

      executor.submit(trial(1, "break"), recorder);
      End broken = recorder.end();
      assertThat(broken.cause()).contains("IllegalStateException").contains("a broken objective");
      assertThat(broken.evaluation().attachments())
          .filteredOn(a -> a.name().equals(Attachment.LOG))
          .singleElement()
          .extracting(Attachment::asText)
          .asString()
          .contains("ContractObjective.evaluate");

      executor.submit(trial(2, "epochs", Map.of("epochs", 1)), recorder);
      assertThat(recorder.end().result().metrics()).containsEntry("loss", 1.0);
    }
  }

  @Test
  void asManyTrialsAsSlotsRunAtOnce() throws Exception {
    CountDownLatch bothRun = new CountDownLatch(2);
    Recorder recorder =
        new Recorder(
            (spec, report) -> {
              bothRun.countDown();
              return met(bothRun) ? Decision.CONTINUE : new Decision.Stop("alone");
            });
    try (TrialExecutor executor = executor(2)) {
      assertThat(executor.slots()).isEqualTo(2);
      executor.submit(trial(0, "epochs", Map.of("epochs", 2)), recorder);
      executor.submit(trial(1, "epochs", Map.of("epochs", 2)), recorder);
      End first = recorder.end();
      End second = recorder.end();

      assertThat(first.result().metrics()).containsEntry("loss", 0.5);
      assertThat(second.result().metrics()).containsEntry("loss", 0.5);
      assertThat(first.worker()).isNotEqualTo(second.worker());
    }
  }

  private static boolean met(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void closingEndsRunningTrialsWithoutAWord() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicInteger words = new AtomicInteger();
    TrialEvents events =
        new TrialEvents() {
          @Override
          public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
            running.countDown();
            return Decision.CONTINUE;
          }

          @Override
          public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
            words.incrementAndGet();
          }
        };
    TrialExecutor executor = executor(1);
    try (executor) {
      executor.submit(trial(0, "sleep"), events);
      assertThat(running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    executor.close(); // a second time does nothing
    assertThat(words).hasValue(0);
  }
}
