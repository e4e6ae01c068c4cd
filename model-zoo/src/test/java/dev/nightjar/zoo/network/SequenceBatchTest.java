package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequenceBatchTest {
  @Test
  void sizesMustAgree() {
    assertThatThrownBy(() -> SequenceBatch.ofTokens(new int[5], new int[] {2, 3}, new int[2], 3, 2))
        .hasMessageContaining("tokens has 5 entries")
        .hasMessageContaining("need 6");
    assertThatThrownBy(() -> SequenceBatch.ofTokens(new int[6], new int[] {2}, new int[2], 3, 2))
        .hasMessageContaining("lengths has 1 entries for 2 sequences");
    assertThatThrownBy(() -> SequenceBatch.ofTokens(new int[6], new int[] {2, 4}, new int[2], 3, 2))
        .hasMessageContaining("length of sequence 1 is 4; allowed are 1 to 3");
    assertThatThrownBy(() -> SequenceBatch.ofTokens(new int[6], new int[] {2, 0}, new int[2], 3, 2))
        .hasMessageContaining("length of sequence 1 is 0");
    assertThatThrownBy(() -> SequenceBatch.ofTokens(new int[0], new int[0], new int[0], 3, 0))
        .hasMessageContaining("size is 0");
  }

  @Test
  void continuesIsForAllRowsOrForNone() {
    StepInput input = new StepInput.Tokens(new int[2]);
    Targets targets = new Targets.Classes(new int[2]);
    assertThatThrownBy(
            () -> new SequenceBatch(input, new int[] {1, 1}, targets, 1, 2, new boolean[1]))
        .hasMessageContaining("continues has 1 entries for 2 sequences");
    boolean[] second = {false, true};
    assertThat(new SequenceBatch(input, new int[] {1, 1}, targets, 1, 2, second).continuesAny())
        .isTrue();
    assertThat(new SequenceBatch(input, new int[] {1, 1}, targets, 1, 2).continuesAny()).isFalse();
  }
}
