package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Texts that a language model wrote. */
final class SampleTexts {

  private SampleTexts() {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    Optional<List<String>> texts = Fields.texts(json.path("texts"));
    if (texts.isEmpty() || texts.get().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Exhibit.Texts(
            name,
            title,
            "Written from nothing, each token drawn with the probability that it gives;"
                + " nightjar sample writes more.",
            texts.get().stream().map(t -> t.isBlank() ? "(an empty text)" : t).toList(),
            ""));
  }
}
