package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The worst mistakes of a classifier. */
final class MistakesTable {

  private MistakesTable() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    Optional<List<JsonNode>> mistakes =
        Fields.array(
            json.path("mistakes"),
            m ->
                m.path("input").isTextual()
                    && m.path("truth").isTextual()
                    && m.path("answer").isTextual());
    JsonNode count = json.path("count");
    JsonNode all = json.path("of");
    if (mistakes.isEmpty() || !count.isInt() || !all.isInt()) {
      return Optional.empty();
    }
    if (mistakes.get().isEmpty()) {
      return Optional.of(
          new Exhibit.Texts(
              name,
              title,
              "",
              List.of("It made no mistake on the " + all.intValue() + " of the validation part."),
              ""));
    }
    List<List<String>> rows =
        mistakes.get().stream()
            .map(
                m ->
                    List.of(
                        m.path("input").textValue(),
                        m.path("truth").textValue(),
                        m.path("answer").textValue(),
                        Fields.probability(m.path("probability")),
                        Fields.probability(m.path("probability_of_truth"))))
            .toList();
    return Optional.of(
        new Exhibit.Table(
            name,
            title,
            "Of the validation part, "
                + Fields.share(count.intValue(), all.intValue())
                + " were answered wrong; here it was surest that the truth is not so.",
            List.of("Input", "Is", "Taken for", "Probability", "of the truth"),
            List.of(false, false, false, true, true),
            rows,
            ""));
  }
}
