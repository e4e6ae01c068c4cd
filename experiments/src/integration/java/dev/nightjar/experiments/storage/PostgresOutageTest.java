package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.search.run.Search;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search whose server goes away in the middle of it. */
@Timeout(300)
class PostgresOutageTest {

  private static final int TRIALS = 40;
  private static final int EVERY = 15;
  private static final int WORKERS = 3;

  /** What is done to the server while a trial runs. */
  private interface Fault {
    void strike() throws IOException, InterruptedException;
  }

  private final Map<Integer, Integer> runs = new ConcurrentHashMap<>();

  /** Strikes in every fifteenth trial; two other ones go on meanwhile, and report. */
  private void searchWith(Storage storage, Fault fault) throws InterruptedException {
    Search.minimize(
            "outage",
            SearchSpace.of(FloatParameter.linear("x", 0, 1)),
            (configuration, context) -> {
              runs.merge(context.number(), 1, Integer::sum);
              if (context.number() % EVERY == EVERY - 1) {
                fault.strike();
              }
              double value = configuration.number("x");
              for (int epoch = 1; epoch <= 3; epoch++) {
                context.report(new EpochReport(epoch, Map.of("value", value), 0));
              }
              return value;
            })
        .storage(storage)
        .trials(TRIALS)
        .workers(WORKERS)
        .run();
  }

  private void expectEveryTrialOnce(Storage storage) {
    List<Trial> trials = storage.trials(storage.find("outage").orElseThrow().id());
    assertThat(trials).hasSize(TRIALS);
    for (Trial trial : trials) {
      assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
      assertThat(trial.spec().attempt()).isEqualTo(1);
      assertThat(trial.epochs()).hasSize(3);
      assertThat(runs).containsEntry(trial.number(), 1);
    }
  }

  @Test
  void aServerThatCrashesAndComesBackLosesAndDoublesNothing() throws Exception {
    try (PostgresServer server = new PostgresServer();
        Storage storage = JdbcStorage.open(server.url(server.newDatabase()))) {
      AtomicInteger crashes = new AtomicInteger();
      searchWith(
          storage,
          () -> {
            synchronized (server) {
              crashes.incrementAndGet();
              server.crash();
              server.start();
            }
          });
      assertThat(crashes).hasValue(TRIALS / EVERY);
      expectEveryTrialOnce(storage);
    }
  }

  @Test
  void connectionsThatAreCutLoseAndDoubleNothing() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String name = server.newDatabase();
    try (Storage storage = JdbcStorage.open(server.url(name))) {
      AtomicInteger cut = new AtomicInteger();
      searchWith(storage, () -> cut.addAndGet(server.disconnect(name)));
      assertThat(cut.get()).isGreaterThanOrEqualTo(TRIALS / EVERY);
      expectEveryTrialOnce(storage);
    }
  }

  @Test
  void aServerThatStaysAwayIsWaitedForOnceAndTold() throws Exception {
    try (PostgresServer server = new PostgresServer()) {
      String url = server.url(server.newDatabase());
      try (Storage storage =
          JdbcStorage.open(
              new PostgresDatabase(PostgresUrl.parse(url), "", Duration.ofMillis(100)))) {
        storage.create(StorageChild.definition("a"));
        server.crash();
        assertThatThrownBy(storage::studies)
            .isInstanceOf(StorageException.class)
            .hasMessageContaining("no server answers there")
            .hasMessageContaining("what was stored is kept");
        server.start();
        assertThat(studiesOnceItAnswers(storage)).isEqualTo(1);
      }
    }
  }

  /** The pool of connections tries again on its own, later than so little patience lasts. */
  private static int studiesOnceItAnswers(Storage storage) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      try {
        return storage.studies().size();
      } catch (StorageException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }
}
