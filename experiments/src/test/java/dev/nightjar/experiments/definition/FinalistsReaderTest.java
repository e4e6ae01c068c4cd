package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.finalist.FinalistPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalistsReaderTest {

  private static Experiment with(String section) {
    return Examples.read(Examples.SMALL + section);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finalists: {top: 2, seeds: 5} | 2 | 5",
        "finalists: {} | 3 | 3",
        "finalists: {seeds: 1} | 3 | 1",
        "finalists: {top: 0} | 0 | 0",
        "finalists: {top: 4, seeds: 0} | 0 | 0",
        "'' | 0 | 0"
      })
  void readsTheNumbersAndTakesZeroForNobody(String section, int top, int seeds) {
    Experiment experiment = with(section);
    assertThat(experiment.finalists()).isEqualTo(new FinalistPlan(top, seeds));
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).finalists())
        .isEqualTo(experiment.finalists());
  }

  @Test
  void theyMayChangeBetweenTheRunsOfAStudy() {
    assertThat(with("finalists: {top: 2}").fingerprint("data"))
        .isEqualTo(with("").fingerprint("data"));
  }

  @Test
  void moreSeedsFillATimeThatHasAnEnd() {
    Experiment experiment =
        with("budget: {max_duration: 1h}\nfinalists: {top: 2, seeds: 2, max_seeds: 9}");
    assertThat(experiment.finalists()).isEqualTo(new FinalistPlan(2, 2, 9, false));
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).finalists())
        .isEqualTo(experiment.finalists());
  }

  @Test
  void moreSeedsNeedSuchATime() {
    assertThatThrownBy(() -> with("finalists: {seeds: 2, max_seeds: 9}"))
        .hasMessageContaining("finalists.max_seeds needs a time that may be used up");
    assertThatThrownBy(() -> with("finalists: {seeds: 4, max_seeds: 2}"))
        .hasMessageContaining("finalists.max_seeds should be at least seeds, which is 4, not 2");
  }
}
