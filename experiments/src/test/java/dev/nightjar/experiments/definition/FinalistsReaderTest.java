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

  @Test
  void theWinnerMayBeTrainedOnBothPartsInTheEnd() {
    Experiment experiment = with("finalists: {top: 2, data: training+validation}");
    assertThat(experiment.finalists()).isEqualTo(new FinalistPlan(2, 3).withRefit());
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).finalists())
        .isEqualTo(experiment.finalists());
    assertThat(experiment.fingerprint("data")).isEqualTo(with("").fingerprint("data"));
    assertThat(with("finalists: {top: 2, data: training}").finalists())
        .isEqualTo(new FinalistPlan(2, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: validation | | finalists.data should be one of training, training+validation",
        "top: 0, data: training+validation | | but top is 0",
        "seeds: 0, data: training+validation | | but seeds is 0",
        "data: training+validation | ensemble: {} | does not go with ensemble",
        "data: training+validation | keep_models: 0 | but keep_models is 0",
        "data: training+validation | training: {lr_schedule: {type: plateau}} | is plateau"
      })
  void itIsRefusedWhereItCannotBe(String finalists, String other, String words) {
    String section = "finalists: {" + finalists + "}\n" + (other == null ? "" : other + "\n");
    assertThatThrownBy(() -> with(section)).hasMessageContaining(words);
  }

  @Test
  void aScheduleThatIsSearchedMayNotFollowTheValidationLossEither() {
    String searched =
        "  training.lr_schedule.type: {values: [cosine, plateau]}\n"
            + "finalists: {data: training+validation}";
    assertThatThrownBy(() -> with(searched))
        .hasMessageContaining("training.lr_schedule.type may be plateau");
    assertThat(with(searched.replace("plateau", "linear")).finalists().refit()).isTrue();
  }

  @Test
  void aProgramIsNotTrainedOnceMore() {
    assertThatThrownBy(
            () ->
                Examples.read(
                    """
                    version: 1
                    name: small
                    task: {type: command, argv: [sh, train.sh]}
                    objective: {metric: loss, goal: minimize}
                    parameters: {lr: {values: [1, 2]}}
                    finalists: {data: training+validation}
                    """))
        .hasMessageContaining("finalists.data: training+validation does not go with task command");
  }
}
