package dev.nightjar.zoo.training;

/** Hears of each epoch and may end the training. */
@FunctionalInterface
public interface EpochListener {
  /**
   * Called after each epoch.
   *
   * @return whether to go on
   */
  boolean onEpoch(EpochResult result);
}
