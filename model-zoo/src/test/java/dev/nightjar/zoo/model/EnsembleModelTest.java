package dev.nightjar.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.dl4j.Dl4jExport;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of several networks, from the archive to the answer. */
class EnsembleModelTest {

  private static final CharacterVocabulary CHARACTERS = CharacterVocabulary.ofCharacters("abc");

  private static final Interpretation LABELLED =
      new Interpretation.LabelledText(CHARACTERS, List.of("early", "late"));

  private static byte[] network(CellType cell, OutputMode mode, int answers, long seed) {
    try (RecurrentNetwork network =
        RecurrentNetwork.create(
            NetworkSpec.builder(
                    new TokenInput(CHARACTERS.size(), 4), new Head.Softmax(mode, answers))
                .cell(cell)
                .hiddenSize(5)
                .build(),
            seed)) {
      return ModelFile.write(network);
    }
  }

  private static byte[] single(byte[] network, Interpretation interpretation) {
    return new ModelArchive(List.of(network), List.of(1), interpretation).write();
  }

  @Test
  void aClassifierOfTwoNetworksAnswersTheirWeightedMean() {
    byte[] first = network(CellType.LSTM, OutputMode.LAST_STEP, 2, 1);
    byte[] second = network(CellType.GRU, OutputMode.LAST_STEP, 2, 2);
    ModelArchive archive = new ModelArchive(List.of(first, second), List.of(3, 1), LABELLED);
    byte[] bytes = archive.write();
    assertThat(archive.write()).isEqualTo(bytes);
    ModelArchive back = ModelArchive.read(bytes);
    assertThat(back.networks()).containsExactly(first, second);
    assertThat(back.weights()).containsExactly(3, 1);
    assertThat(back.interpretation()).isEqualTo(LABELLED);
    try (Classifier a = Model.open(single(first, LABELLED), Classifier.class);
        Classifier b = Model.open(single(second, LABELLED), Classifier.class);
        Classifier both = Model.open(bytes, Classifier.class)) {
      double early = probability(both);
      assertThat(early).isCloseTo((3 * probability(a) + probability(b)) / 4, within(1e-6));
      assertThat(both.networks()).hasSize(2);
      assertThat(both.network()).isEqualTo(a.network());
    }
  }

  private static double probability(Classifier model) {
    return model.classify("abcab").probabilities().get("early");
  }

  @Test
  void aStreamOfTwoNetworksCarriesTheStateOfBoth() {
    Interpretation text = new Interpretation.Text(new TextEncoding(CHARACTERS, true));
    byte[] first = network(CellType.LSTM, OutputMode.EVERY_STEP, CHARACTERS.size(), 1);
    byte[] second = network(CellType.TDNN, OutputMode.EVERY_STEP, CHARACTERS.size(), 2);
    byte[] bytes = new ModelArchive(List.of(first, second), List.of(1, 1), text).write();
    try (LanguageModel a = Model.open(single(first, text), LanguageModel.class);
        LanguageModel b = Model.open(single(second, text), LanguageModel.class);
        LanguageModel both = Model.open(bytes, LanguageModel.class)) {
      TokenStream streamA = a.stream();
      TokenStream streamB = b.stream();
      TokenStream stream = both.stream();
      for (int token : both.tokens("abcba")) {
        float[] ofA = streamA.feed(token);
        float[] ofB = streamB.feed(token);
        float[] mean = stream.feed(token);
        for (int i = 0; i < mean.length; i++) {
          assertThat(mean[i]).isCloseTo((ofA[i] + ofB[i]) / 2, within(1e-6f));
        }
      }
      assertThat(both.write("ab", 20, Sampler.of(3))).startsWith("ab");
    }
  }

  @Test
  void networksThatDoNotGoTogetherAreDamage() {
    byte[] two = network(CellType.LSTM, OutputMode.LAST_STEP, 2, 1);
    byte[] three = network(CellType.LSTM, OutputMode.LAST_STEP, 3, 1);
    byte[] bytes = new ModelArchive(List.of(two, three), List.of(1, 1), LABELLED).write();
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> Model.open(bytes))
        .withMessageContaining("the model is damaged")
        .withMessageContaining("reads or answers something else");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelArchive(List.of(two), List.of(0), LABELLED))
        .withMessageContaining("a weight from 1 on each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelArchive(List.of(two), List.of(1, 2), LABELLED));
  }

  @Test
  void dl4jHasNothingForIt() {
    byte[] network = network(CellType.LSTM, OutputMode.LAST_STEP, 2, 1);
    byte[] bytes = new ModelArchive(List.of(network, network), List.of(1, 1), LABELLED).write();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Dl4jExport.of(bytes))
        .withMessageContaining("an ensemble of 2 networks");
  }
}
