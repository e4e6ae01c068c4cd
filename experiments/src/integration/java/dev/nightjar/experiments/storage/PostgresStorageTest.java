package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.postgres.PostgresServer;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageContract;

/** The contract over a real server. */
class PostgresStorageTest extends StorageContract {

  @Override
  protected Storage newStorage() {
    PostgresServer server = PostgresServer.shared();
    return JdbcStorage.open(server.url(server.newDatabase()));
  }
}
