package dev.nightjar.experiments.cluster;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.experiments.storage.JdbcStorage;
import java.nio.file.Path;

/** The queue on a real server. */
class PostgresQueueTest extends QueueContract {

  @Override
  protected JdbcStorage newStorage(Path folder) {
    PostgresServer server = PostgresServer.shared();
    return JdbcStorage.open(server.url(server.newDatabase()));
  }
}
