package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static List<Integer> due(WarmUp warmUp, int... epochs) {
    Curves curves = Curves.minimizing();
    List<EpochReport> reports = new ArrayList<>();
    List<Integer> due = new ArrayList<>();
    for (int epoch : epochs) {
      reports.add(curves.report(epoch, 1));
      if (warmUp.due(curves.trial(0, TrialRole.SEARCH, Optional.empty(), reports))) {
        due.add(epoch);
      }
    }
    return due;
  }

  @Test
  void judgesFromTheFirstEpochOnInIntervals() {
    assertThat(due(new WarmUp(1, 3, 1), 1, 2, 3, 4, 5)).containsExactly(3, 4, 5);
    assertThat(due(new WarmUp(1, 2, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9)).containsExactly(2, 5, 8);
    assertThat(due(new WarmUp(1, 1, 1), 1, 2)).containsExactly(1, 2);
  }

  @Test
  void anEpochThatWasNotReportedIsMadeUpForByTheNext() {
    assertThat(due(new WarmUp(1, 2, 3), 1, 3, 4, 7, 9)).containsExactly(3, 7, 9);
  }

  @Test
  void refusesNumbersBelowOne() {
    assertThatThrownBy(() -> new WarmUp(0, 1, 1))
        .hasMessage("min_trials is 0 but must be at least 1");
    assertThatThrownBy(() -> new WarmUp(1, 0, 1))
        .hasMessage("min_epochs is 0 but must be at least 1");
    assertThatThrownBy(() -> new WarmUp(1, 1, 0))
        .hasMessage("interval is 0 but must be at least 1");
  }
}
