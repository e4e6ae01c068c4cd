package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.MemorySize;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.zoo.task.Refit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault a trial can cause, with real child JVMs. Most tests share one executor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class WorkerProcessExecutorTest {

  private WorkerProcessExecutor shared;

  /** What became of a trial. */
  private record End(Evaluation evaluation, String worker) {
    Map<String, Double> metrics() {
      assertThat(evaluation).isInstanceOf(Evaluation.Finished.class);
      return ((Evaluation.Finished) evaluation).result().metrics();
    }

    String cause() {
      assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
      return ((Evaluation.Failed) evaluation).cause();
    }

    String log() {
      return evaluation.attachments().stream()
          .filter(a -> a.name().equals(Attachment.LOG))
          .map(Attachment::asText)
          .findFirst()
          .orElse("");
    }

    long pid() {
      return metrics().get("pid").longValue();
    }
  }

  /** Tells a test the pid of the worker at each epoch, and how the trial ended. */
  private static final class Events implements TrialEvents {
    private final LongConsumer onEpoch;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();

    Events(LongConsumer onEpoch) {
      this.onEpoch = onEpoch;
    }

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      onEpoch.accept(report.metrics().get("pid").longValue());
      return Decision.CONTINUE;
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      ends.add(new End(evaluation, worker));
    }
  }

  @BeforeAll
  void start() {
    shared = executor("fine", 1, TestJvm.small(), Optional.empty());
  }

  @AfterAll
  void stop() {
    shared.close();
  }

  private static WorkerProcessExecutor executor(
      String definition, int slots, WorkerJvm jvm, Optional<Duration> limit) {
    return new WorkerProcessExecutor(
        new WorkerSettings(MisbehavingProgram.TYPE, definition, slots, limit, jvm));
  }

  private static TrialSpec trial(String what) {
    return new TrialSpec(0, 1, TrialRole.SEARCH, "test", new Configuration(Map.of("do", what)), 1L);
  }

  private static End run(WorkerProcessExecutor executor, String what, LongConsumer onEpoch)
      throws InterruptedException {
    Events events = new Events(onEpoch);
    executor.submit(trial(what), events);
    return events.ends.take();
  }

  private End run(String what) throws InterruptedException {
    return run(shared, what, pid -> {});
  }

  /** Whether a process has ended; a zombie whose parent has not looked yet has ended too. */
  private static boolean gone(long pid) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return true;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return ProcessHandle.of(pid).isEmpty();
    }
  }

  private static void awaitGone(long pid) throws InterruptedException {
    while (!gone(pid)) { // the test's timeout bounds it
      Thread.sleep(20);
    }
  }

  @Test
  void aWorkerServesManyTrialsAndLoadsOnce() throws Exception {
    End first = run("nothing");
    End second = run("nothing");
    assertThat(second.pid()).isEqualTo(first.pid()).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(second.metrics()).containsEntry("loads", 1.0);
    assertThat(first.worker()).isEqualTo("worker-1");
    assertThat(first.log()).isEmpty();
  }

  @Test
  void whatATrialWritesIsItsLogAndNoOthers() throws Exception {
    assertThat(run("print").log()).isEqualTo("to standard output\nto standard error\n");
    assertThat(run("nothing").log()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "exit, the worker process exited with code 7 before its first epoch ended",
    "'report, exit', the worker process exited with code 7 after epoch 2",
    "'report, halt', the worker process exited with code 0 after epoch 2",
  })
  void aWorkerThatExitsFailsItsTrialAndIsReplaced(String what, String cause) throws Exception {
    long before = run("nothing").pid();
    assertThat(run(what).cause()).isEqualTo(cause);
    End after = run("nothing");
    assertThat(after.pid()).isNotEqualTo(before);
    assertThat(after.worker()).as("the name outlives the process").isEqualTo("worker-1");
    assertThat(gone(before)).isTrue();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWorkerKilledFromOutsideSaysSo() throws Exception {
    End end =
        run(
            shared,
            "report, sleep",
            pid -> ProcessHandle.of(pid).ifPresent(p -> p.destroyForcibly()));
    assertThat(end.cause())
        .startsWith(
            "the worker process was killed by SIGKILL (often: the system ran out of memory) after"
                + " epoch 1");
    assertThat(run("nothing").metrics()).containsEntry("loads", 1.0);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void ctrlCIsTheControllersAffair() throws Exception {
    long before = run("nothing").pid();
    for (String signal : List.of("-INT", "-HUP")) {
      new ProcessBuilder("kill", signal, Long.toString(before)).start().waitFor();
    }
    assertThat(run("nothing").pid()).isEqualTo(before);
  }

  @Test
  void aWorkerComputesWithOneThreadAndShowsNoSecret() throws Exception {
    String log = run("print environment").log();
    assertThat(log)
        .contains("OMP_NUM_THREADS=1\n", "OPENBLAS_NUM_THREADS=1\n", "MKL_NUM_THREADS=1\n")
        .contains("command: " + WorkerMain.class.getName() + "\n");
    assertThat(log).as("256 bits in hexadecimal").doesNotContainPattern("[0-9a-f]{64}");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWorkerKilledBetweenTrialsCostsNone() throws Exception {
    long pid = run("nothing").pid();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(run("nothing").pid()).isNotEqualTo(pid);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNativeCrashIsToldWithItsSignal() throws Exception {
    End end = run("report, segfault");
    assertThat(end.cause())
        .startsWith("the worker process crashed natively (SIGSEGV in ")
        .endsWith(") after epoch 2");
    assertThat(end.log()).contains("A fatal error has been detected by the Java Runtime");
    assertThat(run("nothing").metrics()).containsKey("pid");
  }

  @Test
  void aFullHeapIsToldWithItsLimit() throws Exception {
    assertThat(run("report, fill heap").cause())
        .isEqualTo(
            "the worker process ran out of memory (OutOfMemoryError: Java heap space; its heap was"
                + " limited to 48 MB, which a greater budget.max_trial_memory raises) after epoch"
                + " 2");
    assertThat(run("nothing").metrics()).containsKey("pid");
  }

  @Test
  void afterAnOutOfMemoryErrorOfALibraryTheWorkerIsReplaced() throws Exception {
    long before = run("nothing").pid();
    End end = run("throw OutOfMemoryError");
    assertThat(end.cause())
        .isEqualTo(
            "ran out of memory: Physical memory usage is too high; set a greater"
                + " budget.max_trial_memory, or search what needs less");
    assertThat(end.log()).contains("MisbehavingProgram.misbehave");
    assertThat(run("nothing").pid()).isNotEqualTo(before);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aTrialThatTakesTooMuchNativeMemoryIsKilled() throws Exception {
    try (WorkerProcessExecutor executor = capped(new MemorySize(300))) {
      long before = run(executor, "nothing").pid();
      End end = run(executor, "report, print, hoard");
      assertThat(end.cause())
          .matches(
              "exceeded max_trial_memory of 300MB: it used [3-9][0-9]{2} MB after epoch 2; set a"
                  + " greater budget.max_trial_memory, or search what needs less");
      assertThat(end.log()).isEqualTo("to standard output\nto standard error\n");
      assertThat(run(executor, "nothing").pid()).isNotEqualTo(before);
      assertThat(gone(before)).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theMemoryOfWhatATrialHasStartedCounts() throws Exception {
    try (WorkerProcessExecutor executor = capped(new MemorySize(300))) {
      assertThat(run(executor, "start a hoarder").cause())
          .startsWith("exceeded max_trial_memory of 300MB: it used ");
      assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
          .noneMatch(p -> p.info().commandLine().orElse("").contains("tail"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aWorkerThatKeepsTooMuchMemoryIsReplacedBetweenTrials() throws Exception {
    try (WorkerProcessExecutor executor = capped(new MemorySize(600))) {
      long first = run(executor, "keep 64 MB").pid();
      assertThat(run(executor, "nothing").pid()).as("it has room enough").isEqualTo(first);
      assertThat(run(executor, "keep 320 MB").pid()).isEqualTo(first);
      assertThat(run(executor, "nothing").pid()).isNotEqualTo(first);
      assertThat(gone(first)).isTrue();
    }
  }

  private static WorkerProcessExecutor capped(MemorySize cap) {
    WorkerJvm jvm =
        TestJvm.small()
            .withOptions(List.of("-XX:TieredStopAtLevel=1", "-XX:MaxDirectMemorySize=4g"));
    return new WorkerProcessExecutor(
        new WorkerSettings(MisbehavingProgram.TYPE, "fine", 1, Optional.empty(), jvm)
            .withMaxTrialMemory(cap));
  }

  private static End run(WorkerProcessExecutor executor, String what) throws InterruptedException {
    return run(executor, what, pid -> {});
  }

  @Test
  void anExceptionIsToldWithItsTrace() throws Exception {
    long before = run("nothing").pid();
    End end = run("report, throw");
    assertThat(end.cause()).isEqualTo("java.lang.IllegalStateException: no such cell");
    assertThat(end.log()).contains("MisbehavingProgram.misbehave");
    assertThat(run("nothing").pid()).as("an exception is no reason").isEqualTo(before);
  }

  @Test
  void anOverflownStackFailsTheTrialOnly() throws Exception {
    long before = run("nothing").pid();
    assertThat(run("overflow stack").cause()).isEqualTo("java.lang.StackOverflowError");
    assertThat(run("nothing").pid()).isEqualTo(before);
  }

  @Test
  void muchOutputNeitherBlocksNorFillsMemory() throws Exception {
    String log = run("print 64 MB").log();
    assertThat(log).startsWith("[… earlier output dropped]\n").endsWith("the last line\n");
    assertThat(log.length()).isLessThan(LogTail.CAPACITY + 100);
  }

  @Test
  void garbageOnStandardOutputCorruptsNothing() throws Exception {
    End end = run("print garbage");
    assertThat(end.metrics()).containsKey("pid");
    assertThat(end.log()).isNotEmpty();
    assertThat(run("nothing").log()).isEmpty();
  }

  @Test
  void aTrialThatReplacesStandardOutputKeepsItsLogApart() throws Exception {
    assertThat(run("replace standard output").log()).isEqualTo("before\n");
    assertThat(run("exit").cause()).contains("code 7"); // leave a whole worker to the others
  }

  @Test
  void aTrialThatClosesStandardOutputStillEnds() throws Exception {
    assertThat(run("close standard output").metrics()).containsKey("pid");
    assertThat(run("nothing").metrics()).containsKey("pid");
    assertThat(run("exit").cause()).contains("code 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "spin", "wait in native code", "print without end"})
  void aTrialThatDoesNotEndIsKilled(String what) throws Exception {
    Duration limit = Duration.ofMillis(400);
    try (WorkerProcessExecutor executor =
        executor("fine", 1, TestJvm.small(), Optional.of(limit))) {
      assertThat(run(executor, what, pid -> {}).cause())
          .isEqualTo("exceeded max_trial_duration of 400ms");
    }
  }

  @Test
  void afterATimeoutTheWorkerIsReplaced() throws Exception {
    long[] worker = new long[1];
    try (WorkerProcessExecutor executor =
        executor("fine", 1, TestJvm.small(), Optional.of(Duration.ofSeconds(1)))) {
      End end = run(executor, "report, sleep", pid -> worker[0] = pid);
      assertThat(end.cause()).isEqualTo("exceeded max_trial_duration of 1s");
      assertThat(run(executor, "nothing").pid()).isNotEqualTo(worker[0]);
      assertThat(gone(worker[0])).isTrue();
    }
  }

  @Test
  void aWorkerThatCannotLoadFailsEachTrialWithTheReason() throws Exception {
    try (WorkerProcessExecutor executor =
        executor("bad data", 1, TestJvm.small(), Optional.empty())) {
      for (int i = 0; i < 2; i++) {
        End end = run(executor, "nothing");
        assertThat(end.cause()).isEqualTo("names.tsv:3: no tab in this line");
        assertThat(end.log()).startsWith("about to load\n").contains("MisbehavingProgram.create");
      }
    }
  }

  @Test
  void aWorkerThatDiesWhileLoadingSaysSo() throws Exception {
    try (WorkerProcessExecutor executor = executor("exit", 1, TestJvm.small(), Optional.empty())) {
      assertThat(run(executor, "nothing").cause())
          .isEqualTo("the worker process exited with code 9 before it was ready");
    }
  }

  @Test
  void aWorkerThatDoesNotGetReadyIsGivenUp() throws Exception {
    WorkerJvm jvm = TestJvm.small().withStartTimeout(Duration.ofSeconds(2));
    try (WorkerProcessExecutor executor = executor("hang", 1, jvm, Optional.empty())) {
      assertThat(run(executor, "nothing").cause())
          .isEqualTo("the worker process was not ready within 2s");
    }
  }

  @Test
  void aJvmThatCannotStartTellsWhatItSaid() throws Exception {
    WorkerJvm jvm = TestJvm.small().withOptions(List.of("-XX:NoSuchOption=1"));
    try (WorkerProcessExecutor executor = executor("fine", 1, jvm, Optional.empty())) {
      End end = run(executor, "nothing");
      assertThat(end.cause())
          .isEqualTo("the worker process exited with code 1 before it was ready");
      assertThat(end.log()).contains("NoSuchOption");
    }
  }

  @Test
  void anUnknownProgramTypeIsRefused() throws Exception {
    try (WorkerProcessExecutor executor =
        new WorkerProcessExecutor(
            new WorkerSettings("no-such-type", "", 1, Optional.empty(), TestJvm.small()))) {
      assertThat(run(executor, "nothing").cause())
          .contains("no program of type no-such-type")
          .contains(MisbehavingProgram.TYPE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, no frame begins with 0x6e6f2066",
    "huge, a header of 2147483647 bytes",
    "not json, an unreadable message",
    "wrong turn, nobody asked for Ready",
  })
  void aWorkerThatBreaksTheProtocolFailsItsTrial(String how, String cause) throws Exception {
    WorkerJvm jvm = TestJvm.small().withMainClass(RudeWorker.class.getName());
    try (WorkerProcessExecutor executor = executor(how, 1, jvm, Optional.empty())) {
      assertThat(run(executor, "nothing").cause())
          .startsWith("the worker process broke the protocol before its first epoch ended: ")
          .contains(cause);
    }
  }

  @Test
  void aModelIsScoredAndDescribedInTheFreeWorkerOrInOneOfItsOwn() throws Exception {
    long pid = run("nothing").pid();
    assertThat(shared.scoreTest(new byte[3]))
        .containsEntry("test.bytes", 3.0)
        .containsEntry("test.pid", (double) pid);
    assertThatThrownBy(() -> shared.scoreTest(new byte[0]))
        .isInstanceOf(WorkerFailedException.class)
        .hasMessage("this is not a model");
    assertThat(shared.describe(new byte[3], 7))
        .extracting(Attachment::name, Attachment::mediaType, Attachment::asText)
        .containsExactly(tuple("samples", "text/plain; charset=utf-8", "3 bytes, seed 7"));
    assertThatThrownBy(() -> shared.describe(new byte[0], 7))
        .isInstanceOf(WorkerFailedException.class)
        .hasMessage("this is not a model");

    Refit refit = shared.refit(new Configuration(Map.of("x", 3)), 7, 5);
    assertThat(refit.trainingLoss()).isEqualTo(7);
    assertThat(refit.seconds()).isEqualTo(5);
    assertThat(new String(refit.model(), StandardCharsets.UTF_8)).isEqualTo("{x=3}");
    assertThatThrownBy(() -> shared.refit(new Configuration(Map.of()), 7, 5))
        .isInstanceOf(WorkerFailedException.class)
        .hasMessage("there is nothing to train");

    BlockingQueue<Long> running = new LinkedBlockingQueue<>();
    try (WorkerProcessExecutor busy = executor("fine", 1, TestJvm.small(), Optional.empty())) {
      busy.submit(trial("report, sleep"), new Events(running::add));
      long busyPid = running.take();
      long otherPid = busy.scoreTest(new byte[1]).get("test.pid").longValue();
      assertThat(otherPid).isNotEqualTo(busyPid);
      awaitGone(otherPid);
      assertThat(gone(busyPid)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"report, sleep", "report, spin"})
  void aCancelledTrialEndsAtOnceAndTheNextOneRuns(String what) throws Exception {
    BlockingQueue<Long> running = new LinkedBlockingQueue<>();
    Events events = new Events(running::add);
    shared.submit(trial(what), events);
    long pid = running.take();
    shared.cancel(trial("another trial"));
    shared.cancel(trial(what));
    assertThat(events.ends.take().cause()).startsWith("the worker process");
    awaitGone(pid);
    assertThat(run("nothing").pid()).isNotEqualTo(pid);
    shared.cancel(trial("nothing")); // It has ended.
    assertThat(run("nothing").worker()).isEqualTo("worker-1");
  }

  @Test
  void aFaultOfTheListenerEndsTheTrialAllTheSame() throws Exception {
    End end =
        run(
            shared,
            "report, sleep",
            pid -> {
              throw new IllegalStateException("the storage is full");
            });
    assertThat(end.cause()).contains("the storage is full");
  }

  @Test
  void closingLeavesNoProcessAndNoFile() throws Exception {
    BlockingQueue<Long> running = new LinkedBlockingQueue<>();
    List<Path> before = temporaryFiles();
    List<Path> during;
    try (WorkerProcessExecutor executor = executor("fine", 2, TestJvm.small(), Optional.empty())) {
      run(executor, "leave a file", pid -> {});
      executor.submit(trial("report, start a process"), new Events(running::add));
      executor.submit(trial("report, spin"), new Events(running::add));
      running.take();
      running.take();
      during = temporaryFiles();
    }
    assertThat(during.size()).isGreaterThan(before.size());
    assertThat(temporaryFiles()).isEqualTo(before);
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
        .allMatch(p -> isOf(shared, p) || gone(p.pid()));
  }

  private static boolean isOf(WorkerProcessExecutor executor, ProcessHandle process) {
    return executor.workerPids().contains(process.pid());
  }

  private static List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(WorkerDirectory.PREFIX))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "spin", "wait in native code"})
  void workersFollowTheirControllerToItsDeath(String what) throws Exception {
    Process controller =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LonelyController.class.getName(),
                "report, " + what)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = controller.inputReader()) {
      long worker = Long.parseLong(output.readLine());
      assertThat(gone(worker)).isFalse();
      controller.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      awaitGone(worker);
    } finally {
      controller.destroyForcibly();
    }
  }
}
