package dev.nightjar.experiments.cluster;

/** Where an assignment stands. Each is passed once, and never left for an earlier one. */
public enum AssignmentState {
  /** Nobody runs it yet. */
  QUEUED,
  /** A host runs it. */
  CLAIMED,
  /** The host that ran it was asked to stop, and gave it back. */
  RETURNED,
  /** The host that ran it fell silent; whatever it says from now on is refused. */
  LOST,
  /** It has ended, and how is stored. */
  ENDED
}
