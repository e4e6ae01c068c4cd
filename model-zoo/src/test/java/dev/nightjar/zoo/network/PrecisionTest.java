package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * bfloat16 against f32: the same network, the same batch. bfloat16 keeps 8 bits of a number, so an
 * activation is off by at most 0.4 %, and errors of many activations average out in a gradient.
 * Where the CPU has no instructions for it, every such network must be refused in clear words.
 */
class PrecisionTest {
  static List<Named<NetworkSpec>> networks() {
    return Specs.steady(24, 64);
  }

  /** Whether this CPU computes in bfloat16; if not, that the network is refused. */
  private static boolean computes(NetworkSpec spec) {
    if (RecurrentNetwork.supports(Precision.BF16)) {
      return true;
    }
    assertThatThrownBy(() -> RecurrentNetwork.create(spec, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "precision bf16 needs a CPU with instructions for it (AVX-512 BF16), which this one has"
                + " not; compute in f32");
    return false;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void lossesAndGradientsAreThoseOfF32ButForRounding(NetworkSpec spec) {
    if (!computes(spec.withPrecision(Precision.BF16))) {
      return;
    }
    SequenceBatch batch = Batches.padded(spec, 12, 17, new SplittableRandom(8));
    try (RecurrentNetwork exact = RecurrentNetwork.create(spec, 4);
        RecurrentNetwork rounded = RecurrentNetwork.create(spec.withPrecision(Precision.BF16), 4)) {
      assertThat(rounded.copyParameters()).isEqualTo(exact.copyParameters());
      double loss = exact.trainStep(batch);
      assertThat(rounded.trainStep(batch)).isCloseTo(loss, within(0.01 * loss + 0.002));
      float[] a = Parameters.gradients(exact);
      float[] b = Parameters.gradients(rounded);
      for (NamedParameter parameter : exact.layout().parameters()) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
          ab += (double) a[i] * b[i];
          aa += (double) a[i] * a[i];
          bb += (double) b[i] * b[i];
        }
        if (aa == 0) { // frozen
          assertThat(bb).as("length of %s", parameter.name()).isZero();
          continue;
        }
        assertThat(ab / Math.sqrt(aa * bb))
            .as("cosine of %s", parameter.name())
            .isGreaterThan(0.99);
        assertThat(Math.sqrt(bb / aa)).as("length of %s", parameter.name()).isBetween(0.97, 1.03);
      }
      assertThat(rounded.evaluate(batch).meanLoss())
          .isCloseTo(exact.evaluate(batch).meanLoss(), within(0.01 * loss + 0.002));
    }
  }

  /** Windows give the answers of one long sequence, to the accuracy of bfloat16. */
  @ParameterizedTest
  @MethodSource("recurrentCells")
  void statesAreCarriedOver(CellType cell) {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(9, 16), new Head.Softmax(OutputMode.EVERY_STEP, 9))
            .cell(cell)
            .hiddenSize(32)
            .precision(Precision.BF16)
            .build();
    if (!computes(spec)) {
      return;
    }
    SequenceBatch whole = Batches.full(spec, 8, 1, new SplittableRandom(1));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 2)) {
      float[] expected = network.answers(whole);
      RecurrentState state = network.newState(1);
      for (int from = 0; from < 8; from += 4) {
        SequenceBatch steps = Batches.steps(spec, whole, 0, from, from + 4);
        SequenceBatch window =
            new SequenceBatch(
                steps.input(), steps.lengths(), steps.targets(), 4, 1, new boolean[] {from > 0});
        float[] answers = network.answers(window, state);
        for (int i = 0; i < answers.length; i++) {
          assertThat(answers[i]).isCloseTo(expected[from * 9 + i], within(0.01f));
        }
      }
    }
  }

  static List<CellType> recurrentCells() {
    return List.of(CellType.RNN, CellType.LSTM, CellType.GRU, CellType.GRU_CHO);
  }
}
