package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a PostgreSQL database is opened, and what is said when it cannot be. */
class PostgresDatabaseTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PostgresServer server = PostgresServer.shared();
  private final String name = server.newDatabase();
  private final String url = server.url(name);

  private static PostgresDatabase database(String url, String password) {
    return new PostgresDatabase(PostgresUrl.parse(url), password, Duration.ofMillis(200));
  }

  private static StudyLease lease(Storage storage, Study study) {
    return storage.acquire(
        study.id(), "me", MINUTE, h -> dev.nightjar.search.storage.HolderCheck.State.UNKNOWN);
  }

  @Test
  void severalProcessesMayMakeTheTablesAtTheSameMoment() throws Exception {
    int openers = 4;
    CyclicBarrier together = new CyclicBarrier(openers);
    ExecutorService threads = Executors.newFixedThreadPool(openers);
    try {
      List<Future<Integer>> opened = new ArrayList<>();
      for (int i = 0; i < openers; i++) {
        String study = "study-" + i;
        opened.add(
            threads.submit(
                () -> {
                  together.await(1, TimeUnit.MINUTES);
                  try (Storage storage = JdbcStorage.open(url)) {
                    storage.create(StorageChild.definition(study));
                    return storage.studies().size();
                  }
                }));
      }
      for (Future<Integer> one : opened) {
        assertThat(one.get(2, TimeUnit.MINUTES)).isBetween(1, openers);
      }
    } finally {
      threads.shutdownNow();
    }
    try (Storage storage = JdbcStorage.openForReading(url)) {
      assertThat(storage.studies()).hasSize(openers);
    }
  }

  @Test
  void processesOfTheirOwnMakeTheTablesOnceAndShareAStudy() throws Exception {
    try (StorageChild first = new StorageChild(url, "shared", "run");
        StorageChild second = new StorageChild(url, "other", "run")) {
      first.await("finished 1");
      second.await("finished 1");
      try (StorageChild third = new StorageChild(url, "shared", "run")) {
        assertThat(third.line()).startsWith("held by process ");
      }
      first.kill();
      assertThat(second.end()).isZero();
      try (StorageChild third = new StorageChild(url, "shared", "run")) {
        third.await("finished");
        assertThat(third.end()).isZero();
      }
    }
    try (Storage storage = JdbcStorage.openForReading(url)) {
      assertThat(storage.trials(storage.find("shared").orElseThrow().id()))
          .hasSizeGreaterThan(2)
          .allMatch(trial -> trial.state() == TrialState.COMPLETED);
    }
  }

  @Test
  void aReaderMakesNothing() {
    assertThatThrownBy(() -> JdbcStorage.openForReading(url))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("no study database at jdbc:postgresql://127.0.0.1:");
    assertThat(server.query(name, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
    JdbcStorage.open(url).close();
    try (Storage reader = JdbcStorage.openForReading(url)) {
      assertThatThrownBy(() -> reader.create(StorageChild.definition("a")))
          .hasMessageContaining("opened for reading only");
    }
  }

  @Test
  void tablesAreInTheSchemaOfTheUrl() {
    server.execute(name, "CREATE TABLE study (x INT)");
    assertThatThrownBy(() -> JdbcStorage.open(url))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("schema public holds 1 tables of something else")
        .hasMessageContaining("?currentSchema=nightjar");
    try (Storage storage = JdbcStorage.open(url + "&currentSchema=Nightjar")) {
      storage.create(StorageChild.definition("a"));
    }
    assertThat(server.query(name, "SELECT name FROM nightjar.study")).isEqualTo("a");
    try (Storage storage = JdbcStorage.openForReading(url + "&currentSchema=nightjar")) {
      assertThat(storage.find("a")).isPresent();
    }
  }

  @Test
  void olderTablesBecomeTheNewestAndNewerOnesAreRefused() throws Exception {
    OpeningSource source =
        new OpeningSource(
            () -> PostgresDriver.connect(PostgresUrl.parse(url), "", Duration.ZERO), MINUTE);
    Schema.migrate(source, Dialect.POSTGRESQL, 1);
    int trials = 3;
    try (Connection connection = source.getConnection()) {
      OldDatabase.fill(connection, trials);
    }
    try (Storage storage = JdbcStorage.openForReading(url)) {
      List<Trial> read = storage.trials(storage.find("old").orElseThrow().id());
      assertThat(read).hasSize(trials + 1);
      assertThat(read.get(1).outcome())
          .hasValueSatisfying(
              o -> assertThat(((Outcome.Completed) o).values()).containsExactly(1.5));
      assertThat(read.get(1).epochs()).hasSize(1);
      assertThat(storage.attachment(7, 1, "log")).isPresent();
    }
    server.execute(
        name,
        "INSERT INTO schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success) VALUES (99, '99', 'x', 'SQL', 'x', 'x', 1,"
            + " TRUE)");
    for (Callable<Storage> opening :
        List.<Callable<Storage>>of(
            () -> JdbcStorage.open(url), () -> JdbcStorage.openForReading(url))) {
      assertThatThrownBy(opening::call)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("written by a newer Nightjar")
          .hasMessageContaining("99");
    }
  }

  @Test
  void aWrongPasswordAndNoneAreTold() throws Exception {
    server.createUser("ann", "right secret");
    String ann = server.url(name, "ann");
    for (String password : List.of("", "wrong secret")) {
      assertThatThrownBy(() -> JdbcStorage.open(database(ann, password)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("user ann: user or password is wrong")
          .hasMessageContaining("NIGHTJAR_DB_PASSWORD")
          .hasMessageNotContaining("secret");
    }
    // The right one opens the door, but the user may make no tables.
    assertThatThrownBy(() -> JdbcStorage.open(database(ann, "right secret")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the user may not do that")
        .hasMessageContaining("CREATE on the schema");
    server.execute(name, "GRANT CREATE ON SCHEMA public TO ann");
    try (Storage storage = JdbcStorage.open(database(ann, "right secret"))) {
      storage.create(StorageChild.definition("a"));
    }
    server.execute(name, "ALTER DATABASE " + name + " CONNECTION LIMIT 0");
    assertThatThrownBy(() -> JdbcStorage.open(database(ann, "right secret")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no connection left");
  }

  @Test
  void whereNothingIsIsTold() {
    assertThatThrownBy(() -> JdbcStorage.open(server.url("nowhere")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("there is no such database")
        .hasMessageContaining("/nowhere")
        .hasMessageContaining("createdb");
    assertThatThrownBy(() -> JdbcStorage.open("jdbc:postgresql://127.0.0.1:1/x"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("storage jdbc:postgresql://127.0.0.1:1/x: no server answers there");
    assertThatThrownBy(() -> JdbcStorage.open("jdbc:postgresql://no-such-host.invalid/x"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("its host is not known here");
    assertThatThrownBy(() -> JdbcStorage.open(url + "&sslmode=require"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("turned the connection down")
        .hasMessageContaining("sslmode");
    assertThatThrownBy(() -> Restoration.restore(url))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("pg_dump")
        .hasMessageContaining("point-in-time recovery");
  }

  @Test
  void whatCannotHoldEveryTextOrCannotBeWrittenIsRefused() {
    String ascii = name + "_ascii";
    server.execute(
        "postgres",
        "CREATE DATABASE " + ascii + " ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    assertThatThrownBy(() -> JdbcStorage.open(server.url(ascii)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("encoding is SQL_ASCII");
    server.execute(
        "postgres", "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    assertThatThrownBy(() -> JdbcStorage.open(url))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("primary");
  }

  @Test
  void charactersThatAServerCannotHoldAreReplaced() {
    TrialSpec spec = StorageChild.spec(0);
    TrialSpec odd =
        new TrialSpec(0, 1, TrialRole.SEARCH, "or\0igin", spec.configuration(), spec.seed());
    try (Storage storage = JdbcStorage.open(url)) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease = lease(storage, study);
      storage.start(lease, odd);
      storage.finish(
          lease, odd, new Outcome.Failed("a\0b \uD800 c"), Duration.ZERO, "worker", List.of());
      Trial trial = storage.trials(study.id()).get(0);
      assertThat(trial.spec().origin()).isEqualTo("or\uFFFDigin");
      assertThat(trial.outcome()).contains(new Outcome.Failed("a\uFFFDb ? c"));
    }
  }

  @Test
  void allQueriesOfOneReadSeeTheSameStateAndCannotWrite() {
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      String count = "SELECT COUNT(*) FROM study";
      List<Integer> counts =
          storage
              .transactions()
              .read(
                  handle -> {
                    int before = handle.createQuery(count).mapTo(int.class).one();
                    storage.create(StorageChild.definition("a"));
                    return List.of(before, handle.createQuery(count).mapTo(int.class).one());
                  });
      assertThat(counts).containsExactly(0, 0);
      assertThat(storage.studies()).hasSize(1);
      assertThatThrownBy(
              () -> storage.transactions().read(handle -> handle.execute("DELETE FROM study")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("cannot be written");
    }
  }

  @Test
  void aDamagedTrialIsNotTakenForAGoodOne() {
    try (Storage storage = JdbcStorage.open(url)) {
      Study study = storage.create(StorageChild.definition("a"));
      StorageChild.store(storage, lease(storage, study), StorageChild.spec(0));
      server.execute(name, "UPDATE trial SET seed = seed + 1");
      assertThatThrownBy(() -> storage.trials(study.id()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("trial 0 is not as it was stored")
          .hasMessageContaining("point-in-time recovery");
    }
  }

  @Test
  void aLeaseLastsFromWhenItIsGivenHoweverLongTheWaitBefore() throws Exception {
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      Study study = storage.create(StorageChild.definition("a"));
      String given =
          LeaseWait.during(
              storage,
              study,
              () -> server.query(name, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"),
              () -> server.query(name, "SELECT clock_timestamp()"),
              () -> lease(storage, study));
      assertThat(
              server.query(
                  name,
                  "SELECT lease_end >= TIMESTAMPTZ '"
                      + given
                      + "' + INTERVAL '1 minute' FROM study"))
          .isEqualTo("t");
    }
  }
}
