package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDatabaseTest {

  @TempDir private Path folder;

  private H2Url url() {
    return H2Url.parse("jdbc:h2:file:" + folder.resolve("db"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileIsThereWithItsTablesAndNothingBesideIt() throws Exception {
    NewDatabase.createIfMissing(url(), "");
    assertThat(files()).containsExactly("db.mv.db");
    try (var connection = H2Driver.connect(url().embedded(), "sa", "");
        var tables = connection.getMetaData().getTables(null, null, "TRIAL", null)) {
      assertThat(tables.next()).isTrue();
    }
  }

  @Test
  void aFileThatIsThereIsLeftAlone() throws Exception {
    byte[] other = {1, 2, 3};
    Files.write(url().file(), other);
    NewDatabase.createIfMissing(url(), "");
    assertThat(Files.readAllBytes(url().file())).isEqualTo(other);
  }

  /** A process id above the largest that Linux gives is surely not alive. */
  @Test
  void whatAKilledProcessLeftIsRemovedAndWhatALivingOneMakesIsNot() throws Exception {
    Files.writeString(folder.resolve("db-new-99999999-0123abcd.mv.db"), "half of it");
    String living = "db-new-" + ProcessHandle.current().pid() + "-0123abcd.mv.db";
    Files.writeString(folder.resolve(living), "half of it");
    JdbcStorage.open("jdbc:h2:file:" + folder.resolve("db")).close();
    assertThat(files()).containsExactly(living, "db.mv.db");
  }

  @Test
  void ofSeveralAtOnceOneMakesItAndAllCanUseIt() throws Exception {
    int count = 6;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<Integer>> opened = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        opened.add(
            threads.submit(
                () -> {
                  start.await();
                  try (JdbcStorage storage =
                      JdbcStorage.open("jdbc:h2:file:" + folder.resolve("db"))) {
                    return storage.studies().size();
                  }
                }));
      }
      start.countDown();
      for (Future<Integer> studies : opened) {
        assertThat(studies.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files()).containsExactly("db.mv.db");
  }
}
