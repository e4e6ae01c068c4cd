package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.text.PhraseSettings;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.Optional;

/** Reads what a token of a text is: the keys {@code level} and {@code vocabulary}. */
final class TextLevelReader {

  private final Problems problems;

  TextLevelReader(Problems problems) {
    this.problems = problems;
  }

  /** The level of a section {@code dataset}; records a problem if the keys do not go together. */
  TextLevel read(Section section) {
    Optional<String> level = section.text("level");
    if (level.filter(TextLevel.words().label()::equals).isPresent()) {
      return section.section("vocabulary").map(TextLevelReader::words).orElse(TextLevel.words());
    }
    if (level.isPresent() || !section.mentions("level")) {
      section
          .entry("vocabulary")
          .ifPresent(
              e ->
                  problems.add(
                      e.span(),
                      "dataset.vocabulary goes with level word, not with level "
                          + TextLevel.characters().label()
                          + (level.isEmpty() ? ", which is the default" : ""),
                      "write level: word, or remove it"));
    }
    return TextLevel.characters();
  }

  private static TextLevel.Words words(Section section) {
    TextLevel.Words normal = TextLevel.words();
    return new TextLevel.Words(
        new WordTokenizer(
            section.flag("lower_case").orElse(normal.tokenizer().lowerCase()),
            section.flag("line_ends").orElse(normal.tokenizer().lineEnds())),
        Math.toIntExact(section.whole("max_size").orElse(normal.maxSize())),
        Math.toIntExact(section.whole("min_count").orElse(normal.minCount())),
        section.section("phrases").map(TextLevelReader::phrases));
  }

  private static PhraseSettings phrases(Section section) {
    PhraseSettings normal = PhraseSettings.DEFAULT;
    return new PhraseSettings(
        section.real("threshold").orElse(normal.threshold()),
        Math.toIntExact(section.whole("min_count").orElse(normal.minCount())));
  }
}
