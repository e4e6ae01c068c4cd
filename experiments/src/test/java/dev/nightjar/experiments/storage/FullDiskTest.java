package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Writes that fail in a search, and a place that cannot be written at all. */
class FullDiskTest {

  @TempDir private Path folder;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("studies");
  }

  /** The limit of the shell on the size of files, which binds root as well, is the full disk. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatFinishedBeforeWritingFailedIsKeptAndTheSameCommandGoesOn() throws Exception {
    JdbcStorage.open(url()).close();
    Random random = new Random(5);
    Set<Integer> reported = new HashSet<>();
    for (int time = 0; time < 3; time++) {
      long kibibytes =
          Files.size(folder.resolve("studies.mv.db")) / 1024 + 100 + random.nextInt(300);
      try (StorageChild child = StorageChild.withFileLimit(url(), "full", kibibytes)) {
        String failure = "";
        for (String line = child.line(); line != null; line = child.line()) {
          if (line.startsWith("finished ")) {
            reported.add(Integer.parseInt(line.substring("finished ".length())));
          } else if (line.startsWith("failed ")) {
            failure = line;
          }
        }
        assertThat(failure).contains("the disk is full").contains("what was stored before is kept");
      }
      try (Storage storage = JdbcStorage.openForReading(url())) {
        List<Trial> trials = storage.trials(storage.find("full").orElseThrow().id());
        Set<Integer> finished = new HashSet<>();
        trials.stream()
            .filter(t -> t.state() == TrialState.COMPLETED)
            .forEach(t -> finished.add(t.number()));
        assertThat(finished).containsAll(reported);
      }
    }
    assertThat(reported).isNotEmpty();
  }

  @Test
  void aPlaceThatCannotBeAFolderIsNamed() throws Exception {
    // Permissions do not bind everybody; that a file is no folder does.
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> JdbcStorage.open("jdbc:h2:file:" + file.resolve("studies")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file.toString());
  }
}
