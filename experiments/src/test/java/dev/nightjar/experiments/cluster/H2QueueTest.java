package dev.nightjar.experiments.cluster;

import dev.nightjar.experiments.storage.JdbcStorage;
import java.nio.file.Path;

/** The queue in a file, which hosts of one machine can share. */
class H2QueueTest extends QueueContract {

  @Override
  protected JdbcStorage newStorage(Path folder) {
    return SharedStudies.h2(folder);
  }
}
