package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a database file, or with the URL that names it. */
class JdbcStorageFileTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Path file = Path.of("");
  private String url = "";

  @BeforeEach
  void place() {
    file = folder.resolve("runs").resolve("studies.mv.db");
    url = "jdbc:h2:file:" + folder.resolve("runs").resolve("studies");
  }

  private void createOne() {
    try (Storage storage = JdbcStorage.open(url)) {
      storage.create(StorageChild.definition("a"));
    }
  }

  private void sql(String statement) throws Exception {
    try (Connection connection = H2Driver.connect(H2Url.parse(url).embedded(), "sa", "");
        Statement s = connection.createStatement()) {
      s.execute(statement);
    }
  }

  @Test
  void readingWhatIsNotThereSaysWhatToDoAndMakesNothing() throws Exception {
    assertThatThrownBy(() -> JdbcStorage.openForReading(url))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "no study database at "
                + file
                + "; run `nightjar run FILE` first, or name another with --storage");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFileWithoutTablesIsNoStudyDatabaseUntilASearchMakesThem() throws Exception {
    Files.createDirectories(file.getParent());
    sql("SELECT 1");
    assertThat(file).exists();
    assertThatThrownBy(() -> JdbcStorage.openForReading(url))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no study database at");
    createOne();
    try (Storage reader = JdbcStorage.openForReading(url)) {
      assertThat(reader.find("a")).isPresent();
    }
  }

  @Test
  void anOlderSchemaIsMigratedAlsoForReaders() throws Exception {
    createOne();
    // The tables of version 0: none but the history.
    sql("DROP ALL OBJECTS");
    sql(
        "CREATE TABLE \"schema_history\" (\"installed_rank\" INT PRIMARY KEY, \"version\""
            + " VARCHAR(50), \"description\" VARCHAR(200), \"type\" VARCHAR(20), \"script\""
            + " VARCHAR(1000), \"checksum\" INT, \"installed_by\" VARCHAR(100), \"installed_on\""
            + " TIMESTAMP DEFAULT CURRENT_TIMESTAMP, \"execution_time\" INT, \"success\" BOOLEAN)");
    sql(
        "INSERT INTO \"schema_history\" VALUES (1, '0', 'baseline', 'BASELINE', 'baseline', NULL,"
            + " 'sa', CURRENT_TIMESTAMP, 0, TRUE)");
    try (Storage reader = JdbcStorage.openForReading(url)) {
      assertThat(reader.studies()).isEmpty();
    }
    createOne();
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    createOne();
    sql(
        "INSERT INTO \"schema_history\" (\"installed_rank\", \"version\", \"description\","
            + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\") VALUES (99,"
            + " '99', 'from the future', 'SQL', 'V99.sql', 'sa', 0, TRUE)");
    for (ThrowingOpen open :
        List.<ThrowingOpen>of(JdbcStorage::open, JdbcStorage::openForReading)) {
      assertThatThrownBy(() -> open.open(url).close())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("newer Nightjar")
          .hasMessageContaining("99")
          .hasMessageContaining(file.toString());
    }
  }

  private interface ThrowingOpen {
    Storage open(String url);
  }

  @Test
  void aDamagedFileIsSaidToBeDamagedAndNotTouched() throws Exception {
    createOne();
    byte[] garbage = "this is not a database ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Files.write(file, garbage);
    for (ThrowingOpen open :
        List.<ThrowingOpen>of(JdbcStorage::open, JdbcStorage::openForReading)) {
      assertThatThrownBy(() -> open.open(url).close())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("damaged")
          .hasMessageContaining(file.toString());
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(garbage);
  }

  @Test
  void aReaderChangesNothing() {
    createOne();
    try (Storage reader = JdbcStorage.openForReading(url)) {
      assertThatThrownBy(() -> reader.create(StorageChild.definition("b")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("reading only");
      assertThatThrownBy(() -> reader.rename("a", "b")).isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> reader.acquire(1, "me", MINUTE, h -> HolderCheck.State.DEAD))
          .isInstanceOf(StorageException.class);
      assertThat(reader.studies()).hasSize(1);
    }
  }

  @Test
  void whatTheDatabaseRefusesInMidTransactionLeavesNothingBehind() {
    try (Storage storage = JdbcStorage.open(url)) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease = storage.acquire(study.id(), "me", MINUTE, h -> HolderCheck.State.UNKNOWN);
      storage.start(lease, StorageChild.spec(0));
      // The second attachment has no media type; the values and the first went in before it.
      assertThatThrownBy(
              () ->
                  storage.finish(
                      lease,
                      StorageChild.spec(0),
                      new Outcome.Completed(List.of(1.0), Map.of("loss", 1.0), OptionalInt.empty()),
                      MINUTE,
                      "w",
                      List.of(
                          Attachment.text("log", "one"), new Attachment("two", null, new byte[1]))))
          .isInstanceOf(StorageException.class);
      assertThat(storage.trials(study.id()).get(0).state()).isEqualTo(TrialState.RUNNING);
      assertThat(storage.attachmentNames(study.id(), 0)).isEmpty();
      assertThat(storage.studies().get(0).best()).isEmpty();
    }
  }

  @Test
  void severalStoragesOfOneProcessShareAFile() {
    Storage first = JdbcStorage.open(url);
    try (Storage second = JdbcStorage.open(url);
        Storage reader = JdbcStorage.openForReading(url)) {
      Study study = first.create(StorageChild.definition("a"));
      assertThat(second.find("a")).contains(study);
      assertThat(reader.find("a")).contains(study);
      first.close();
      second.create(StorageChild.definition("b"));
      assertThat(reader.studies()).hasSize(2);
    }
    try (Storage again = JdbcStorage.openForReading(url)) {
      assertThat(again.studies()).hasSize(2);
    }
  }

  @Test
  void thePasswordIsAskedForAndNeverRepeated() {
    JdbcStorage.open(Database.of(url, "first secret")).close();
    assertThatThrownBy(() -> JdbcStorage.open(Database.of(url, "another secret")).close())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(JdbcStorage.PASSWORD_VARIABLE)
        .hasMessageNotContaining("secret");
    JdbcStorage.openForReading(Database.of(url, "first secret")).close();
  }

  @Test
  void settingsOfTheUserAreKept() throws Exception {
    try (Storage storage = JdbcStorage.open(url + ";CACHE_SIZE=12345;AUTO_SERVER=TRUE")) {
      storage.create(StorageChild.definition("a"));
      try (Connection connection =
              OwnedDatabase.connectIfOpenHere(H2Url.parse(url), "").orElseThrow();
          Statement statement = connection.createStatement();
          var result =
              statement.executeQuery(
                  "SELECT setting_value FROM information_schema.settings WHERE setting_name ="
                      + " 'info.CACHE_MAX_SIZE'")) {
        assertThat(result.next()).isTrue();
        assertThat(result.getInt(1)).isEqualTo(12);
      }
    }
  }

  @Test
  void aDatabaseInMemoryNeedsNoFile() throws Exception {
    String memory = "jdbc:h2:mem:" + getClass().getSimpleName();
    try (Storage storage = JdbcStorage.open(memory)) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease = storage.acquire(study.id(), "me", MINUTE, h -> HolderCheck.State.UNKNOWN);
      storage.start(lease, StorageChild.spec(0));
      storage.report(lease, StorageChild.spec(0), new EpochReport(1, Map.of("loss", 1.0), 1), "w");
      try (Storage reader = JdbcStorage.openForReading(memory)) {
        assertThat(reader.trials(study.id()).get(0).epochs()).hasSize(1);
      }
    }
    assertThatThrownBy(() -> JdbcStorage.openForReading(memory))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no study database");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
