package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.MemorySize;
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
 * @param maxTrialMemory what a worker and all that it starts may use before it is killed; empty for
 *     no limit
 * @param jvm how a worker's JVM is started
 */
public record WorkerSettings(
    String programType,
    String definition,
    int slots,
    Optional<Duration> maxTrialDuration,
    Optional<MemorySize> maxTrialMemory,
    WorkerJvm jvm) {

  /** The program type of workers that train networks. */
  public static final String TRAINING = "training";

  /** The program type of workers that run somebody else's program. */
  public static final String COMMAND = "command";

  /** What a training may use if nothing else is said. */
  public static final MemorySize DEFAULT_MEMORY = new MemorySize(4096);

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

  /** Workers without a limit of memory. */
  public WorkerSettings(
      String programType,
      String definition,
      int slots,
      Optional<Duration> maxTrialDuration,
      WorkerJvm jvm) {
    this(programType, definition, slots, maxTrialDuration, Optional.empty(), jvm);
  }

  /** Workers that train networks, with the JVM's defaults and {@link #DEFAULT_MEMORY}. */
  public static WorkerSettings training(
      String definition, int slots, Optional<Duration> maxTrialDuration) {
    return new WorkerSettings(TRAINING, definition, slots, maxTrialDuration, WorkerJvm.defaults())
        .withMaxTrialMemory(DEFAULT_MEMORY);
  }

  /**
   * Workers that run a program: small ones, which leave to the program the environment as it is,
   * the number of its threads included, and as much memory as it wants.
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
    return new WorkerSettings(
        programType, definition, slots, maxTrialDuration, maxTrialMemory, other);
  }

  /** The same with another limit of memory; the JVM of a training keeps within it by itself. */
  public WorkerSettings withMaxTrialMemory(MemorySize most) {
    return new WorkerSettings(
        programType,
        definition,
        slots,
        maxTrialDuration,
        Optional.of(most),
        programType.equals(TRAINING) ? jvm.within(most) : jvm);
  }
}
