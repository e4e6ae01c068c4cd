package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberSequenceTest {

  @Test
  void aBatchLaysSequencesSideBySideAndFillsUpWithRowsThatAskNothing() {
    List<NumberSequence> rows =
        List.of(
            new NumberSequence(new float[] {1, 2, 3, 4}, 2, 10),
            new NumberSequence(new float[] {5, 6}, 2, 11));
    SequenceBatch batch = NumberSequence.batch(rows, 3, 3);
    assertThat(((StepInput.Values) batch.input()).values())
        .containsExactly(1, 2, 5, 6, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(((Targets.Values) batch.targets()).values()).containsExactly(10, 11, Float.NaN);
    assertThat(batch.lengths()).containsExactly(2, 1, 1);
  }

  @Test
  void stepsAreWhole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberSequence(new float[3], 2, 0))
        .withMessage("3 numbers in steps of 2: give whole steps, at least one");
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberSequence(new float[0], 1, 0));
  }
}
