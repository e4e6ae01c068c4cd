package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a file. */
class JdbcStorageTest extends StorageContract {

  @TempDir private Path folder;

  @Override
  protected Storage newStorage() {
    return JdbcStorage.open("jdbc:h2:file:" + folder.resolve("runs").resolve("studies"));
  }
}
