package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads a whole database and compares all that has a checksum with it. */
final class DatabaseCheck {

  /**
   * What a database that is whole holds.
   *
   * @param studies finished trials by the study's name
   * @param counts finished trials by the study's id
   */
  record Contents(Map<String, Long> studies, Map<Long, Long> counts) {
    /** How many trials have finished. */
    long outcomes() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private DatabaseCheck() {}

  /**
   * Reads a draft to its end; one with older tables gets those of this version first.
   *
   * @throws SQLException if it cannot be opened
   * @throws RuntimeException if something in it cannot be read or is not as it was stored
   */
  static Contents check(H2Url url, String password) throws SQLException {
    if (read(url, password, Schema::version).orElse(0) < Schema.VERSION) {
      try (DraftDatabase draft = DraftDatabase.open(url, password)) {
        Schema.migrate(draft.source(), Dialect.H2);
      }
    }
    return read(url, password, DatabaseCheck::check);
  }

  private static <T> T read(H2Url url, String password, Function<Handle, T> work)
      throws SQLException {
    try (Connection connection = H2Driver.look(url, password);
        Handle handle = Jdbi.create(connection).open()) {
      Schema.requireNotNewer(Schema.version(handle).orElse(0), url.location());
      return work.apply(handle);
    }
  }

  private static Contents check(Handle handle) {
    Map<String, Long> studies = new TreeMap<>();
    Map<Long, Long> counts = new TreeMap<>();
    StudyTable.summaries(handle)
        .forEach(
            summary -> {
              long study = summary.study().id();
              AtomicLong finished = new AtomicLong();
              TrialLoader.each(
                  handle,
                  study,
                  trial -> {
                    if (trial.state().finished()) {
                      finished.incrementAndGet();
                    }
                  });
              AttachmentTable.check(handle, study);
              studies.put(summary.study().name(), finished.get());
              counts.put(study, finished.get());
            });
    return new Contents(studies, counts);
  }
}
