package dev.nightjar.experiments.definition;

/**
 * A key of a section.
 *
 * @param name as written
 * @param type what its value may be
 * @param example how it may be written; shown where it is missing
 * @param required whether it must be there
 * @param description one sentence, shown by editors
 */
record Key(String name, KeyType type, String example, boolean required, String description) {

  static Key optional(String name, KeyType type, String description) {
    return new Key(name, type, "", false, description);
  }

  static Key required(String name, KeyType type, String example, String description) {
    return new Key(name, type, example, true, description);
  }
}
