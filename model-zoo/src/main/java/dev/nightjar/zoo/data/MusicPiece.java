package dev.nightjar.zoo.data;

import java.util.Arrays;
import java.util.List;

/** A piece of music: the keys that sound at each time step. Immutable. */
public final class MusicPiece implements Document {

  /** Fewest time steps: one to read and one to predict. */
  public static final int SHORTEST = 2;

  private final int[][] chords;

  private MusicPiece(int[][] chords) {
    this.chords = chords;
  }

  /**
   * A piece.
   *
   * @param chords a chord a time step, at least {@value #SHORTEST}: the MIDI pitches that sound, in
   *     any order, each from {@value Keyboard#LOWEST} to {@value Keyboard#HIGHEST}. A key that is
   *     named twice, as where two voices meet, sounds once; no pitch is silence
   * @throws IllegalArgumentException if there are fewer time steps, or a pitch has no key
   */
  public static MusicPiece of(List<int[]> chords) {
    if (chords.size() < SHORTEST) {
      throw new IllegalArgumentException(
          chords.size()
              + " time steps; at least "
              + SHORTEST
              + " are needed, one to read and one to predict");
    }
    return new MusicPiece(chords.stream().map(MusicPiece::keysOf).toArray(int[][]::new));
  }

  private static int[] keysOf(int[] pitches) {
    int[] keys = new int[pitches.length];
    Arrays.setAll(keys, i -> Keyboard.key(pitches[i]));
    Arrays.sort(keys);
    int distinct = 0;
    for (int key : keys) {
      if (distinct == 0 || keys[distinct - 1] != key) {
        keys[distinct++] = key;
      }
    }
    return Arrays.copyOf(keys, distinct);
  }

  /** Time steps, one more than there are predictions. */
  public int steps() {
    return chords.length;
  }

  /** The keys that sound at a time step, ascending, from 0. */
  public int[] keys(int step) {
    return chords[step].clone();
  }

  /** The number of predictions: at each time step but the last, the next one. */
  @Override
  public int length() {
    return chords.length - 1;
  }

  /** Sets the keys of a time step to 1 in a row of numbers that are 0. */
  void lay(int step, float[] values, int offset) {
    for (int key : chords[step]) {
      values[offset + key] = 1;
    }
  }

  /** All time steps in one row: the number of keys of each, then the keys. */
  int[] flat() {
    int[] flat = new int[chords.length + Arrays.stream(chords).mapToInt(c -> c.length).sum()];
    int place = 0;
    for (int[] chord : chords) {
      flat[place] = chord.length;
      System.arraycopy(chord, 0, flat, place + 1, chord.length);
      place += 1 + chord.length;
    }
    return flat;
  }

  /** What the piece is known by: pieces alike have the same. */
  String key() {
    return Arrays.toString(flat());
  }
}
