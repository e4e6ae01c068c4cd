package dev.nightjar.zoo.training;

/** Why a training ended. */
public enum StopReason {
  /** All epochs were done. */
  EPOCHS_DONE,
  /** The watched metric stopped getting better. */
  EARLY_STOPPED,
  /** The listener said so. */
  LISTENER_STOPPED
}
