package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an older version is changed on a copy, which takes its place when it is complete. */
class OlderDatabaseTest {

  private static final int TRIALS = 30;

  @TempDir private Path folder;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("studies");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private OptionalInt version(String name) throws SQLException {
    H2Url file = H2Url.parse("jdbc:h2:file:" + folder.resolve(name));
    try (Connection connection = H2Driver.connect(file.embeddedReadOnly(), "sa", "");
        Handle handle = Jdbi.create(connection).open()) {
      return Schema.version(handle);
    }
  }

  private void requireEverything() {
    try (Storage storage = JdbcStorage.openForReading(url())) {
      long study = storage.find("old").orElseThrow().id();
      List<Trial> trials = storage.trials(study);
      assertThat(trials).hasSize(TRIALS + 1);
      for (int n = 0; n < TRIALS; n++) {
        Trial trial = trials.get(n);
        assertThat(trial.configuration().values()).isEqualTo(Map.of("x", (double) n));
        assertThat(trial.outcome())
            .contains(
                new Outcome.Completed(
                    List.of(n + 0.5),
                    Map.of("other", Double.POSITIVE_INFINITY),
                    OptionalInt.of(1)));
        assertThat(trial.epochs())
            .containsExactly(new EpochReport(1, Map.of("loss", n + 0.5), 2.5));
        assertThat(trial.spec().attempt()).isEqualTo(2);
        assertThat(trial.losses()).isZero();
        assertThat(storage.attachment(study, n, "log").orElseThrow().asText())
            .isEqualTo("log of " + n);
      }
      Trial running = trials.get(TRIALS);
      assertThat(running.state()).isEqualTo(TrialState.RUNNING);
      assertThat(running.epochs())
          .containsExactly(new EpochReport(1, Map.of("loss", TRIALS + 0.5), 2.5));
    }
  }

  @Test
  void keepsEverythingAndTheOlderFile() throws Exception {
    OldDatabase.make(url(), TRIALS);
    requireEverything();
    assertThat(files()).containsExactly("studies-older-1.mv.db", "studies.mv.db");
    assertThat(version("studies-older-1")).hasValue(1);
    try (Storage storage = JdbcStorage.open(url())) {
      long study = storage.find("old").orElseThrow().id();
      StudyLease lease =
          storage.acquire(study, "me", Duration.ofMinutes(1), holder -> HolderCheck.State.DEAD);
      StorageChild.store(storage, lease, StorageChild.spec(TRIALS + 1));
      assertThat(storage.trials(study)).hasSize(TRIALS + 2);
    }
    // H2 takes whatever is called studies.….mv.db for a part of the database that it backs up.
    assertThat(files()).contains("studies-backup-1.zip");
  }

  @Test
  void aFailureLeavesTheOlderFileAsItWas() throws Exception {
    OldDatabase.make(url(), TRIALS);
    OldDatabase.spoil(url());
    assertThatThrownBy(() -> JdbcStorage.open(url()).close())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(folder.resolve("studies.mv.db").toString());
    assertThat(version("studies")).hasValue(1);
    assertThat(files()).noneMatch(name -> name.contains("-new-") || name.contains("-older-"));
  }

  @Test
  void aKillAtAnyMomentLeavesAFileThatIsOneOrTheOther() throws Exception {
    Random random = new Random(7);
    OldDatabase.make(url(), TRIALS);
    byte[] old = Files.readAllBytes(folder.resolve("studies.mv.db"));
    for (int kill = 0; kill < 6; kill++) {
      try (StorageChild child = new StorageChild(url(), "old", StorageChild.OPEN_ONLY)) {
        child.await("opening");
        Thread.sleep(random.nextInt(900));
        child.kill();
      }
      if (version("studies").getAsInt() == Schema.VERSION) {
        requireEverything();
        Files.delete(folder.resolve("studies.mv.db"));
        Files.write(folder.resolve("studies.mv.db"), old);
      }
    }
    requireEverything();
    assertThat(files()).noneMatch(name -> name.contains("-new-"));
  }

  @Test
  void tablesThatAreOfNoVersionAreDamage() throws IOException, SQLException {
    OldDatabase.make(url(), TRIALS);
    try (DraftDatabase file = DraftDatabase.open(H2Url.parse(url()), "");
        Handle handle = file.jdbi().open()) {
      // As if the row that says that version 2 was reached had been lost.
      handle.execute("ALTER TABLE trial ADD COLUMN losses INTEGER DEFAULT 0 NOT NULL");
    }
    assertThatThrownBy(() -> JdbcStorage.openForReading(url()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the database is damaged")
        .hasMessageContaining("nightjar restore");
    assertThat(files()).contains("studies.mv.db").noneMatch(name -> name.contains("-new-"));
    assertThat(version("studies")).hasValue(1);
  }
}
