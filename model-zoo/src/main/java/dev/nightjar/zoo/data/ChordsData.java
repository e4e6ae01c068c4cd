package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The built-in data set {@code chords}: pieces of {@value #SHORTEST} to {@value #LONGEST} bars
 * (inclusive) drawn from a {@link ChordProgression}, whose best possible loss {@link
 * ChordProgression#optimalLoss} computes: 3.087 nats a time step on the validation part, 3.063 on
 * the test part. {@value #TRAIN} pieces to train on, {@value #VALIDATION} to validate and {@value
 * #TEST} to test.
 */
final class ChordsData {

  static final int TRAIN = 600;
  static final int VALIDATION = 150;
  static final int TEST = 150;

  static final int SHORTEST = 6;
  static final int LONGEST = 16;

  private static final long SEED = 1722; // Rameau's treatise on harmony.

  private ChordsData() {}

  static MusicCorpus load() {
    // Random's numbers are specified, so the pieces are the same on every Java.
    Random random = new Random(SEED);
    Parts<MusicPiece> parts =
        new Parts<>(draw(random, TRAIN), draw(random, VALIDATION), draw(random, TEST));
    return new MusicCorpus(Builtin.CHORDS.label(), parts, MusicFile.hashOfParts(parts));
  }

  private static List<MusicPiece> draw(Random random, int count) {
    List<MusicPiece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pieces.add(ChordProgression.draw(random, SHORTEST + random.nextInt(LONGEST - SHORTEST + 1)));
    }
    return pieces;
  }
}
