package dev.nightjar.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the winner was trained once more, on the training and the validation part together; kept with
 * the winner.
 *
 * @param epochs after how many it ended
 * @param trainingLoss of the last one
 * @param seconds how long it took
 * @param test its metrics on the test part; empty if there is none
 */
record WinnerRefit(int epochs, double trainingLoss, double seconds, Map<String, Double> test) {

  /** Copies. */
  WinnerRefit {
    test = Map.copyOf(test);
  }

  /** What is kept with the winner of a study; empty if it was not trained once more. */
  static Optional<WinnerRefit> of(Storage storage, Study study, Trial winner) {
    return storage
        .attachment(study.id(), winner.number(), Attachment.REFIT)
        .map(attachment -> parse(Json.parse(attachment.asText())));
  }

  private static WinnerRefit parse(JsonNode json) {
    Map<String, Double> test = new TreeMap<>();
    json.path("test").properties().forEach(e -> test.put(e.getKey(), e.getValue().asDouble()));
    return new WinnerRefit(
        json.path("epochs").asInt(),
        json.path("training_loss").asDouble(),
        json.path("seconds").asDouble(),
        test);
  }

  /** For programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epochs", epochs);
    json.put("training_loss", trainingLoss);
    json.put("seconds", seconds);
    json.put("test", new TreeMap<>(test));
    return json;
  }

  /** As it is stored. */
  Attachment attachment() {
    return new Attachment(
        Attachment.REFIT, Attachment.JSON, Json.line(json()).getBytes(StandardCharsets.UTF_8));
  }

  /** For people; ends with a line end. */
  String describe() {
    String end = System.lineSeparator();
    StringBuilder text =
        new StringBuilder("refit: the model was trained once more, on the training and the")
            .append(" validation part, ")
            .append(epochs)
            .append(epochs == 1 ? " epoch" : " epochs")
            .append("; only the test part can judge it")
            .append(end);
    if (!test.isEmpty()) {
      text.append("it on the test part, scored once:");
      new TreeMap<>(test)
          .forEach((name, v) -> text.append(' ').append(name).append(' ').append(Numbers.value(v)));
      text.append(end);
    }
    return text.toString();
  }
}
