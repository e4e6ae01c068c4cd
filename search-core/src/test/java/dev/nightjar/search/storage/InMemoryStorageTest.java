package dev.nightjar.search.storage;

import java.time.Clock;

class InMemoryStorageTest extends StorageContract {

  @Override
  protected Storage newStorage() {
    return new InMemoryStorage(Clock.systemUTC());
  }
}
