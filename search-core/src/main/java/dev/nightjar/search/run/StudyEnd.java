package dev.nightjar.search.run;

import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run of a study ended.
 *
 * @param reason why
 * @param explanation the same in a sentence for people, with numbers where there are some
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
    MAX_TRIALS("All trials of the budget have ended."),
    /** {@code max_duration} has passed. */
    MAX_DURATION("The time of the budget is used up."),
    /** A completed trial is as good as every target of the objectives. */
    TARGET_REACHED("The target is reached."),
    /** No more improvement is expected than {@code min_improvement}. */
    STANDSTILL("The search stands still."),
    /** Every configuration of the space was tried. */
    SPACE_USED_UP("Every configuration of the space was tried."),
    /** {@code max_consecutive_failures} trials failed in a row. */
    TOO_MANY_FAILURES("Stopped: too many trials failed in a row."),
    /** Somebody asked it to stop. */
    INTERRUPTED("Interrupted; everything is saved.");

    private final String explanation;

    Reason(String explanation) {
      this.explanation = explanation;
    }

    /** The reason in a sentence for people. */
    public String explanation() {
      return explanation;
    }
  }
}
