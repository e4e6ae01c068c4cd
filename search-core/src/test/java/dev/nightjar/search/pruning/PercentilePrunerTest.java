package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.trial.Decision;
import org.junit.jupiter.api.Test;

class PercentilePrunerTest extends PrunerContract {

  @Override
  Pruner create() {
    return new PercentilePruner(PercentilePruner.DEFAULT_PERCENTILE, WarmUp.DEFAULT);
  }

  @Test
  void quantilesAreInterpolated() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(PercentilePruner.quantile(sorted, 0)).isEqualTo(1);
    assertThat(PercentilePruner.quantile(sorted, 1)).isEqualTo(8);
    assertThat(PercentilePruner.quantile(sorted, 0.5)).isEqualTo(3);
    assertThat(PercentilePruner.quantile(sorted, 0.75)).isEqualTo(5);
    assertThat(PercentilePruner.quantile(new double[] {7}, 0.3)).isEqualTo(7);
  }

  @Test
  void stopsWhoIsWorseThanThePercentile() {
    Curves curves =
        Curves.minimizing().completed(0, 1).completed(1, 2).completed(2, 4).completed(3, 8);
    Pruner pruner = new PercentilePruner(75, new WarmUp(4, 1, 1));
    assertThat(pruner.judge(curves.judged(4, 5), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(pruner.judge(curves.judged(4, 5.1), curves.history()))
        .isEqualTo(
            new Decision.Stop(
                "at epoch 1 its best score 5.1 is worse than 5, the percentile 75 of 4 completed"
                    + " trials"));
  }

  @Test
  void theBestSoFarGoesOnEvenAtPercentileZero() {
    Curves curves = Curves.minimizing().completed(0, 1).completed(1, 2);
    Pruner pruner = new PercentilePruner(0, new WarmUp(1, 1, 1));
    assertThat(pruner.judge(curves.judged(2, 1), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(pruner.judge(curves.judged(2, 1.1), curves.history()))
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void refusesWhatIsNoPercentile() {
    assertThatThrownBy(() -> new PercentilePruner(101, WarmUp.DEFAULT))
        .hasMessage("percentile is 101.0 but must be from 0.0 to 100.0");
    assertThatThrownBy(() -> new PercentilePruner(Double.NaN, WarmUp.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
