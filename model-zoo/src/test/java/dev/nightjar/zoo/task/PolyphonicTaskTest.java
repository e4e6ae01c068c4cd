package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.MusicPiece;
import dev.nightjar.zoo.data.MusicWindows;
import dev.nightjar.zoo.data.Parts;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolyphonicTaskTest {

  private static final Configuration NOTHING = new Configuration(Map.of());

  private static final Map<String, Object> SMALL =
      Map.of(
          "model.hidden_size", 32,
          "training.epochs", 12,
          "training.batch_size", 8,
          "training.sequence_length", 16,
          "training.learning_rate", 0.02);

  /** Three chords in turn from one of them on, and at each step a key that says nothing. */
  private static List<MusicPiece> turns(int count, long seed) {
    Random random = new Random(seed);
    int[][] chords = {{60, 64, 67}, {65, 69}, {67, 71, 74, 31}};
    List<MusicPiece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(3);
      pieces.add(
          MusicPiece.of(
              IntStream.range(0, 5 + random.nextInt(30))
                  .mapToObj(
                      t -> {
                        int[] chord = chords[(first + t) % 3];
                        return random.nextBoolean()
                            ? chord
                            : IntStream.concat(IntStream.of(chord), IntStream.of(100)).toArray();
                      })
                  .toList()));
    }
    return pieces;
  }

  private static final MusicCorpus TURNS =
      new MusicCorpus("turns", new Parts<>(turns(80, 1), turns(20, 2), turns(20, 3)), "0");

  private static TrainingObjective objective(MusicCorpus data, Map<String, Object> fixed) {
    return new TrainingObjective(
        TaskType.POLYPHONIC,
        data,
        fixed,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.nll"));
  }

  /** One key is a coin, ln 2 nats a step; all else is certain. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "gru_cho", "tdnn"})
  void everyCellLearnsWhatComesNext(String cell) {
    Result result =
        objective(TURNS, SMALL)
            .evaluate(new Configuration(Map.of("model.cell_type", cell)), new Recorder(7, 100));
    assertThat(result.metrics().get("validation.nll")).isBetween(Math.log(2) - 0.05, 1.0);
    assertThat(result.metrics().keySet()).containsAll(TaskType.POLYPHONIC.metrics());
    assertThat(PolyphonicScore.ofKeyFrequencies(TURNS.parts().train(), TURNS.parts().test()))
        .isBetween(5.0, 7.0);
  }

  @Test
  void theModelKeptIsTheOneThatWasMeasured() {
    MusicCorpus validatedOnTest =
        new MusicCorpus(
            "same",
            new Parts<>(TURNS.parts().train(), TURNS.parts().test(), TURNS.parts().test()),
            "0");
    TrainingObjective objective = objective(validatedOnTest, SMALL);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 3));
    Map<String, Double> test = objective.scoreTest(result.attachments().get(0).bytes());
    assertThat(test).containsOnlyKeys("test.nll");
    assertThat(test.get("test.nll"))
        .isCloseTo(result.metrics().get("validation.nll"), within(1e-6));
  }

  /** The metric by its definition: each piece alone and whole, from the probabilities. */
  @Test
  void theMetricIsTheMeanOverRealStepsOfTheSumOverKeys() {
    byte[] model =
        objective(TURNS, SMALL).evaluate(NOTHING, new Recorder(7, 2)).attachments().get(0).bytes();
    List<MusicPiece> pieces = new ArrayList<>(TURNS.parts().test());
    pieces.addAll(turns(1, 9));
    pieces.add(longPiece());
    double sum = 0;
    int steps = 0;
    try (RecurrentNetwork network = ModelFile.read(ModelArchive.read(model).network())) {
      for (MusicPiece piece : pieces) {
        SequenceBatch whole = new MusicWindows(List.of(piece), 1, piece.length()).inOrder().get(0);
        float[] answers = network.answers(whole);
        float[] wanted = ((Targets.Values) whole.targets()).values();
        for (int i = 0; i < 88 * piece.length(); i++) {
          sum -= Math.log(wanted[i] == 1 ? answers[i] : 1.0 - answers[i]);
        }
        steps += piece.length();
      }
      double nll = sum / steps;
      assertThat(PolyphonicScore.of("test", network, MusicWindows.evaluation(pieces)))
          .hasEntrySatisfying("test.nll", v -> assertThat(v).isCloseTo(nll, within(1e-4)));
    }
  }

  /** Longer than a window of evaluation. */
  private static MusicPiece longPiece() {
    return MusicPiece.of(IntStream.range(0, 300).mapToObj(t -> new int[] {21 + t % 88}).toList());
  }

  @Test
  void sameSeedSameLossesToTheLastBit() {
    Recorder one = new Recorder(7, 3);
    Recorder two = new Recorder(7, 3);
    objective(TURNS, SMALL).evaluate(NOTHING, one);
    objective(TURNS, SMALL).evaluate(NOTHING, two);
    assertThat(two.metric("validation.nll")).isEqualTo(one.metric("validation.nll"));
    assertThat(two.metric("training.loss")).isEqualTo(one.metric("training.loss"));
  }

  @Test
  void readsTheKeysAndAnswersAProbabilityEach() {
    Map<String, Object> fixed = new HashMap<>(SMALL);
    fixed.put("training.epochs", 1);
    byte[] model =
        objective(TURNS, fixed).evaluate(NOTHING, new Recorder(7, 1)).attachments().get(0).bytes();
    ModelArchive archive = ModelArchive.read(model);
    assertThat(archive.interpretation()).isEqualTo(new Interpretation.Music());
    try (RecurrentNetwork network = ModelFile.read(archive.network())) {
      NetworkSpec spec = network.spec();
      assertThat(spec.input().width()).isEqualTo(88);
      assertThat(spec.head().width()).isEqualTo(88);
      float[] answers =
          network.answers(
              new SequenceBatch(
                  new StepInput.Values(new float[88]),
                  new int[] {1},
                  new Targets.Values(new float[88]),
                  1,
                  1));
      assertThat(answers).hasSize(88);
      for (float probability : answers) {
        assertThat(probability).isStrictlyBetween(0f, 1f);
      }
    }
  }

  /** By hand: key 60 sounds in 2 of 3 predicted steps of training, no other does. */
  @Test
  void keyFrequenciesAreThoseOfTraining() {
    List<MusicPiece> training =
        List.of(MusicPiece.of(List.of(new int[] {70}, new int[] {60}, new int[] {60}, new int[0])));
    List<MusicPiece> pieces = List.of(MusicPiece.of(List.of(new int[] {70}, new int[] {60, 21})));
    double others = -86 * Math.log(3.5 / 4);
    assertThat(PolyphonicScore.ofKeyFrequencies(training, pieces))
        .isCloseTo(-Math.log(2.5 / 4) - Math.log(0.5 / 4) + others, within(1e-9));
  }
}
