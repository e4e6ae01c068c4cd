package dev.nightjar.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTableTest {

  private static final int DRAWS = 200_000;

  /**
   * χ² with 7 degrees of freedom is above 29.88 once in 10,000 times; three seeds, so a false alarm
   * once in 3,300.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void drawsInProportionToTheWeights(long seed) {
    double[] weights = {5, 0.01, 0, 1, 1, 1, 20, 3, 0.5};
    double sum = 31.51;
    AliasTable table = AliasTable.of(weights);
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      drawn[table.draw(random)]++;
    }
    double chiSquared = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        double expected = DRAWS * weights[i] / sum;
        chiSquared += (drawn[i] - expected) * (drawn[i] - expected) / expected;
      }
    }
    assertThat(drawn[2]).isZero();
    assertThat(chiSquared).isLessThan(29.88);
  }

  @Test
  void oneNumberIsAlwaysDrawn() {
    AliasTable table = AliasTable.of(new double[] {0, 1e-9, 0});
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 1000; i++) {
      assertThat(table.draw(random)).isEqualTo(1);
    }
  }

  @Test
  void weightsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AliasTable.of(new double[] {1, -1}))
        .withMessage("a weight is -1.0; it must be at least 0");
    assertThatIllegalArgumentException().isThrownBy(() -> AliasTable.of(new double[] {Double.NaN}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AliasTable.of(new double[2]))
        .withMessage("no weight is above 0");
  }
}
