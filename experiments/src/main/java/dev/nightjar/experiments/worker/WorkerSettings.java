package dev.nightjar.experiments.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What worker processes compute, how many there are, and how they are started.
 *
 * @param programType which {@link ObjectiveFactory} builds the program
 * @param definition the resolved definition that factory gets
 * @param slots how many workers run at once, at least 1
 * @param maxTrialDuration after this time a trial's worker is killed; empty for no limit
 * @param jvm how a worker's JVM is started
 */
public record WorkerSettings(
    String programType,
    String definition,
    int slots,
    Optional<Duration> maxTrialDuration,
    WorkerJvm jvm) {

  /** The program type of workers that train networks. */
  public static final String TRAINING = "training";

  /** The program type of workers that run somebody else's program. */
  public static final String COMMAND = "command";

  /** Such a worker keeps a program's last lines and not much more. */
  private static final int COMMAND_HEAP_MEGABYTES = 64;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if slots is below 1 or the duration is not above zero
   */
  public WorkerSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, not " + slots);
    }
    maxTrialDuration.ifPresent(
        d -> {
          if (d.isZero() || d.isNegative()) {
            throw new IllegalArgumentException("max_trial_duration must be above zero, not " + d);
          }
        });
  }

  /** Workers that train networks, with the JVM's defaults. */
  public static WorkerSettings training(
      String definition, int slots, Optional<Duration> maxTrialDuration) {
    return new WorkerSettings(TRAINING, definition, slots, maxTrialDuration, WorkerJvm.defaults());
  }

  /**
   * Workers that run a program: small ones, which leave to the program the environment as it is,
   * the number of its threads included.
   */
  public static WorkerSettings command(
      String definition, int slots, Optional<Duration> maxTrialDuration) {
    WorkerJvm jvm =
        WorkerJvm.defaults()
            .withHeapMegabytes(COMMAND_HEAP_MEGABYTES)
            .withOptions(List.of("-XX:TieredStopAtLevel=1"))
            .withEnvironment(Map.of());
    return new WorkerSettings(COMMAND, definition, slots, maxTrialDuration, jvm);
  }

  /** The same with workers started otherwise. */
  public WorkerSettings withJvm(WorkerJvm other) {
    return new WorkerSettings(programType, definition, slots, maxTrialDuration, other);
  }
}
