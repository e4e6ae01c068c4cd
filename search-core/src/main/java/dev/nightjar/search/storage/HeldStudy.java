package dev.nightjar.search.storage;

/**
 * Gives a lease back when it is closed, for use in a {@code try}: if what was done under the lease
 * failed, since the disk is full for instance, giving it back fails as well, and must not hide why.
 *
 * @param storage where the lease is from
 * @param lease the right to run a study
 */
public record HeldStudy(Storage storage, StudyLease lease) implements AutoCloseable {

  @Override
  public void close() {
    storage.release(lease);
  }
}
