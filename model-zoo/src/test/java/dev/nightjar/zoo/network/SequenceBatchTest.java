package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequenceBatchTest {
  @Test
  void sizesMustAgree() {
    assertThatThrownBy(() -> new SequenceBatch(new int[5], new int[] {2, 3}, new int[2], 3, 2))
        .hasMessageContaining("tokens has 5 entries")
        .hasMessageContaining("need 6");
    assertThatThrownBy(() -> new SequenceBatch(new int[6], new int[] {2}, new int[2], 3, 2))
        .hasMessageContaining("lengths has 1 entries for 2 sequences");
    assertThatThrownBy(() -> new SequenceBatch(new int[6], new int[] {2, 4}, new int[2], 3, 2))
        .hasMessageContaining("length of sequence 1 is 4; allowed are 1 to 3");
    assertThatThrownBy(() -> new SequenceBatch(new int[6], new int[] {2, 0}, new int[2], 3, 2))
        .hasMessageContaining("length of sequence 1 is 0");
    assertThatThrownBy(() -> new SequenceBatch(new int[6], new int[] {2, 3}, new int[4], 3, 2))
        .hasMessageContaining("targets has 4 entries");
    assertThatThrownBy(() -> new SequenceBatch(new int[0], new int[0], new int[0], 3, 0))
        .hasMessageContaining("size is 0");
  }

  @Test
  void paddedPlacesAskNothing() {
    int[] lengths = {2, 3};
    assertThatThrownBy(() -> new SequenceBatch(new int[6], lengths, new int[6], 3, 2))
        .hasMessageContaining("sequence 0 has length 2 but a target at step 2");
    int[] targets = {0, 0, 0, 0, SequenceBatch.IGNORED, 0};
    assertThatCode(() -> new SequenceBatch(new int[6], lengths, targets, 3, 2))
        .doesNotThrowAnyException();
  }
}
