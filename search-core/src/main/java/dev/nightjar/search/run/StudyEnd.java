package dev.nightjar.search.run;

import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run of a study ended.
 *
 * @param reason why
 * @param explanation the same in a sentence for people
 * @param front the completed trials that no other one dominates, best first by the first criterion;
 *     none if none completed
 * @param elapsed how long the study has run, summed over resumes
 */
public record StudyEnd(Reason reason, String explanation, List<Trial> front, Duration elapsed) {

  /** Copies. */
  public StudyEnd {
    front = List.copyOf(front);
  }

  /** The completed trial with the best first value; empty if none completed. */
  public Optional<Trial> best() {
    return front.stream().findFirst();
  }

  /** Why a run ended. */
  public enum Reason {
    /** {@code max_trials} trials have ended. */
    MAX_TRIALS,
    /** {@code max_duration} has passed. */
    MAX_DURATION,
    /** A completed trial is as good as every target of the objectives. */
    TARGET_REACHED,
    /** No more improvement is expected than {@code min_improvement}. */
    STANDSTILL,
    /** Every configuration of the space was tried. */
    SPACE_USED_UP,
    /** {@code max_consecutive_failures} trials failed in a row. */
    TOO_MANY_FAILURES,
    /** Somebody asked it to stop. */
    INTERRUPTED
  }
}
