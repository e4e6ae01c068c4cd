package dev.nightjar.zoo.data;

/**
 * Polyphonic music, divided.
 *
 * @param name what it is called, for people
 * @param parts the pieces
 * @param sha256 hash of all pieces, in hexadecimal; where the data comes divided, of what is in
 *     which part as well
 */
public record MusicCorpus(String name, Parts<MusicPiece> parts, String sha256) implements Dataset {

  @Override
  public DatasetKind kind() {
    return DatasetKind.MUSIC;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes(
        "sequences", parts.train().size(), parts.validation().size(), parts.test().size());
  }
}
