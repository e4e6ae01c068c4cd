package dev.nightjar.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.Goal;
import org.junit.jupiter.api.Test;

class MedianPrunerTest extends PrunerContract {

  @Override
  Pruner create() {
    return new MedianPruner(WarmUp.DEFAULT);
  }

  private static final Pruner THREE = new MedianPruner(new WarmUp(3, 2, 1));

  /** At epoch 2 the best so far are 1, 2 and 4: the third ended at epoch 1, the fourth failed. */
  private static Curves three(Goal goal) {
    return new Curves(goal)
        .completed(0, 3, 1, 0.5)
        .completed(1, 2, 5, 0.5)
        .completed(2, 4)
        .failed(3, 0.1, 0.1, 0.1)
        .pruned(4, 0.2, 0.2, 0.2)
        .running(5, 0.3, 0.3, 0.3);
  }

  @Test
  void comparesTheBestSoFarWithTheMedianOfTheCompleted() {
    Curves curves = three(Goal.MINIMIZE);
    assertThat(THREE.judge(curves.judged(6, 2.001, 3), curves.history()))
        .isEqualTo(
            new Decision.Stop(
                "at epoch 2 its best score 2.001 is worse than 2, the median of 3 completed"
                    + " trials"));
    assertThat(THREE.judge(curves.judged(6, 2, 3), curves.history())).isEqualTo(Decision.CONTINUE);
    assertThat(THREE.judge(curves.judged(6, 9), curves.history())).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void saysValuesAsTheyAreWhenMaximising() {
    Curves curves = three(Goal.MAXIMIZE);
    assertThat(THREE.judge(curves.judged(6, 2.5, 3), curves.history()))
        .isEqualTo(
            new Decision.Stop(
                "at epoch 2 its best score -2.5 is worse than -2, the median of 3 completed"
                    + " trials"));
  }

  @Test
  void waitsForEnoughTrials() {
    Curves curves = three(Goal.MINIMIZE);
    assertThat(
            new MedianPruner(new WarmUp(4, 2, 1)).judge(curves.judged(6, 9, 9), curves.history()))
        .isEqualTo(Decision.CONTINUE);
  }
}
