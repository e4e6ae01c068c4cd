package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TrainingObjective;
import java.util.HashMap;
import java.util.Map;

/**
 * The study that a command left.
 *
 * @param url of its storage
 * @param name of the study
 */
record AutoStudy(String url, String name) {

  /**
   * The ensemble beside single networks: the best finalist, which would be the model without it,
   * and the member that is best alone on the validation part. What of them meets the test part here
   * was not scored by the command, which scores the model only.
   *
   * @param best what {@code nightjar best} says
   * @return {@code used} (1 or 0), {@code members}, and by {@code ensemble.}, {@code finalist.} and
   *     {@code member.} the {@code validation} value and the metrics of the test part; those of the
   *     ensemble only if it is used. Empty if no ensemble was tried
   */
  Map<String, Double> ensemble(JsonNode best, AutoData data, Dataset loaded) {
    JsonNode ensemble = best.path("ensemble");
    if (ensemble.isMissingNode()) {
      return Map.of();
    }
    Map<String, Double> row = new HashMap<>();
    row.put("used", ensemble.path("used").asBoolean() ? 1.0 : 0.0);
    row.put("members", (double) ensemble.path("members").size());
    row.put("ensemble.validation", ensemble.path("value").asDouble());
    ensemble
        .path("test")
        .properties()
        .forEach(e -> row.put("ensemble." + e.getKey(), e.getValue().asDouble()));
    TrainingObjective objective =
        new TrainingObjective(
            data.task(),
            loaded,
            Map.of(),
            EarlyStoppingSpec.OFF,
            Criterion.minimize(data.task().objectives().get(0)));
    try (Storage storage = JdbcStorage.openForReading(url)) {
      Study study = storage.find(name).orElseThrow();
      row.put("finalist.validation", best.path("value").asDouble());
      score(row, "finalist.", objective, storage, study, best.path("number").asInt());
      JsonNode member = bestMember(ensemble);
      row.put("member.validation", member.path("value").asDouble());
      score(row, "member.", objective, storage, study, member.path("trial").asInt());
    }
    return Map.copyOf(row);
  }

  /** The member that is best alone; the smallest value is, of all objectives here. */
  private static JsonNode bestMember(JsonNode ensemble) {
    JsonNode best = ensemble.path("members").path(0);
    for (JsonNode member : ensemble.path("members")) {
      if (member.path("value").asDouble() < best.path("value").asDouble()) {
        best = member;
      }
    }
    return best;
  }

  private static void score(
      Map<String, Double> row,
      String prefix,
      TrainingObjective objective,
      Storage storage,
      Study study,
      int trial) {
    byte[] model = storage.attachment(study.id(), trial, Attachment.MODEL).orElseThrow().bytes();
    objective.scoreTest(model).forEach((metric, value) -> row.put(prefix + metric, value));
  }
}
