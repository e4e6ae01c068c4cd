package dev.nightjar.zoo.data;

/**
 * Text whose characters or words are to be predicted, divided.
 *
 * @param name what it is called, for people
 * @param running whether each part is one piece of one running text: each list then has one text,
 *     or none if the part is empty. Otherwise each text is a document of its own, whose end is
 *     predicted as well
 * @param parts the texts, none of them empty
 * @param sha256 hash of all texts, in hexadecimal; how they are divided is not part of it
 * @param level what is predicted of it
 */
public record TextCorpus(
    String name, boolean running, Parts<String> parts, String sha256, TextLevel level)
    implements Dataset {

  /** Checks that a running text has one piece a part. */
  public TextCorpus {
    if (running
        && (parts.train().size() != 1
            || parts.validation().size() != 1
            || parts.test().size() > 1)) {
      throw new IllegalArgumentException(
          "a running text has one piece to train and one to validate on, and at most one to test,"
              + " but there are "
              + parts.train().size()
              + ", "
              + parts.validation().size()
              + " and "
              + parts.test().size());
    }
  }

  /** Text whose characters are to be predicted. */
  public TextCorpus(String name, boolean running, Parts<String> parts, String sha256) {
    this(name, running, parts, sha256, TextLevel.characters());
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.TOKENS;
  }

  @Override
  public PartSizes sizes() {
    if (running) {
      Parts<Long> lengths = parts.map(level::count);
      return new PartSizes(
          level.units(),
          lengths.train().get(0),
          lengths.validation().get(0),
          lengths.test().isEmpty() ? 0 : lengths.test().get(0));
    }
    return new PartSizes(
        "documents", parts.train().size(), parts.validation().size(), parts.test().size());
  }
}
