package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.study.Study;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The clock of leases in a database of H2. */
class LeaseClockTest {

  @Test
  void aLeaseLastsFromWhenItIsGivenHoweverLongTheWaitBefore() throws Exception {
    try (JdbcStorage storage = JdbcStorage.open("jdbc:h2:mem:lease-clock")) {
      Study study = storage.create(StorageChild.definition("a"));
      String given =
          LeaseWait.during(
              storage,
              study,
              () ->
                  query(
                      storage,
                      "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT"
                          + " NULL"),
              () -> query(storage, "SELECT CURRENT_TIMESTAMP"),
              () ->
                  storage.acquire(
                      study.id(),
                      "me",
                      Duration.ofMinutes(1),
                      holder -> HolderCheck.State.UNKNOWN));
      assertThat(
              query(
                  storage,
                  "SELECT lease_end >= TIMESTAMP WITH TIME ZONE '"
                      + given
                      + "' + INTERVAL '1' MINUTE FROM study"))
          .isEqualToIgnoringCase("true");
    }
  }

  private static String query(JdbcStorage storage, String sql) {
    return storage.transactions().read(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
