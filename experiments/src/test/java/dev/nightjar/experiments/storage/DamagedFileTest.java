package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Trial;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real damage to a database file, at random places over many seeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedFileTest {

  private static final int TRIALS = 40;
  private static final int SEEDS = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Path folder = Path.of("");
  private Path whole = Path.of("");
  private List<Trial> stored = List.of();

  /** What happens to the file. */
  enum Damage {
    AT_THE_START,
    IN_THE_MIDDLE,
    AT_THE_END,
    TRUNCATED,
    HALVED,
    EMPTIED,
    GONE;

    void to(Path file, Random random) throws IOException {
      long size = Files.size(file);
      byte[] noise = new byte[512 + random.nextInt(8 * 1024)];
      random.nextBytes(noise);
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        switch (this) {
          case AT_THE_START -> bytes.write(noise);
          case IN_THE_MIDDLE -> {
            bytes.seek((long) (random.nextDouble() * (size - noise.length)));
            bytes.write(noise);
          }
          case AT_THE_END -> {
            bytes.seek(size - noise.length);
            bytes.write(noise);
          }
          case TRUNCATED -> bytes.setLength((long) (random.nextDouble() * size));
          case HALVED -> bytes.setLength(size / 2);
          case EMPTIED -> bytes.setLength(0);
          case GONE -> Files.delete(file);
        }
      }
    }
  }

  private static String url(Path at) {
    return "jdbc:h2:file:" + at.resolve("studies");
  }

  @BeforeAll
  void make(@TempDir Path temporary) throws IOException {
    folder = temporary;
    whole = Files.createDirectory(folder.resolve("whole"));
    try (Storage storage = JdbcStorage.open(url(whole))) {
      Study study = storage.create(StorageChild.definition("a"));
      StudyLease lease =
          storage.acquire(study.id(), "me", MINUTE, holder -> HolderCheck.State.UNKNOWN);
      for (int number = 0; number < TRIALS; number++) {
        StorageChild.store(storage, lease, StorageChild.spec(number));
      }
      storage.release(lease);
    }
    stored = trials(whole);
    assertThat(stored).hasSize(TRIALS);
  }

  private static List<Trial> trials(Path at) {
    try (Storage storage = JdbcStorage.openForReading(url(at))) {
      Study study = storage.find("a").orElseThrow();
      for (Trial trial : storage.trials(study.id())) {
        assertThat(storage.attachment(study.id(), trial.number(), "log").orElseThrow().asText())
            .isEqualTo("log of " + trial.number());
      }
      return storage.trials(study.id());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void isEitherHarmlessOrSaidAndMended(Damage damage) throws IOException {
    Map<String, Integer> ends = new TreeMap<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Path at = folder.resolve(damage + "-" + seed);
      copy(whole, at);
      damage.to(at.resolve("studies.mv.db"), new Random(seed));
      String end;
      try {
        assertThat(trials(at)).isEqualTo(stored);
        end = "harmless";
      } catch (StorageException e) {
        assertThat(e).hasMessageContaining("damaged").hasMessageContaining("nightjar restore");
        assertThat(e).hasMessageContaining("studies-backup-");
        // Elsewhere, since what H2 could not open it keeps locked as long as this process lives.
        Path mended = folder.resolve(damage + "-" + seed + "-mended");
        copy(at, mended);
        Restoration.Restored restored = Restoration.restore(url(mended));
        List<Trial> after = trials(mended);
        assertThat(restored.studies()).isEqualTo(Map.of("a", (long) after.size()));
        assertThat(after).isEqualTo(stored.subList(0, after.size()));
        end = "restored " + after.size();
        if (!ends.containsKey(end)) {
          mayGoOn(mended, after.size());
        }
      }
      ends.merge(end, 1, Integer::sum);
    }
    // The last backup was made when the storage was closed, so nothing came after it.
    assertThat(ends.keySet()).isSubsetOf("harmless", "restored " + TRIALS);
    if (damage == Damage.EMPTIED || damage == Damage.GONE) {
      assertThat(ends).doesNotContainKey("harmless");
    }
  }

  private static void mayGoOn(Path at, int next) {
    try (Storage storage = JdbcStorage.open(url(at))) {
      Study study = storage.find("a").orElseThrow();
      StudyLease lease =
          storage.acquire(study.id(), "me", MINUTE, holder -> HolderCheck.State.DEAD);
      StorageChild.store(storage, lease, StorageChild.spec(next));
      assertThat(storage.trials(study.id())).hasSize(next + 1);
    }
  }
}
