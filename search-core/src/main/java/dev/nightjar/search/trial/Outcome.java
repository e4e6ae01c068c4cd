package dev.nightjar.search.trial;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How a trial ended. */
public sealed interface Outcome {

  /** The state a trial with this outcome is in. */
  TrialState state();

  /**
   * The trial ran to its end.
   *
   * @param values one finite value for each criterion of the study, in order: those of its best
   *     epoch
   * @param metrics every metric of the result, by name
   * @param bestEpoch the epoch the values are from, from 1; empty if the objective has no epochs
   */
  record Completed(List<Double> values, Map<String, Double> metrics, OptionalInt bestEpoch)
      implements Outcome {
    /** Copies and checks. */
    public Completed {
      values = List.copyOf(values);
      if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "a completed trial has one or more finite values, not " + values);
      }
      metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    @Override
    public TrialState state() {
      return TrialState.COMPLETED;
    }
  }

  /**
   * The trial was stopped because others were better at the same epoch, or the study's time was up.
   *
   * @param reason for people to read
   */
  record Pruned(String reason) implements Outcome {
    @Override
    public TrialState state() {
      return TrialState.PRUNED;
    }
  }

  /**
   * The trial could not be evaluated. To a strategy this is a bad result, not an unknown one.
   *
   * @param cause for people to read: {@code "diverged at epoch 3"}
   */
  record Failed(String cause) implements Outcome {
    @Override
    public TrialState state() {
      return TrialState.FAILED;
    }
  }
}
