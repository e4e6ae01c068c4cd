package dev.nightjar.reports.view;

import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.List;

/**
 * A trial's row of the leaderboard.
 *
 * @param trial the trial
 * @param winner whether it leads
 * @param cells one a column
 */
public record Row(Trial trial, boolean winner, List<Cell> cells) {

  /** The number of the trial. */
  public int number() {
    return trial.number();
  }

  /** Where the trial stands. */
  public TrialState state() {
    return trial.state();
  }

  /** The page of the trial, from the report's folder. */
  public String page() {
    return TrialPage.path(number());
  }
}
