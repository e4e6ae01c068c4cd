package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionDifferenceTest {

  @Test
  void namesEveryPathThatDiffers() {
    assertThat(
            DefinitionDifference.between(
                "{\"a\":{\"b\":1,\"c\":2},\"d\":[1]}", "{\"a\":{\"b\":3,\"c\":2},\"e\":true}"))
        .containsExactly("a.b: 1 → 3", "d: [1] → (absent)", "e: (absent) → true");
  }

  @Test
  void leavesOutWhatMayChange() {
    assertThat(
            DefinitionDifference.between(
                "{\"budget\":{\"max_trials\":1},\"parallelism\":1}",
                "{\"budget\":{\"max_trials\":2},\"parallelism\":2}"))
        .isEmpty();
  }
}
