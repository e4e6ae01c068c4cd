package dev.nightjar.search.run;

import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run of a study ended.
 *
 * @param reason why
 * @param explanation the same in a sentence for people, with numbers where there are some
 * @param front the completed search trials that no other one dominates, best first by the first
 *     criterion; none if none completed
 * @param finalists how the best did over fresh seeds; nobody if that was not asked for
 * @param elapsed how long the study has run, summed over resumes
 */
public record StudyEnd(
    Reason reason, String explanation, List<Trial> front, Standings finalists, Duration elapsed) {

  /** Copies. */
  public StudyEnd {
    front = List.copyOf(front);
  }

  /** The completed search trial with the best first value; empty if none completed. */
  public Optional<Trial> best() {
    return front.stream().findFirst();
  }

  /**
   * The trial whose network is the study's result: the chosen run of the best finalist, or without
   * finalists the {@link #best} trial; empty if none completed.
   */
  public Optional<Trial> winner() {
    return finalists.winner().map(Standing::chosen).or(this::best);
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

    /** Whether the search did what it should, so that its result stands. */
    public boolean normal() {
      return this != TOO_MANY_FAILURES && this != INTERRUPTED;
    }

    /** The reason in a sentence for people. */
    public String explanation() {
      return explanation;
    }
  }
}
