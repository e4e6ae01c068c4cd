package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenVectorsTest {
  private static final int VOCABULARY = 12;
  private static final int SIZE = 8;

  /** Tokens 4 to 10, in a random order; 0 to 3 and 11 do not occur. */
  private static final List<int[]> TEXTS =
      List.of(new Random(1).ints(3000, 4, 11).toArray(), new int[] {4});

  private final List<List<int[]>> asked = new ArrayList<>();
  private final TokenVectors vectors =
      new TokenVectors(
          () -> {
            asked.add(TEXTS);
            return TEXTS;
          },
          VOCABULARY);

  private static Settings settings(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("model.embedding_size", SIZE);
    return new Settings(all, new Configuration(Map.of()));
  }

  private float[][] table(boolean tied, Map<String, Object> values) {
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(VOCABULARY, SIZE),
                new Head.Softmax(OutputMode.EVERY_STEP, VOCABULARY))
            .hiddenSize(4)
            .tieWeights(tied)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 5)) {
      vectors.put(network, settings(values));
      float[][] table = new float[VOCABULARY][SIZE];
      for (int token = 0; token < VOCABULARY; token++) {
        network.parameterBuffer().get(token * SIZE, table[token]);
      }
      return table;
    }
  }

  @Test
  void randomLeavesWhatWasDrawn() {
    float[][] drawn = table(false, Map.of("model.embedding_init", "random"));
    assertThat(asked).isEmpty();
    assertThat(drawn[4]).isNotEqualTo(drawn[5]);
  }

  @ParameterizedTest
  @CsvSource({"skip_gram,false", "cbow,false", "skip_gram,true", "cbow,true"})
  void vectorsHaveTheDeviationOfThoseDrawnAndTokensThatDoNotOccurKeepTheirs(
      String init, boolean tied) {
    float[][] drawn = table(tied, Map.of());
    float[][] learned = table(tied, Map.of("model.embedding_init", init));
    double squares = 0;
    for (int token = 0; token < VOCABULARY; token++) {
      if (token >= 4 && token <= 10) {
        assertThat(learned[token]).isNotEqualTo(drawn[token]);
        for (float value : learned[token]) {
          squares += value * value / (7.0 * SIZE);
        }
      } else {
        assertThat(learned[token]).isEqualTo(drawn[token]);
      }
    }
    assertThat(Math.sqrt(squares)).isCloseTo(tied ? 1 / Math.sqrt(SIZE) : 1, within(1e-5));
  }

  @Test
  void areLearnedOnceForTheSameSettingsWhateverWasLearnedBetween() {
    Map<String, Object> skipGram = Map.of("model.embedding_init", "skip_gram");
    float[][] first = table(false, skipGram);
    float[][] again = table(false, skipGram);
    assertThat(asked).hasSize(1);
    assertThat(again).isDeepEqualTo(first);
    Map<String, Object> near =
        Map.of("model.embedding_init", "skip_gram", "model.embedding_window", 1);
    assertThat(table(false, near)[4]).isNotEqualTo(first[4]);
    assertThat(asked).hasSize(2);
    TokenVectors others = new TokenVectors(() -> TEXTS, VOCABULARY);
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(VOCABULARY, SIZE),
                new Head.Softmax(OutputMode.EVERY_STEP, VOCABULARY))
            .hiddenSize(4)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 5)) {
      others.put(network, settings(skipGram));
      float[] vector = new float[SIZE];
      network.parameterBuffer().get(4 * SIZE, vector);
      assertThat(vector).isEqualTo(first[4]);
    }
  }
}
