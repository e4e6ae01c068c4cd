package dev.nightjar.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the winner was trained once more, on the training and the validation part together; kept with
 * the winner.
 *
 * @param trial the number of the winner, whose configuration and seed it has
 * @param epochs after how many it ended
 * @param trainingLoss of the last one
 * @param seconds how long it took
 * @param test its metrics on the test part, none of data without one; empty before it was scored
 */
record WinnerRefit(
    int trial,
    int epochs,
    double trainingLoss,
    double seconds,
    Optional<Map<String, Double>> test) {

  /** Copies. */
  WinnerRefit {
    test = test.map(Map::copyOf);
  }

  /** What is kept with the winner of a study; empty if it was not trained once more. */
  static Optional<WinnerRefit> of(Storage storage, Study study, Trial winner) {
    return storage
        .attachment(study.id(), winner.number(), Attachment.REFIT)
        .map(attachment -> parse(Json.parse(attachment.asText())));
  }

  private static WinnerRefit parse(JsonNode json) {
    return new WinnerRefit(
        json.path("trial").asInt(),
        json.path("epochs").asInt(),
        json.path("training_loss").asDouble(),
        json.path("seconds").asDouble(),
        json.has("test") ? Optional.of(TestMetrics.of(json.get("test"))) : Optional.empty());
  }

  /** The same, once it has met the test part. */
  WinnerRefit scored(Map<String, Double> metrics) {
    return new WinnerRefit(trial, epochs, trainingLoss, seconds, Optional.of(metrics));
  }

  /** For programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trial", trial);
    json.put("parts", List.of("training", "validation"));
    json.put("epochs", epochs);
    json.put("training_loss", trainingLoss);
    json.put("seconds", seconds);
    test.ifPresent(metrics -> json.put("test", new TreeMap<>(metrics)));
    return json;
  }

  /** As it is stored. */
  Attachment attachment() {
    return new Attachment(
        Attachment.REFIT, Attachment.JSON, Json.line(json()).getBytes(StandardCharsets.UTF_8));
  }

  /** For people; ends with a line end. */
  String describe() {
    return "refit: the model is this configuration, trained once more on the training and the"
        + " validation part together, "
        + epochs
        + (epochs == 1 ? " epoch;" : " epochs;")
        + " it has no validation score of its own, the one above stands for it"
        + System.lineSeparator()
        + TestMetrics.line("the refit ", test.orElse(Map.of()));
  }
}
