package dev.nightjar.experiments.storage;

import java.util.Optional;

/**
 * What whoever writes a file of H2 does beside it: counts outcomes and makes backups. There is
 * nothing to do beside other databases.
 */
final class Upkeep implements AutoCloseable {

  /** Nothing is done. */
  static final Upkeep NONE = new Upkeep(Optional.empty(), Optional.empty());

  private final Optional<OutcomeCounts> counts;
  private final Optional<AutomaticBackup> backups;

  private Upkeep(Optional<OutcomeCounts> counts, Optional<AutomaticBackup> backups) {
    this.counts = counts;
    this.backups = backups;
  }

  /** Of a database that is open. */
  static Upkeep of(H2Url url, String password, Transactions transactions) {
    if (url.memory()) {
      return NONE;
    }
    Backups backups = new Backups(url, password);
    Backups.Copying copying =
        zip ->
            transactions.read(
                handle -> handle.execute("BACKUP TO '" + zip.toString().replace("'", "''") + "'"));
    return new Upkeep(
        Optional.of(new OutcomeCounts(DatabaseFiles.of(url).outcomes())),
        Optional.of(
            new AutomaticBackup(url.file(), () -> backups.make(copying), System::nanoTime)));
  }

  /** A trial has finished, as so many of its study have now. */
  void finished(long study, long outcomes) {
    counts.ifPresent(c -> c.record(study, outcomes));
    backups.ifPresent(AutomaticBackup::finished);
  }

  @Override
  public void close() {
    backups.ifPresent(AutomaticBackup::close);
  }
}
