package dev.nightjar.search.trial;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an objective found.
 *
 * @param metrics metric name → value at the best epoch; must hold the study's criteria
 * @param bestEpoch the epoch the metrics are from, from 1; empty if there are no epochs
 * @param attachments what is to be kept with the trial
 */
public record Result(
    Map<String, Double> metrics, OptionalInt bestEpoch, List<Attachment> attachments) {

  /** Copies. */
  public Result {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    attachments = List.copyOf(attachments);
  }

  /** A result of one metric without epochs or attachments. */
  public static Result of(String metric, double value) {
    return new Result(Map.of(metric, value), OptionalInt.empty(), List.of());
  }
}
