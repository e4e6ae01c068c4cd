package dev.nightjar.experiments.storage;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Metrics on the test part, of the few trials that won. */
final class TestScoreTable {

  private TestScoreTable() {}

  private record Row(int number, String metric, double measured) {}

  static void replace(Handle handle, long studyId, int number, Map<String, Double> metrics) {
    handle.execute("DELETE FROM test_score WHERE study_id = ? AND number = ?", studyId, number);
    if (metrics.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO test_score (study_id, number, metric, measured) VALUES (?, ?, ?, ?)");
    metrics.forEach(
        (metric, value) ->
            batch.bind(0, studyId).bind(1, number).bind(2, metric).bind(3, value).add());
    batch.execute();
  }

  static Map<String, Double> find(Handle handle, long studyId, int number) {
    return all(handle, studyId).getOrDefault(number, Map.of());
  }

  /** Of all trials that have one, by number. */
  static Map<Integer, Map<String, Double>> all(Handle handle, long studyId) {
    Map<Integer, Map<String, Double>> scores = new TreeMap<>();
    handle
        .createQuery("SELECT number, metric, measured FROM test_score WHERE study_id = :study")
        .bind("study", studyId)
        .map((rs, context) -> new Row(rs.getInt(1), rs.getString(2), rs.getDouble(3)))
        .forEach(
            row ->
                scores
                    .computeIfAbsent(row.number(), n -> new TreeMap<>())
                    .put(row.metric(), row.measured()));
    return Collections.unmodifiableMap(scores);
  }
}
