package dev.nightjar.zoo.task;

import java.util.List;

/**
 * What a trial measures of the network itself, once, when it is trained. An objective may name
 * these beside a metric of {@link TaskType#objectives}, which is measured after each epoch.
 */
public final class NetworkMetrics {
  /** The number of weights; always measured. */
  public static final String PARAMETERS = "parameters";

  /**
   * Milliseconds that the network takes for one step of one sequence ({@link PredictTime});
   * measured if an objective asks for it. No two measurements are quite the same.
   */
  public static final String PREDICT_TIME = "predict_time";

  /** All of them. */
  public static final List<String> ALL = List.of(PARAMETERS, PREDICT_TIME);

  private NetworkMetrics() {}
}
