package dev.nightjar.experiments.storage;

import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialSpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Completed trials by the thousand, in the rows that the storage would have made of them one by
 * one: for benchmarks that need a large study and do not measure how it came to be.
 */
public final class BulkTrials {

  private static final int BATCH = 1_000;

  private BulkTrials() {}

  /** What the trials are. */
  public interface Source {
    /** What was evaluated. */
    TrialSpec spec(int number);

    /** What it reported. */
    List<EpochReport> epochs(int number);

    /** Its value. */
    double value(int number);

    /** What is kept with it. */
    Attachment attachment(int number);
  }

  /**
   * Stores trials of a study in a file that nobody has open, those before a number and from one.
   */
  public static void insert(String url, long study, int from, int before, Source source)
      throws SQLException {
    try (DraftDatabase database = DraftDatabase.open(H2Url.parse(url), "")) {
      for (int first = from; first < before; first += BATCH) {
        int begin = first;
        int end = Math.min(before, first + BATCH);
        database.jdbi().useTransaction(handle -> insertBatch(handle, study, begin, end, source));
      }
    }
  }

  private static void insertBatch(Handle handle, long study, int from, int before, Source source) {
    PreparedBatch trials =
        handle.prepareBatch(
            "INSERT INTO trial (study_id, number, attempt, role, origin, state, seed, parameters,"
                + " best_epoch, metrics, created, started, finished, duration, worker, lease_token,"
                + " checksum) VALUES (?, ?, 1, ?, ?, 'completed', ?, ?, ?, ?, CURRENT_TIMESTAMP,"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?, 'worker-1', 1, ?)");
    PreparedBatch values =
        handle.prepareBatch(
            "INSERT INTO trial_value (study_id, number, place, measured) VALUES (?, ?, 0, ?)");
    PreparedBatch curves =
        handle.prepareBatch(
            "INSERT INTO curve (study_id, number, part, content) VALUES (?, ?, 0, ?)");
    for (int number = from; number < before; number++) {
      TrialSpec spec = source.spec(number);
      double value = source.value(number);
      TrialRow row =
          TrialRow.of(
              spec,
              RowJson.write(spec.configuration().values()),
              new Outcome.Completed(List.of(value), Map.of("value", value), OptionalInt.of(1)),
              Duration.ofSeconds(1));
      byte[] curve = CurveCodec.encode(source.epochs(number));
      trials
          .bind(0, study)
          .bind(1, number)
          .bind(2, TrialTable.label(row.role()))
          .bind(3, row.origin())
          .bind(4, row.seed())
          .bind(5, row.parameters())
          .bind(6, row.bestEpoch().getAsInt())
          .bind(7, row.metrics().orElseThrow())
          .bind(8, row.duration().toNanos())
          .bind(9, row.checksum(curve))
          .add();
      values.bind(0, study).bind(1, number).bind(2, value).add();
      curves.bind(0, study).bind(1, number).bind(2, curve).add();
    }
    trials.execute();
    values.execute();
    curves.execute();
    for (int number = from; number < before; number++) {
      AttachmentTable.insert(handle, study, number, List.of(source.attachment(number)));
    }
    handle.execute("UPDATE study SET outcomes = outcomes + ? WHERE id = ?", before - from, study);
  }
}
