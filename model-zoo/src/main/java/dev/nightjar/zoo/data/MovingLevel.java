package dev.nightjar.zoo.data;

import java.util.Arrays;

/**
 * Whether the level of a time series moves on, as with a trend or a random walk: then what is to be
 * forecast lies where nothing was trained on, unless differences are read.
 */
final class MovingLevel {

  /** The last fifth is compared with what was before it. */
  private static final int SHARE_AFTER = 5;

  /**
   * More than a quarter of it is beyond all that was before. Of values without order it would be
   * two in as many as were before, so nearly none.
   */
  private static final int SHARE_BEYOND = 4;

  private MovingLevel() {}

  /**
   * Whether it does.
   *
   * @param values in the order of time, of the training part alone
   */
  static boolean of(double[] values) {
    int after = values.length / SHARE_AFTER;
    int before = values.length - after;
    if (after == 0) {
      return false;
    }
    double least = Arrays.stream(values, 0, before).min().orElseThrow();
    double most = Arrays.stream(values, 0, before).max().orElseThrow();
    long beyond =
        Arrays.stream(values, before, values.length).filter(v -> v < least || v > most).count();
    return SHARE_BEYOND * beyond > after;
  }
}
