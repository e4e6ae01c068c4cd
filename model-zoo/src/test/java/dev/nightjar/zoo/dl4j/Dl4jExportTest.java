package dev.nightjar.zoo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.network.Activation;
import dev.nightjar.zoo.network.CellSpec;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.NetworkInput;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What DL4J answers with an exported network is what ours answers. */
class Dl4jExportTest {
  private static final int STEPS = 9;
  private static final int SIZE = 3;
  private static final Interpretation ANY = new Interpretation.Tokens(11);
  private static final List<CellType> RECURRENT =
      List.of(CellType.RNN, CellType.LSTM, CellType.GRU, CellType.GRU_CHO);

  static List<Named<NetworkSpec>> networks() {
    List<Named<NetworkSpec>> all = new ArrayList<>();
    NetworkInput tokens = new TokenInput(11, 5);
    NetworkInput numbers = new ValueInput(3);
    Head regression = new Head.Regression(OutputMode.LAST_STEP, 2);
    for (CellType cell : RECURRENT) {
      for (OutputMode mode : OutputMode.values()) {
        Head softmax = new Head.Softmax(mode, 4);
        add(all, cell + " " + mode, NetworkSpec.builder(tokens, softmax).cell(cell));
        add(
            all,
            cell + " tapering " + mode,
            NetworkSpec.builder(numbers, softmax).cell(cell).layers(3).widthFactor(0.6));
      }
      add(
          all,
          cell + " both directions",
          NetworkSpec.builder(tokens, new Head.Softmax(OutputMode.LAST_STEP, 4))
              .cell(cell)
              .layers(2)
              .bidirectional(true));
      add(
          all,
          cell + " both directions, numbers",
          NetworkSpec.builder(numbers, regression).cell(cell).bidirectional(true));
      add(all, cell + " regression", NetworkSpec.builder(numbers, regression).cell(cell));
      add(
          all,
          cell + " yes or no",
          NetworkSpec.builder(numbers, new Head.Bernoulli(OutputMode.EVERY_STEP, 5)).cell(cell));
      Head next = new Head.Softmax(OutputMode.EVERY_STEP, 11);
      add(
          all,
          cell + " tied",
          NetworkSpec.builder(new TokenInput(11, 8), next).cell(cell).tieWeights(true));
      add(
          all,
          cell + " tied over a projection",
          NetworkSpec.builder(tokens, next).cell(cell).tieWeights(true));
    }
    add(
        all,
        "relu",
        NetworkSpec.builder(tokens, new Head.Softmax(OutputMode.EVERY_STEP, 4))
            .cell(new CellSpec(CellType.RNN, Activation.RELU, 1, 3)));
    add(
        all,
        "yes or no once",
        NetworkSpec.builder(numbers, new Head.Bernoulli(OutputMode.LAST_STEP, 2)));
    add(
        all,
        "numbers at every step",
        NetworkSpec.builder(numbers, new Head.Regression(OutputMode.EVERY_STEP, 2)));
    return all;
  }

  private static void add(List<Named<NetworkSpec>> all, String what, NetworkSpec.Builder builder) {
    all.add(Named.of(what, builder.hiddenSize(8).build()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void answersAsOursDoes(NetworkSpec spec) throws IOException {
    try (RecurrentNetwork ours = RandomNetworks.network(spec, 1)) {
      MultiLayerNetwork theirs = read(Dl4jExport.of(ModelArchive.write(ours, ANY)));
      for (long seed : new long[] {1, 2}) {
        RandomNetworks.Inputs inputs =
            RandomNetworks.inputs(spec, STEPS, SIZE, new SplittableRandom(seed));
        RandomNetworks.assertSame(
            ours.answers(inputs.batch()), theirs.output(inputs.array()), spec, STEPS, SIZE);
      }
      theirs.close();
    }
  }

  private static MultiLayerNetwork read(byte[] zip) throws IOException {
    return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip), false);
  }

  /** Without stacks of DL4J's bidirectional LSTM: it lets what was padded into its state. */
  static Stream<Named<NetworkSpec>> networksThatKnowPadding() {
    return networks().stream()
        .filter(named -> named.getPayload().head().mode() == OutputMode.LAST_STEP)
        .filter(
            named ->
                named.getPayload().cell().type() != CellType.LSTM
                    || !named.getPayload().bidirectional()
                    || named.getPayload().layers() == 1);
  }

  @ParameterizedTest
  @MethodSource("networksThatKnowPadding")
  void answersAsOursDoesToSequencesOfOtherLengths(NetworkSpec spec) throws IOException {
    int[] lengths = {STEPS, 1, 4};
    try (RecurrentNetwork ours = RandomNetworks.network(spec, 3)) {
      MultiLayerNetwork theirs = Dl4jExport.network(ours);
      RandomNetworks.Inputs inputs =
          RandomNetworks.inputs(spec, STEPS, lengths, new SplittableRandom(3));
      INDArray answers = theirs.output(inputs.array(), false, inputs.mask(), null);
      RandomNetworks.assertSame(ours.answers(inputs.batch()), answers, spec, STEPS, lengths);
      theirs.close();
    }
  }

  /** DL4J cannot step through a layer that hands on its last step only. */
  static Stream<Named<NetworkSpec>> networksThatAnswerAtEveryStep() {
    return networks().stream()
        .filter(named -> named.getPayload().head().mode() == OutputMode.EVERY_STEP);
  }

  @ParameterizedTest
  @MethodSource("networksThatAnswerAtEveryStep")
  void stepByStepIsTheSame(NetworkSpec spec) {
    try (RecurrentNetwork ours = RandomNetworks.network(spec, 4)) {
      MultiLayerNetwork theirs = Dl4jExport.network(ours);
      INDArray input = RandomNetworks.inputs(spec, STEPS, 1, new SplittableRandom(4)).array();
      INDArray whole = theirs.output(input);
      for (int t = 0; t < STEPS; t++) {
        INDArrayIndex at = NDArrayIndex.interval(t, t + 1);
        INDArrayIndex all = NDArrayIndex.all();
        INDArray step = input.rank() == 2 ? input.get(all, at) : input.get(all, all, at);
        INDArray answer = theirs.rnnTimeStep(step); // Without the steps where tokens are read.
        INDArray difference = answer.reshape(answer.length()).sub(whole.get(all, all, at).ravel());
        assertThat(difference.amaxNumber().floatValue()).as("step %d", t).isLessThan(1e-5f);
      }
      theirs.close();
    }
  }

  @Test
  void theZipIsAlsoAModelOfOurs() {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(7, 4), new Head.Softmax(OutputMode.EVERY_STEP, 7))
            .hiddenSize(5)
            .build();
    Interpretation text =
        new Interpretation.Text(new TextEncoding(CharacterVocabulary.ofCharacters("abc"), true));
    try (RecurrentNetwork network = RandomNetworks.network(spec, 5)) {
      byte[] model = ModelArchive.write(network, text);
      byte[] zip = Dl4jExport.of(model);
      ModelArchive read = ModelArchive.read(zip);
      assertThat(read.network()).isEqualTo(ModelArchive.read(model).network());
      assertThat(read.interpretation()).isEqualTo(text);
      assertThat(Dl4jExport.of(model)).isEqualTo(zip);
      assertThat(Dl4jExport.of(zip)).isEqualTo(zip);
    }
  }

  @Test
  void refusesWhatDl4jCannotHold() {
    NetworkSpec spec =
        NetworkSpec.builder(new ValueInput(1), new Head.Regression(OutputMode.LAST_STEP, 1))
            .cell(CellType.TDNN)
            .hiddenSize(2)
            .build();
    try (RecurrentNetwork network = RandomNetworks.network(spec, 6)) {
      assertThatThrownBy(() -> Dl4jExport.network(network))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("DL4J has no time-delay layer (tdnn) that could hold this network");
    }
    assertThatThrownBy(() -> Dl4jExport.of(new byte[] {1, 2, 3}))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("it has no network.bin");
  }
}
