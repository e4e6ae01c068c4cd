package dev.nightjar.experiments.storage;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table that holds a number a metric of a trial: {@code test_score}. */
final class MetricRows {

  private MetricRows() {}

  static void insert(
      Handle handle, String table, long studyId, int number, Map<String, Double> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO " + table + " (study_id, number, metric, measured) VALUES (?, ?, ?, ?)");
    metrics.forEach(
        (metric, value) ->
            batch.bind(0, studyId).bind(1, number).bind(2, metric).bind(3, value).add());
    batch.execute();
  }
}
