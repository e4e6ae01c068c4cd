package dev.nightjar.zoo.training;

/**
 * Why a training ended. Where several reasons hold after an epoch, the last of this list counts. A
 * training whose loss is no longer finite does not end but fails: {@link DivergedException}.
 */
public enum StopReason {
  /** All epochs were done. */
  EPOCHS_DONE,
  /** The watched metric stopped getting better. */
  EARLY_STOPPED,
  /** All steps of the optimiser were done, before the last epoch was. */
  STEPS_DONE,
  /** The time was over. */
  DEADLINE_PASSED,
  /** The watched metric is as good as it was to be. */
  TARGET_REACHED,
  /** The listener said so. */
  LISTENER_STOPPED
}
