package dev.nightjar.reports.live;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage that counts how often all trials of a study are read, and fails when told to. */
final class CountedStorage {

  private final AtomicInteger renderings = new AtomicInteger();
  private volatile boolean broken;
  private final Storage storage;

  CountedStorage(Storage real) {
    storage =
        (Storage)
            Proxy.newProxyInstance(
                Storage.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (proxy, method, arguments) -> {
                  if (broken) {
                    throw new StorageException("the disk is on fire");
                  }
                  if (method.getName().equals("trials")) {
                    renderings.incrementAndGet();
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  Storage storage() {
    return storage;
  }

  /** How often a report was made. */
  int renderings() {
    return renderings.get();
  }

  void breaks(boolean now) {
    broken = now;
  }
}
