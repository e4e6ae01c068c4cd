package dev.nightjar.experiments.cluster;

import java.util.List;

/**
 * What a look at the queue of a study shows.
 *
 * @param slots how many trials the hosts that gave a sign of life can run at once
 * @param assignments all there are, by number
 */
public record QueueState(int slots, List<Assignment> assignments) {

  /** Copies. */
  public QueueState {
    assignments = List.copyOf(assignments);
  }
}
