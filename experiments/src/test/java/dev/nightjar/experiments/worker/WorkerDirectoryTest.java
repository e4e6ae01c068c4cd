package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerDirectoryTest {

  @TempDir Path parent;

  @Test
  void whatADeadControllerLeftIsSweptAndWhatALivingOneHoldsIsNot() throws IOException {
    Path abandoned = Files.createDirectory(parent.resolve(WorkerDirectory.PREFIX + "dead"));
    Files.createFile(abandoned.resolve("lock"));
    Files.writeString(abandoned.resolve("hs_err_pid1.log"), "crash");
    Path foreign = Files.createDirectory(parent.resolve("something-else"));

    try (WorkerDirectory first = WorkerDirectory.create(parent);
        WorkerDirectory second = WorkerDirectory.create(parent)) {
      assertThat(abandoned).doesNotExist();
      assertThat(foreign).exists();
      assertThat(first.path()).exists().isNotEqualTo(second.path());
      Files.createDirectories(second.path().resolve("deep/down"));
    }
    try (var left = Files.list(parent)) {
      assertThat(left).containsExactly(foreign);
    }
  }
}
