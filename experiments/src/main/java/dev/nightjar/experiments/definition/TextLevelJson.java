package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.text.PhraseSettings;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.Optional;

/** The resolved form of what a token of a text is, every default explicit. */
final class TextLevelJson {

  private TextLevelJson() {}

  /** Adds the keys of a level to those of its data set. */
  static void write(ObjectNode dataset, TextLevel level) {
    dataset.put("level", level.label());
    if (level instanceof TextLevel.Words words) {
      ObjectNode vocabulary = dataset.putObject("vocabulary");
      vocabulary.put("max_size", words.maxSize()).put("min_count", words.minCount());
      vocabulary.put("lower_case", words.tokenizer().lowerCase());
      vocabulary.put("line_ends", words.tokenizer().lineEnds());
      words
          .phrases()
          .ifPresent(
              phrases ->
                  vocabulary
                      .putObject("phrases")
                      .put("threshold", phrases.threshold())
                      .put("min_count", phrases.minCount()));
    }
  }

  /**
   * The level of a data set; characters if it says none.
   *
   * @throws IllegalArgumentException if it is of another version
   */
  static TextLevel read(JsonNode dataset) {
    String level = dataset.path("level").asText(TextLevel.characters().label());
    if (level.equals(TextLevel.characters().label())) {
      return TextLevel.characters();
    }
    if (!level.equals(TextLevel.words().label())) {
      throw DatasetJson.unknown("level", level);
    }
    JsonNode node = Json.member(dataset, "vocabulary");
    return new TextLevel.Words(
        new WordTokenizer(
            Json.member(node, "lower_case").booleanValue(),
            Json.member(node, "line_ends").booleanValue()),
        Json.member(node, "max_size").intValue(),
        Json.member(node, "min_count").intValue(),
        Optional.ofNullable(node.get("phrases")).map(TextLevelJson::phrases));
  }

  private static PhraseSettings phrases(JsonNode node) {
    return new PhraseSettings(
        Json.member(node, "threshold").doubleValue(), Json.member(node, "min_count").intValue());
  }
}
