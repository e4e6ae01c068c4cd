package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.TrialRole;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AshaPrunerTest extends PrunerContract {

  private static final Pruner ASHA = new AshaPruner(1, 3);

  @Override
  Pruner create() {
    return new AshaPruner(2, 3);
  }

  /** At rung 1: 1 to 5. At rung 3: 1, and 4 which ended early. */
  private static Curves five() {
    return Curves.minimizing()
        .completed(0, 1, 1, 1)
        .pruned(1, 2)
        .pruned(2, 3, 3)
        .running(3, 5)
        .completed(4, 4)
        .failed(5, 0.5, 0.5, 0.5);
  }

  @Test
  void theBestThirdOfThoseWhoReachedTheRungGoesOn() {
    Curves curves = five();
    assertThat(ASHA.judge(curves.judged(6, 1.5), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(ASHA.judge(curves.judged(6, 2), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(ASHA.judge(curves.judged(6, 2.5), curves.history()))
        .isEqualTo(
            new Decision.Stop("at epoch 1 its best score 2.5 is place 3 of 6; the best 2 go on"));
  }

  @Test
  void theFirstThreeAtARungGoOn() {
    Curves curves = five();
    assertThat(ASHA.judge(curves.judged(6, 9, 9, 9), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    curves.pruned(7, 8, 8, 8);
    assertThat(ASHA.judge(curves.judged(6, 9, 9, 7), curves.history()))
        .isEqualTo(
            new Decision.Stop("at epoch 3 its best score 7 is place 3 of 4; the best 2 go on"));
  }

  @Test
  void judgesAtRungsOnly() {
    Curves curves = five().pruned(7, 8, 8, 8);
    assertThat(ASHA.judge(curves.judged(6, 9, 9), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(ASHA.judge(curves.judged(6, 9, 9, 9, 9), curves.history()))
        .isEqualTo(Decision.CONTINUE);
  }

  /** Reported were epochs 2 and 5, so rung 3 is judged at 5, by what was known at 3. */
  @Test
  void aRungThatWasNotReportedIsJudgedByWhatWasKnownThere() {
    Curves curves = five().pruned(7, 8, 8, 8);
    assertThat(
            ASHA.judge(
                curves.trial(
                    6,
                    TrialRole.SEARCH,
                    Optional.empty(),
                    List.of(curves.report(2, 7), curves.report(5, 3))),
                curves.history()))
        .isEqualTo(
            new Decision.Stop("at epoch 3 its best score 7 is place 3 of 4; the best 2 go on"));
  }

  @Test
  void rungsArePowersOfTheFactor() {
    for (int epoch = 1; epoch <= 60; epoch++) {
      double[] losses = new double[epoch];
      boolean rung = epoch == 2 || epoch == 6 || epoch == 18 || epoch == 54;
      assertThat(new Rungs(2, 3).justReached(Curves.minimizing().judged(0, losses)))
          .isEqualTo(rung ? OptionalInt.of(epoch) : OptionalInt.empty());
    }
  }

  @Test
  void refusesAFactorOfOne() {
    assertThatThrownBy(() -> new AshaPruner(1, 1))
        .hasMessage("reduction_factor is 1 but must be at least 2");
  }
}
