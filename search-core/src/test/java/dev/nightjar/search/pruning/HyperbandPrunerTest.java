package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.trial.Decision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandPrunerTest extends PrunerContract {

  @Override
  Pruner create() {
    return new HyperbandPruner(1, 9, 3);
  }

  @Test
  void bracketsHaveTheSharesOfTheAlgorithm() {
    assertThat(new HyperbandPruner(1, 81, 3).shares()).isEqualTo(List.of(81, 34, 15, 8, 5));
    assertThat(new HyperbandPruner(1, 80, 3).shares()).hasSize(4);
    assertThat(new HyperbandPruner(5, 5, 3).shares()).isEqualTo(List.of(1));
  }

  /** Of 14,300 trials, each share of 143 is met within four standard deviations (1 of 3,000). */
  @Test
  void trialsAreDealtBySharesAndByNumber() {
    HyperbandPruner pruner = new HyperbandPruner(1, 81, 3);
    int trials = 14_300;
    for (int bracket = 0; bracket < 5; bracket++) {
      int b = bracket;
      long dealt = IntStream.range(0, trials).filter(number -> pruner.bracket(number) == b).count();
      double share = pruner.shares().get(b) / 143.0;
      double deviation = Math.sqrt(trials * share * (1 - share));
      assertThat((double) dealt)
          .isBetween(trials * share - 4 * deviation, trials * share + 4 * deviation);
    }
    assertThat(new HyperbandPruner(1, 81, 3).bracket(77)).isEqualTo(pruner.bracket(77));
  }

  @Test
  void trialsCompeteInTheirBracketOnlyAndFromItsFirstRung() {
    HyperbandPruner pruner = new HyperbandPruner(1, 3, 3);
    List<Integer> first =
        IntStream.range(0, 100).filter(n -> pruner.bracket(n) == 0).boxed().toList();
    List<Integer> second =
        IntStream.range(0, 100).filter(n -> pruner.bracket(n) == 1).boxed().toList();
    Curves curves = Curves.minimizing();
    first.subList(0, 5).forEach(number -> curves.pruned(number, 1));
    assertThat(pruner.judge(curves.judged(second.get(0), 9), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    assertThat(pruner.judge(curves.judged(first.get(5), 9), curves.history()))
        .isEqualTo(
            new Decision.Stop(
                "at epoch 1 its best score 9 is place 6 of 6; the best 2 go on in bracket 1 of"
                    + " 2"));
  }

  @Test
  void refusesFewerEpochsThanTheFirstRung() {
    assertThatThrownBy(() -> new HyperbandPruner(4, 3, 3))
        .hasMessage("max_epochs is 3 but must be at least 4");
  }
}
