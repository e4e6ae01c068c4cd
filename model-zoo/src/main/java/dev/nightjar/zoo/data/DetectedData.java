package dev.nightjar.zoo.data;

import java.util.List;

/**
 * What a user's file was taken for.
 *
 * @param spec how it is read
 * @param reasons why, a sentence each, for people; they may repeat what the file says
 * @param changes what to change if that is wrong, a sentence each
 */
public record DetectedData(DatasetSpec spec, List<String> reasons, List<String> changes) {

  /** Copies. */
  public DetectedData {
    reasons = List.copyOf(reasons);
    changes = List.copyOf(changes);
  }
}
