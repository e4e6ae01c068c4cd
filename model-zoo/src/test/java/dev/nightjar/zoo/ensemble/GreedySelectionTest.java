package dev.nightjar.zoo.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreedySelectionTest {

  /** The mean squared distance to a truth. */
  private static ToDoubleFunction<float[]> distanceTo(float... truth) {
    return answers -> {
      double sum = 0;
      for (int i = 0; i < truth.length; i++) {
        sum += Math.pow(answers[i] - truth[i], 2);
      }
      return sum / truth.length;
    };
  }

  private static float[] mean(List<float[]> answers, int... weights) {
    int all = Arrays.stream(weights).sum();
    float[] mean = new float[answers.get(0).length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (int model = 0; model < weights.length; model++) {
        sum += weights[model] * (double) answers.get(model)[i];
      }
      mean[i] = (float) (sum / all);
    }
    return mean;
  }

  /** Whatever the models are, one of which every answer is wrong by up to {@code range}. */
  @ParameterizedTest
  @CsvSource({"1, 0, 1", "2, 0, 1", "5, -3, 1", "12, 1000, 50", "12, 5, 0.001"})
  void theEnsembleIsNeverWorseThanTheBestModelAndMoreDrawsNeverHurt(
      int models, float truth, float range) {
    SplittableRandom random = new SplittableRandom(models);
    for (int round = 0; round < 50; round++) {
      float[] truths = new float[20];
      Arrays.fill(truths, truth);
      List<float[]> answers = new ArrayList<>();
      for (int model = 0; model < models; model++) {
        float[] said = truths.clone();
        double skill = random.nextDouble();
        for (int i = 0; i < said.length; i++) {
          said[i] += (float) (skill * range * (2 * random.nextDouble() - 1));
        }
        answers.add(said);
      }
      ToDoubleFunction<float[]> loss = distanceTo(truths);
      double best = answers.stream().mapToDouble(loss).min().orElseThrow();
      double before = Double.POSITIVE_INFINITY;
      for (int draws : new int[] {1, 2, 5, 20}) {
        int[] weights = GreedySelection.of(answers, loss, draws);
        assertThat(weights).hasSize(models);
        assertThat(Arrays.stream(weights).allMatch(weight -> weight >= 0)).isTrue();
        assertThat(Arrays.stream(weights).sum()).isBetween(1, draws);
        double together = loss.applyAsDouble(mean(answers, weights));
        assertThat(together).isLessThanOrEqualTo(best).isLessThanOrEqualTo(before);
        before = together;
      }
    }
  }

  @Test
  void modelsThatErrInOppositeWaysAreTakenTogether() {
    List<float[]> answers =
        List.of(new float[] {1, 2, 3}, new float[] {9, 9, 9}, new float[] {-1, -2, -3});
    assertThat(GreedySelection.of(answers, distanceTo(0, 0, 0), 10)).containsExactly(1, 0, 1);
  }

  @Test
  void aModelIsTakenTwiceWhereItShouldCountTwice() {
    List<float[]> answers = List.of(new float[] {1}, new float[] {-2});
    assertThat(GreedySelection.of(answers, distanceTo(0), 3)).containsExactly(2, 1);
    assertThat(GreedySelection.of(answers, distanceTo(0), 50)).containsExactly(2, 1);
  }

  @Test
  void ofModelsThatAreAlikeOneIsEnough() {
    List<float[]> answers = List.of(new float[] {3, 4}, new float[] {3, 4}, new float[] {3, 4});
    assertThat(GreedySelection.of(answers, distanceTo(0, 0), 10)).containsExactly(1, 0, 0);
  }

  @Test
  void whatIsNoNumberIsWorst() {
    List<float[]> answers = List.of(new float[] {Float.NaN}, new float[] {7});
    assertThat(GreedySelection.of(answers, distanceTo(0), 3)).containsExactly(0, 1);
    assertThat(GreedySelection.of(answers.subList(0, 1), distanceTo(0), 3)).containsExactly(1);
  }

  @Test
  void refusesWhatIsNoQuestion() {
    ToDoubleFunction<float[]> loss = distanceTo(0);
    assertThatIllegalArgumentException().isThrownBy(() -> GreedySelection.of(List.of(), loss, 1));
    List<float[]> one = List.of(new float[1]);
    assertThatIllegalArgumentException().isThrownBy(() -> GreedySelection.of(one, loss, 0));
    List<float[]> unlike = List.of(new float[1], new float[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GreedySelection.of(unlike, loss, 1))
        .withMessage("the models do not answer the same questions");
  }
}
