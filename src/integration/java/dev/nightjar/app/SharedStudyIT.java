package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One study, one PostgreSQL server, and processes that are killed, frozen and cut off. */
@Timeout(240)
class SharedStudyIT {

  private static final int TRIALS = 40;
  private static final String NAME = "shared";

  @TempDir private Path folder;
  private PostgresServer server;
  private String database;
  private Storage storage;

  /** After which a host that is silent has lost its trials. */
  private String lease = "6s";

  @BeforeEach
  void open() throws IOException {
    server = new PostgresServer();
    database = server.newDatabase();
    storage = JdbcStorage.open(server.url(database));
    write(TRIALS, 0.2, "");
  }

  /** Writes a study of so many trials of five epochs, which take so many seconds each. */
  private void write(int trials, double seconds, String more) throws IOException {
    Files.writeString(
        folder.resolve("script.sh"),
        """
        for epoch in 1 2 3 4 5; do sleep %s; echo "$epoch 0.$epoch"; done
        echo "{\\"value\\": $1}"
        """
            .formatted(seconds));
    Files.writeString(
        folder.resolve("study.yaml"),
        """
        version: 1
        name: %s
        task: {type: command, argv: [sh, script.sh, "{x}"]}
        parameters: {x: {type: float, min: 0.0, max: 1.0}}
        strategy: {type: random}
        budget: {max_trials: %d}
        parallelism: 1
        """
                .formatted(NAME, trials)
            + more);
  }

  @AfterEach
  void close() {
    storage.close();
    server.close();
  }

  private CommandLineRun start(String command, String name) throws IOException {
    return CommandLineRun.start(
        folder,
        command,
        "study.yaml",
        "--storage",
        server.url(database),
        "--name",
        name,
        "--lease",
        lease);
  }

  private List<Trial> trials() {
    return storage.find(NAME).map(Study::id).map(storage::trials).orElse(List.of());
  }

  private long finished() {
    return trials().stream().filter(t -> t.state().finished()).count();
  }

  /** A trial that a host runs, and that has reported an epoch, but is not near its end. */
  private Optional<Trial> running(String host) {
    return trials().stream()
        .filter(t -> t.state() == TrialState.RUNNING)
        .filter(t -> t.worker().filter(w -> w.startsWith(host + "/")).isPresent())
        .filter(t -> !t.epochs().isEmpty() && t.epochs().size() < 4)
        .findFirst();
  }

  private static <T> T await(Callable<Optional<T>> what) throws Exception {
    while (true) { // the test's timeout bounds it
      Optional<T> found = what.call();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(20);
    }
  }

  private static void awaitThat(Callable<Boolean> condition) throws Exception {
    await(() -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  private void awaitNextAttempt(Trial lost) throws Exception {
    awaitThat(() -> trials().get(lost.number()).spec().attempt() > lost.spec().attempt());
  }

  @Test
  void everyTrialFinishesOnceWhateverHappensToTheHosts() throws Exception {
    CommandLineRun run = start("run", "first");
    CommandLineRun doomed = start("worker", "doomed");
    CommandLineRun frozen = start("worker", "frozen");
    CommandLineRun late = start("worker", "late");
    CommandLineRun steady = start("worker", "steady");

    final Trial ofDoomed = await(() -> running("doomed"));
    doomed.handle().destroyForcibly();
    final Trial ofFrozen = await(() -> running("frozen"));
    frozen.signal("STOP");

    awaitThat(() -> finished() >= 6);
    server.crash();
    server.start();

    awaitNextAttempt(ofFrozen);
    frozen.signal("CONT");
    frozen.awaitOutput("trial " + ofFrozen.number() + ", attempt 1: this worker's claim");
    awaitNextAttempt(ofDoomed);

    await(() -> running("first"));
    run.handle().destroyForcibly();
    awaitThat(
        () ->
            List.of(frozen, late, steady).stream()
                .anyMatch(worker -> output(worker).contains("runs the study")));
    await(() -> running("late"));
    late.handle().destroyForcibly();

    CommandLineRun.Finished steadyEnd = steady.await();
    CommandLineRun.Finished frozenEnd = frozen.await();
    assertThat(steadyEnd.exitCode()).as(steadyEnd.out() + steadyEnd.err()).isZero();
    assertThat(frozenEnd.exitCode()).as(frozenEnd.out() + frozenEnd.err()).isZero();
    assertThat(frozenEnd.out()).contains("its late result is refused");
    assertThat(steadyEnd.out()).contains("the study has ended: All trials");

    assertThat(trials())
        .hasSize(TRIALS)
        .allMatch(t -> t.state() == TrialState.COMPLETED && t.epochs().size() == 5);
    assertThat(server.query(database, "SELECT outcomes FROM study"))
        .as("how often a trial was stored as finished")
        .isEqualTo(Integer.toString(TRIALS));
    assertThat(server.query(database, "SELECT COUNT(*) FROM assignment")).isEqualTo("0");
    assertThat(trials().get(ofDoomed.number()).losses()).isPositive();
    assertThat(trials().get(ofFrozen.number()).losses()).isPositive();

    CommandLineRun.Finished conclusion = start("run", "again").await();
    assertThat(conclusion.exitCode()).as(conclusion.err()).isZero();
    assertThat(conclusion.out()).contains("best: trial #").contains("report: ");
    assertThat(trials()).hasSize(TRIALS);
  }

  @Test
  void aWorkerThatIsToldToStopGivesItsTrialBackAndWhoAsksIsTold() throws Exception {
    write(TRIALS, 0.8, "");
    lease = "5m"; // What is given back is not waited for, and nobody is lost for being slow.
    CommandLineRun run = start("run", "first");
    CommandLineRun leaving = start("worker", "leaving");
    awaitThat(() -> !trials().isEmpty());

    CommandLineRun.Finished second = start("run", "second").await();
    assertThat(second.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(second.err())
        .contains("study shared is being run by process")
        .contains("nightjar worker FILE --storage");

    final Trial given = await(() -> running("leaving"));
    leaving.signal("TERM");
    CommandLineRun.Finished left = leaving.await();
    assertThat(left.exitCode()).as(left.out() + left.err()).isEqualTo(ExitCode.INTERRUPTED);
    awaitNextAttempt(given);
    assertThat(trials().get(given.number()).losses()).isZero();

    write(TRIALS, 0.8, "seed: 43\n");
    CommandLineRun.Finished other = start("worker", "other").await();
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("seed: 42 → 43");

    await(() -> running("first"));
    run.signal("TERM");
    CommandLineRun.Finished stopped = run.await();
    assertThat(stopped.exitCode()).as(stopped.out()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(trials()).allMatch(t -> t.losses() == 0);
    assertThat(trials().stream().filter(t -> t.state() == TrialState.RUNNING))
        .as("nobody runs it any more")
        .isEmpty();
    assertThat(server.query(database, "SELECT COUNT(*) FROM host")).isEqualTo("0");
  }

  private static String output(CommandLineRun run) {
    try {
      return run.outSoFar();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
