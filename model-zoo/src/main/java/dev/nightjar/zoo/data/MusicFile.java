package dev.nightjar.zoo.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * A user's file of polyphonic music: {@link MusicJson} in UTF-8, either divided by the file itself
 * or to be divided by a split.
 */
final class MusicFile {

  private MusicFile() {}

  /**
   * Loads and divides the file.
   *
   * @throws DatasetException if it cannot be read, is malformed, or cannot be divided
   */
  static MusicCorpus load(MusicFileSpec spec) {
    FileProblems problems = new FileProblems(spec.file());
    MusicJson json = MusicJson.read(Utf8File.read(spec.file()), problems);
    if (json.divided() && spec.split().isPresent()) {
      problems.addOfFile(
          "the file says already which part a sequence is of; leave dataset.split out");
    }
    problems.throwIfAny();
    String name = String.valueOf(spec.file().getFileName());
    Parts<MusicPiece> parts = json.parts();
    if (json.divided()) {
      return new MusicCorpus(name, parts, hashOfParts(parts));
    }
    List<MusicPiece> pieces = parts.train();
    if (pieces.stream().map(MusicPiece::key).distinct().count() < 2) {
      problems.addOfFile(
          "all its sequences are alike; it needs at least two different ones, one to train and one"
              + " to validate on");
    }
    problems.throwIfAny();
    return new MusicCorpus(
        name,
        HashSplit.divide(pieces, MusicPiece::key, spec.split().orElse(SplitSpec.DEFAULT)),
        StableHash.ofInts(pieces.stream().map(MusicPiece::flat).toList()));
  }

  /** The hash of pieces that come in parts: a piece that changes sides changes it. */
  static String hashOfParts(Parts<MusicPiece> parts) {
    int[] sizes = {parts.train().size(), parts.validation().size(), parts.test().size()};
    return StableHash.ofInts(
        Stream.concat(
                Stream.of(sizes),
                Stream.of(parts.train(), parts.validation(), parts.test())
                    .flatMap(List::stream)
                    .map(MusicPiece::flat))
            .toList());
  }
}
