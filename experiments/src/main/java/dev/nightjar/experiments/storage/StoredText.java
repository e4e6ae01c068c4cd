package dev.nightjar.experiments.storage;

/** Texts as every database can hold them: PostgreSQL knows no character 0. */
final class StoredText {

  private StoredText() {}

  /** The text, with the character that stands for what cannot be shown in the place of each 0. */
  static String of(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
