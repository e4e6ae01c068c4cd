package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomaticBackupTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final AtomicLong clock = new AtomicLong();

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("studies");
  }

  private List<String> files(String containing) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.contains(containing))
          .sorted()
          .toList();
    }
  }

  private static void finish(AutomaticBackup backup, int trials) {
    for (int i = 0; i < trials; i++) {
      backup.finished();
    }
  }

  /** A backup that takes a second, and says when it is done. */
  private AutomaticBackup taking(Duration time, BlockingQueue<Long> done) throws IOException {
    return new AutomaticBackup(
        Files.createFile(folder.resolve("empty")),
        () -> {
          clock.addAndGet(time.toNanos());
          done.add(clock.get());
        },
        clock::get);
  }

  @Test
  void comesAfterSoManyTrialsAndTakesAFiftiethOfTheTimeAtMost() throws Exception {
    BlockingQueue<Long> done = new LinkedBlockingQueue<>();
    try (AutomaticBackup backup = taking(Duration.ofSeconds(1), done)) {
      finish(backup, AutomaticBackup.TRIALS - 1);
      assertThat(done).isEmpty();
      finish(backup, 1);
      assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo(1_000_000_000L);
    }
    assertThat(done).as("nothing has finished since").isEmpty();
    Files.delete(folder.resolve("empty"));
    clock.set(0);
    AtomicInteger made = new AtomicInteger();
    Path database = Files.createFile(folder.resolve("empty"));
    // The work is done on another thread, so each step waits until it is.
    Object idle = new Object();
    AutomaticBackup backup =
        new AutomaticBackup(
            database,
            () -> {
              synchronized (idle) {
                clock.addAndGet(Duration.ofSeconds(1).toNanos());
                made.incrementAndGet();
              }
            },
            clock::get);
    for (int second = 0; second < 1000; second++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      finish(backup, AutomaticBackup.TRIALS);
    }
    backup.close();
    assertThat(made.get()).isBetween(1, 1000 / AutomaticBackup.PAUSE + 2);
  }

  @Test
  void aLargeDatabaseWaitsForItsFirstBackup() throws Exception {
    Path large = folder.resolve("large");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(500L << 20);
    }
    AtomicInteger made = new AtomicInteger();
    try (AutomaticBackup backup = new AutomaticBackup(large, made::incrementAndGet, clock::get)) {
      finish(backup, 3 * AutomaticBackup.TRIALS);
      clock.addAndGet(Duration.ofMinutes(20).toNanos());
      finish(backup, AutomaticBackup.TRIALS);
      assertThat(made).hasValue(0);
      clock.addAndGet(Duration.ofMinutes(1).toNanos());
      finish(backup, 1);
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void oneThatFailsEndsNothing() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    Path database = Files.createFile(folder.resolve("empty"));
    try (AutomaticBackup backup =
        new AutomaticBackup(
            database,
            () -> {
              tried.incrementAndGet();
              throw new IOException("No space left on device");
            },
            clock::get)) {
      finish(backup, AutomaticBackup.TRIALS);
    }
    assertThat(tried).hasValue(1);
  }

  @Test
  void theLastTwoAreKeptWhileTheDatabaseIsWritten() throws Exception {
    int trials = 4 * AutomaticBackup.TRIALS + 1;
    try (Storage storage = JdbcStorage.open(url())) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease =
          storage.acquire(study.id(), "me", MINUTE, holder -> HolderCheck.State.UNKNOWN);
      for (int number = 0; number < trials; number++) {
        StorageChild.store(storage, lease, StorageChild.spec(number));
      }
      storage.release(lease);
    }
    assertThat(files("-backup-")).hasSizeBetween(1, 2);
    assertThat(files("-new-")).isEmpty();
    String newest = files("-backup-").get(files("-backup-").size() - 1);
    DatabaseFiles place = new DatabaseFiles(folder.resolve("unpacked"));
    Backups.unpack(folder.resolve(newest), place.database());
    assertThat(DatabaseCheck.check(H2Url.parse(place.url()), "").studies())
        .isEqualTo(Map.of("a", (long) trials));
  }

  @Test
  void anEarlierOneIsOfTrialsThatHadFinished() throws Exception {
    try (Storage storage = JdbcStorage.open(url())) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease =
          storage.acquire(study.id(), "me", MINUTE, holder -> HolderCheck.State.UNKNOWN);
      // A backup goes on beside these; its trials are those of one moment.
      for (int number = 0; number < 200; number++) {
        StorageChild.store(storage, lease, StorageChild.spec(number));
      }
    }
    for (String name : files("-backup-")) {
      DatabaseFiles place = new DatabaseFiles(folder.resolve(name + "-unpacked"));
      Backups.unpack(folder.resolve(name), place.database());
      try (Storage storage = JdbcStorage.openForReading(place.url())) {
        long study = storage.find("a").orElseThrow().id();
        assertThat(storage.trials(study).stream().filter(t -> t.state().finished()).count())
            .isBetween((long) AutomaticBackup.TRIALS, 200L);
      }
    }
  }

  @Test
  void whatIsNotDamagedIsNotRestored() throws Exception {
    try (Storage storage = JdbcStorage.open(url())) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease =
          storage.acquire(study.id(), "me", MINUTE, holder -> HolderCheck.State.UNKNOWN);
      StorageChild.store(storage, lease, StorageChild.spec(0));
      assertThatThrownBy(() -> Restoration.restore(url()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("has it open");
    }
    byte[] before = Files.readAllBytes(folder.resolve("studies.mv.db"));
    assertThatThrownBy(() -> Restoration.restore(url()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is not damaged")
        .hasMessageContaining("1 finished trials");
    assertThat(Files.readAllBytes(folder.resolve("studies.mv.db"))).isEqualTo(before);
  }
}
