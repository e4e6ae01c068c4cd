package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkSpecTest {
  private static final NetworkInput INPUT = new TokenInput(10, 4);

  private static NetworkSpec spec(int layers, int units, double dropout, int classes) {
    return Specs.of(INPUT, CellType.GRU, layers, units, dropout, classes, OutputMode.LAST_STEP);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> spec(0, 8, 0, 2))
        .hasMessageContaining("layers is 0; allowed are 1 to 32");
    assertThatThrownBy(() -> spec(33, 8, 0, 2)).hasMessageContaining("layers is 33");
    assertThatThrownBy(() -> spec(1, 0, 0, 2)).hasMessageContaining("hiddenSize is 0");
    assertThatThrownBy(() -> spec(1, 8, 1, 2)).hasMessageContaining("dropout is 1.0");
    assertThatThrownBy(() -> spec(1, 8, Double.NaN, 2)).hasMessageContaining("dropout is NaN");
    assertThatThrownBy(() -> spec(1, 8, 0, 0)).hasMessageContaining("classes is 0");
    assertThatThrownBy(() -> new TokenInput(0, 4)).hasMessageContaining("vocabularySize is 0");
    assertThatThrownBy(() -> new TokenInput(4, 0)).hasMessageContaining("embeddingSize is 0");
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void cellsAreFoundByTheirId(CellType cell) {
    assertThat(CellType.fromId(cell.id())).isEqualTo(cell);
    assertThatThrownBy(() -> CellType.fromId("lstn"))
        .hasMessageContaining("'lstn'")
        .hasMessageContaining("rnn, lstm, gru");
  }

  /** Counted by hand: embedding 10·4; each layer G·H·(inputs + H) and bias; output H·5 + 5. */
  @ParameterizedTest
  @CsvSource({"RNN,1,189", "LSTM,1,501", "GRU,1,405", "LSTM,2,1045", "GRU_CHO,1,397", "TDNN,1,253"})
  void parametersAreCounted(CellType cell, int layers, long expected) {
    NetworkSpec spec = Specs.of(INPUT, cell, layers, 8, 0, 5, OutputMode.EVERY_STEP);
    assertThat(ParameterLayout.of(spec).count()).isEqualTo(expected);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Head each = new Head.Softmax(OutputMode.EVERY_STEP, 10);
    Head last = new Head.Softmax(OutputMode.LAST_STEP, 10);
    assertThatThrownBy(() -> NetworkSpec.builder(INPUT, each).bidirectional(true).build())
        .hasMessageContaining("it can answer once a sequence");
    assertThatThrownBy(
            () -> NetworkSpec.builder(INPUT, last).cell(CellType.TDNN).bidirectional(true).build())
        .hasMessageContaining("tdnn has no direction");
    assertThatThrownBy(
            () ->
                NetworkSpec.builder(INPUT, new Head.Softmax(OutputMode.EVERY_STEP, 9))
                    .tieWeights(true)
                    .build())
        .hasMessageContaining("a language model");
    assertThatThrownBy(() -> NetworkSpec.builder(new ValueInput(3), each).tieWeights(true).build())
        .hasMessageContaining("a language model");
    assertThatThrownBy(() -> new CellSpec(CellType.GRU, Activation.RELU, 1, 5))
        .hasMessageContaining("the activation of gru is always tanh");
    assertThatThrownBy(() -> NetworkSpec.builder(INPUT, each).widthFactor(0).build())
        .hasMessageContaining("widthFactor is 0.0");
    for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> NetworkSpec.builder(INPUT, each).inputNoise(wrong).build())
          .hasMessage("inputNoise is " + wrong + "; it must be finite and at least 0");
    }
  }

  @Test
  void whatTheKernelOfChosGruCannotReadIsRefused() {
    NetworkInput wide = new TokenInput(10, 60);
    Head last = new Head.Softmax(OutputMode.LAST_STEP, 2);
    assertThatThrownBy(
            () -> NetworkSpec.builder(wide, last).cell(CellType.GRU_CHO).hiddenSize(19).build())
        .hasMessageContaining("layer 0 of gru_cho reads 60 values with 19 units");
    assertThat(
            NetworkSpec.builder(wide, last).cell(CellType.GRU_CHO).hiddenSize(20).build().units(0))
        .isEqualTo(20);
    assertThatThrownBy(
            () ->
                NetworkSpec.builder(wide, last)
                    .cell(CellType.GRU_CHO)
                    .hiddenSize(20)
                    .layers(2)
                    .widthFactor(0.5)
                    .bidirectional(true)
                    .build())
        .hasMessageContaining("layer 1 of gru_cho reads 40 values with 10 units");
  }

  @Test
  void layersTaperByTheWidthFactor() {
    NetworkSpec spec =
        NetworkSpec.builder(INPUT, new Head.Softmax(OutputMode.LAST_STEP, 2))
            .layers(4)
            .hiddenSize(9)
            .widthFactor(0.3)
            .bidirectional(true)
            .build();
    assertThat(spec.units(0)).isEqualTo(9);
    assertThat(spec.units(1)).isEqualTo(3);
    assertThat(spec.units(2)).isEqualTo(1);
    assertThat(spec.units(3)).isEqualTo(1);
    assertThat(spec.inputWidth(1)).isEqualTo(18);
    assertThat(spec.outputWidth(3)).isEqualTo(2);
  }

  @Test
  void aNetworkTooLargeForOneBufferIsRefused() {
    assertThatThrownBy(() -> ParameterLayout.of(spec(4, 20_000, 0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("make the hidden size");
  }

  @Test
  void anUnknownParameterIsNamed() {
    assertThatThrownBy(() -> ParameterLayout.of(spec(1, 8, 0, 2)).get("layer7.bias"))
        .hasMessageContaining("layer7.bias")
        .hasMessageContaining("layer0.bias");
  }
}
