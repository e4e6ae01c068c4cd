package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.Keyboard;

/**
 * A piece of music that is read a time step at a time; the network's state is carried over, so that
 * a step costs the same however much was read before. As many may be open as wanted; all belong to
 * one thread.
 */
public final class MusicStream {
  private final Steps steps;
  private float[] next = new float[0];

  MusicStream(Steps steps) {
    this.steps = steps;
  }

  /**
   * Reads a time step.
   *
   * @param pitches the MIDI pitches that sound, {@value Keyboard#LOWEST} to {@value
   *     Keyboard#HIGHEST}, in any order; none is silence
   * @return [{@value Keyboard#KEYS}], how probable each key is to sound next, the lowest first; a
   *     new array
   * @throws InputException if a pitch has no key
   */
  public float[] feed(int... pitches) {
    float[] step = new float[Keyboard.KEYS];
    for (int pitch : pitches) {
      if (!Keyboard.has(pitch)) {
        throw new InputException(
            "the pitch "
                + pitch
                + " has no key; pitches are "
                + Keyboard.LOWEST
                + " to "
                + Keyboard.HIGHEST);
      }
      step[Keyboard.key(pitch)] = 1;
    }
    next = steps.feed(step);
    return next.clone();
  }

  /**
   * What comes next after all that was read.
   *
   * @return [{@value Keyboard#KEYS}], how probable each key is to sound, the lowest first; a new
   *     array
   * @throws InputException if nothing has been read yet
   */
  public float[] next() {
    if (next.length == 0) {
      throw new InputException(
          "nothing has been read yet; give at least one time step, such as 60+64+67");
    }
    return next.clone();
  }

  /** Begins another piece. */
  public void reset() {
    steps.reset();
    next = new float[0];
  }
}
