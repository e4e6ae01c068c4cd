package dev.nightjar.experiments.definition;

import static dev.nightjar.experiments.definition.Markdown.code;

import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.TaskType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of {@link ExperimentReference}. */
final class ReferenceTables {

  static final List<String> COLUMNS = List.of("key", "value", "default", "meaning");

  private static final int FEW_WORDS = 3;

  private ReferenceTables() {}

  /** All keys of a section. */
  static void keys(Markdown page, String path, KeyType.Section section) {
    page.table(COLUMNS, section.keys().stream().map(key -> row(path, key)).toList());
  }

  /** One key of a section. */
  static List<String> row(String path, Key key) {
    String more = key.goesWith().isEmpty() ? "" : " (" + key.goesWith() + ")";
    return List.of(
        code(SectionReader.join(path, key.name())),
        value(key.type()),
        key.required() ? "**required**" : key.byDefault(),
        withoutStop(key.meaning()) + more + ".");
  }

  /** Sections, and choices of many explained words, have tables of their own. */
  private static String value(KeyType type) {
    if (type instanceof KeyType.Section) {
      return "a mapping, below";
    } else if (type instanceof KeyType.Choice choice) {
      return choice.explained() && choice.words().size() <= FEW_WORDS
          ? choice.words().stream()
              .map(word -> code(word.word()) + " (" + word.meaning() + ")")
              .collect(Collectors.joining(", "))
          : codes(choice.allowed());
    } else if (type instanceof KeyType.Share) {
      return "a number from 0 to 1";
    }
    return type.describe();
  }

  /** The words of a choice with what they mean. */
  static void words(Markdown page, String header, Key key) {
    page.table(
        List.of(header, "meaning"),
        ((KeyType.Choice) key.type())
            .words().stream().map(word -> List.of(code(word.word()), word.meaning())).toList());
  }

  /**
   * A section whose type decides which other keys it may have.
   *
   * @param typesOfKeys the types that each of those keys goes with
   */
  static void typed(
      Markdown page, String name, KeyType.Section section, Map<String, List<String>> typesOfKeys) {
    Key type = section.key("type");
    page.heading(2, code(name)).paragraph("`" + name + ": {type: …}`. " + type.meaning());
    page.table(
        List.of("type", "meaning", "keys beside it"),
        ((KeyType.Choice) type.type())
            .words().stream()
                .map(
                    word ->
                        List.of(
                            code(word.word()),
                            word.meaning(),
                            codes(
                                section.names().stream()
                                    .filter(
                                        key ->
                                            typesOfKeys
                                                .getOrDefault(key, List.of())
                                                .contains(word.word()))
                                    .toList())))
                .toList());
    page.table(
        COLUMNS,
        section.keys().stream()
            .filter(key -> !key.equals(type))
            .map(key -> row(name, key))
            .toList());
  }

  /** The hyperparameters of a section. */
  static void hyperparameters(Markdown page, List<Hyperparameter> hyperparameters) {
    page.table(
        List.of("key", "value", "default", "task", "meaning"),
        hyperparameters.stream()
            .map(
                h ->
                    List.of(
                        code(h.name()),
                        h.kind() == Hyperparameter.Kind.CHOICE ? codes(h.choices()) : h.describe(),
                        h.defaultValue().describe(),
                        h.tasks().size() == TaskType.values().length
                            ? "any"
                            : Words.labels(h.tasks(), ", "),
                        h.description().substring(0, 1).toUpperCase(Locale.ROOT)
                            + h.description().substring(1)
                            + "."))
            .toList());
  }

  static String codes(Collection<?> words) {
    return words.stream().map(word -> code(String.valueOf(word))).collect(Collectors.joining(", "));
  }

  private static String withoutStop(String sentence) {
    return sentence.substring(0, sentence.length() - 1);
  }
}
