package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.trial.Decision;
import org.junit.jupiter.api.Test;

class LastEpochSparedTest {

  @Test
  void asksTheOtherButAfterTheLastEpoch() {
    Decision stop = new Decision.Stop("always");
    Pruner pruner =
        new LastEpochSpared(
            (trial, history) -> stop, configuration -> configuration.number("x") < 0.5 ? 2 : 3);
    Curves curves = Curves.minimizing();
    assertThat(pruner.judge(curves.judged(10, 1), curves.history())).isEqualTo(stop);
    assertThat(pruner.judge(curves.judged(10, 1, 1), curves.history()))
        .isEqualTo(Decision.CONTINUE);
    assertThat(pruner.judge(curves.judged(90, 1, 1), curves.history())).isEqualTo(stop);
  }
}
