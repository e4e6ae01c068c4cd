package dev.nightjar.zoo.data;

/**
 * Sequences of numbers with a number each, divided.
 *
 * @param name what it is called, for people
 * @param width numbers a step, the same for every sequence
 * @param parts the sequences
 * @param sha256 hash of all sequences, in hexadecimal
 */
public record NumberCorpus(String name, int width, Parts<NumberSequence> parts, String sha256)
    implements Dataset {

  @Override
  public DatasetKind kind() {
    return DatasetKind.NUMBERS;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes(
        "sequences", parts.train().size(), parts.validation().size(), parts.test().size());
  }
}
