package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.trial.Decision;
import org.junit.jupiter.api.Test;

class PatiencePrunerTest extends PrunerContract {

  private static final Pruner ALWAYS = (trial, history) -> new Decision.Stop("it is bad");

  @Override
  Pruner create() {
    return new PatiencePruner(new MedianPruner(WarmUp.DEFAULT), 2, 0);
  }

  private static Decision judge(Pruner wrapped, double minDelta, double... losses) {
    Curves curves = Curves.minimizing();
    return new PatiencePruner(wrapped, 2, minDelta)
        .judge(curves.judged(0, losses), curves.history());
  }

  @Test
  void stopsWhoTheOtherWouldStopAndWhoGetsNoBetter() {
    assertThat(judge(ALWAYS, 0, 3, 2, 2, 2.5))
        .isEqualTo(new Decision.Stop("no better for 2 epochs, and it is bad"));
    assertThat(judge(ALWAYS, 0, 3, 2, 1.9, 2.5)).isEqualTo(Decision.CONTINUE);
    assertThat(judge(ALWAYS, 0.1, 3, 2, 1.95, 2.5)).isInstanceOf(Decision.Stop.class);
    assertThat(judge(ALWAYS, 0, 3, 3)).isEqualTo(Decision.CONTINUE);
    assertThat(judge(Pruner.NONE, 0, 3, 3, 3, 3)).isEqualTo(Decision.CONTINUE);
  }
}
