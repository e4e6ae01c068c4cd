package dev.nightjar.experiments.cluster;

import dev.nightjar.experiments.storage.JdbcStorage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The queue in a file, which hosts of one machine can share. */
class H2QueueTest extends QueueContract {

  @TempDir private Path folder;

  @Override
  protected JdbcStorage newStorage() {
    return SharedStudies.h2(folder);
  }
}
