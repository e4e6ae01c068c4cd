package dev.nightjar.experiments.storage;

import dev.nightjar.search.study.Study;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Somebody who has to wait for a study's lock. */
final class LeaseWait {

  private LeaseWait() {}

  /**
   * Locks a study, lets something begin that needs it, and lets go when that waits.
   *
   * @param waiting how many wait for a lock, "0" at first
   * @param time the database's time
   * @return the time before the lock was given up, while the other waited
   */
  static String during(
      JdbcStorage storage,
      Study study,
      Supplier<String> waiting,
      Supplier<String> time,
      Runnable needsTheLock)
      throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<String> holder =
          threads.submit(
              () ->
                  storage
                      .transactions()
                      .writeThroughAndGet(
                          (handle, again) -> {
                            LeaseTable.lock(handle, study.id());
                            locked.countDown();
                            awaitOne(waiting);
                            return time.get();
                          }));
      if (!locked.await(1, TimeUnit.MINUTES)) {
        throw new AssertionError("the study could not be locked");
      }
      Future<?> waiter = threads.submit(needsTheLock);
      String given = holder.get(1, TimeUnit.MINUTES);
      waiter.get(1, TimeUnit.MINUTES);
      return given;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void awaitOne(Supplier<String> waiting) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (waiting.get().equals("0")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody waits for the lock");
      }
      Thread.onSpinWait();
    }
  }
}
