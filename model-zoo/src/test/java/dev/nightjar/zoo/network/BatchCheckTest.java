package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchCheckTest {
  private static final int[] LENGTHS = {2, 3};
  private static final StepInput TOKENS = new StepInput.Tokens(new int[6]);
  private static final NetworkSpec CLASSES =
      NetworkSpec.builder(new TokenInput(5, 2), new Head.Softmax(OutputMode.EVERY_STEP, 3)).build();
  private static final NetworkSpec NUMBERS =
      NetworkSpec.builder(new ValueInput(2), new Head.Regression(OutputMode.LAST_STEP, 2)).build();

  private static SequenceBatch batch(StepInput input, Targets targets) {
    return new SequenceBatch(input, LENGTHS, targets, 3, 2);
  }

  @Test
  void rowsThatAreAskedAreCounted() {
    int[] classes = {0, SequenceBatch.IGNORED, 0, 2, SequenceBatch.IGNORED, 0};
    assertThat(BatchCheck.asked(CLASSES, batch(TOKENS, new Targets.Classes(classes)))).isEqualTo(4);
    float[] values = {1, 2, Float.NaN, 0};
    assertThat(
            BatchCheck.asked(
                NUMBERS, batch(new StepInput.Values(new float[12]), new Targets.Values(values))))
        .isEqualTo(1);
  }

  @Test
  void paddedPlacesMustNotBeAsked() {
    assertThatThrownBy(
            () -> BatchCheck.asked(CLASSES, batch(TOKENS, new Targets.Classes(new int[6]))))
        .hasMessageContaining("sequence 0 has length 2 but a target at step 2");
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Targets classes = new Targets.Classes(new int[] {0, 0, 0, 0, -1, 0});
    assertThatThrownBy(() -> BatchCheck.asked(NUMBERS, batch(TOKENS, classes)))
        .hasMessageContaining("the network reads numbers; the batch holds tokens");
    assertThatThrownBy(
            () -> BatchCheck.asked(CLASSES, batch(new StepInput.Values(new float[12]), classes)))
        .hasMessageContaining("the network reads tokens; the batch holds numbers");
    assertThatThrownBy(
            () -> BatchCheck.asked(NUMBERS, batch(new StepInput.Values(new float[5]), classes)))
        .hasMessageContaining("5 numbers")
        .hasMessageContaining("need 12");
    assertThatThrownBy(
            () -> BatchCheck.asked(CLASSES, batch(TOKENS, new Targets.Values(new float[6]))))
        .hasMessageContaining("answers with classes; the batch asks for numbers");
    assertThatThrownBy(
            () -> BatchCheck.asked(NUMBERS, batch(new StepInput.Values(new float[12]), classes)))
        .hasMessageContaining("answers with numbers; the batch asks for classes");
    assertThatThrownBy(
            () -> BatchCheck.asked(CLASSES, batch(TOKENS, new Targets.Classes(new int[4]))))
        .hasMessageContaining("4 targets")
        .hasMessageContaining("EVERY_STEP needs 6");
    assertThatThrownBy(
            () ->
                BatchCheck.asked(
                    CLASSES, batch(TOKENS, new Targets.Classes(new int[] {0, 3, 0, 0, -1, 0}))))
        .hasMessageContaining("target 1 is 3; allowed are 0 to 2");
    NetworkSpec yesOrNo =
        NetworkSpec.builder(new TokenInput(5, 2), new Head.Bernoulli(OutputMode.LAST_STEP, 2))
            .build();
    for (float wrong : new float[] {-0.5f, 1.5f, Float.NaN}) {
      Targets targets = new Targets.Values(new float[] {Float.NaN, 7, 1, wrong});
      assertThatThrownBy(() -> BatchCheck.asked(yesOrNo, batch(TOKENS, targets)))
          .hasMessageContaining("target 3 is " + wrong + "; allowed are 0 (no) to 1 (yes)");
    }
    assertThatThrownBy(() -> BatchCheck.asked(yesOrNo, batch(TOKENS, classes)))
        .hasMessageContaining("answers with numbers; the batch asks for classes");
  }
}
