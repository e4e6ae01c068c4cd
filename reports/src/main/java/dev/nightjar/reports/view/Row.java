package dev.nightjar.reports.view;

import dev.nightjar.search.trial.TrialState;
import java.util.List;

/**
 * A trial's row of the leaderboard.
 *
 * @param number the trial
 * @param state where it stands
 * @param winner whether it leads
 * @param cells one a column
 */
public record Row(int number, TrialState state, boolean winner, List<Cell> cells) {

  /** The page of the trial, from the report's folder. */
  public String page() {
    return TrialPage.path(number);
  }
}
