package dev.nightjar.experiments.definition;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key of a section. The reader, the JSON schema and the reference of experiment files are made
 * from it.
 *
 * @param name as written
 * @param type what its value may be
 * @param example how it may be written; shown where it is missing
 * @param required whether it must be there
 * @param meaning one sentence
 * @param goesWith what it goes with, such as {@code task: forecasting}; empty if with anything
 * @param byDefault what is taken where it is missing, in words; empty if there is nothing to say
 */
record Key(
    String name,
    KeyType type,
    String example,
    boolean required,
    String meaning,
    String goesWith,
    String byDefault) {

  static Key optional(String name, KeyType type, String meaning) {
    return new Key(name, type, "", false, meaning, "", "");
  }

  static Key required(String name, KeyType type, String example, String meaning) {
    return new Key(name, type, example, true, meaning, "", "");
  }

  /** The same key, which does not go with everything. */
  Key goesWith(String others) {
    return new Key(name, type, example, required, meaning, others, byDefault);
  }

  /** The same key, without which something is taken. */
  Key byDefault(String words) {
    return new Key(name, type, example, required, meaning, goesWith, words);
  }

  /** All of it in one sentence, shown by editors. */
  String description() {
    String more =
        Stream.of(goesWith, byDefault.isEmpty() ? "" : "default: " + byDefault)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; "));
    String sentence =
        more.isEmpty() ? meaning : meaning.substring(0, meaning.length() - 1) + " (" + more + ").";
    return type instanceof KeyType.Choice choice && choice.explained()
        ? sentence + " " + choice.explanation()
        : sentence;
  }
}
