package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.reports.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the winner was trained once more, on the validation part, too. */
final class RefitTable {

  private RefitTable() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    if (!json.path("epochs").isInt()
        || !json.path("training_loss").isNumber()
        || !json.path("seconds").isNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        new Exhibit.Table(
            name,
            title,
            "The model is this configuration, trained once more on the training and the validation"
                + " part together, for as many epochs as were best in the median; only the test"
                + " part can judge it. What is shown below is the network before that.",
            List.of("Epochs", "Training loss", "Seconds"),
            List.of(true, true, true),
            List.of(
                List.of(
                    String.valueOf(json.path("epochs").asInt()),
                    Numbers.value(json.path("training_loss").asDouble()),
                    Numbers.value(json.path("seconds").asDouble()))),
            ""));
  }

  /** The metrics of the model on the test part. */
  static Optional<Map<String, Double>> test(JsonNode json) {
    return Fields.metrics(json.path("test"));
  }
}
