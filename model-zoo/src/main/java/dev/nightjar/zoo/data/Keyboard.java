package dev.nightjar.zoo.data;

/**
 * The keys of a piano as MIDI pitches, {@value #LOWEST} (A0) to {@value #HIGHEST} (C8): key 0 is
 * the lowest.
 */
public final class Keyboard {

  /** The MIDI pitch of the lowest key. */
  public static final int LOWEST = 21;

  /** The MIDI pitch of the highest key. */
  public static final int HIGHEST = 108;

  /** The number of keys. */
  public static final int KEYS = HIGHEST - LOWEST + 1;

  private Keyboard() {}

  /** Whether a pitch has a key. */
  public static boolean has(int pitch) {
    return pitch >= LOWEST && pitch <= HIGHEST;
  }

  /** The key of a pitch, 0 to {@value #KEYS} (exclusive). */
  public static int key(int pitch) {
    if (!has(pitch)) {
      throw new IllegalArgumentException(
          "the pitch " + pitch + " has no key; pitches are " + LOWEST + " to " + HIGHEST);
    }
    return pitch - LOWEST;
  }

  /** The pitch of a key. */
  public static int pitch(int key) {
    return key + LOWEST;
  }
}
