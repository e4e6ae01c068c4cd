package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.CopyData;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.Parts;
import dev.nightjar.zoo.data.ReberGrammar;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.data.TokenCorpus;
import dev.nightjar.zoo.data.TokenDocument;
import dev.nightjar.zoo.data.TokenWindows;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTaskTest {

  private static final Configuration NOTHING = new Configuration(Map.of());

  private static final Map<String, Object> SMALL =
      Map.of(
          "model.hidden_size", 24,
          "model.embedding_size", 8,
          "training.epochs", 4,
          "training.batch_size", 8,
          "training.sequence_length", 16,
          "training.learning_rate", 0.01);

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(SMALL);
    all.putAll(more);
    return all;
  }

  private static TrainingObjective objective(Dataset data, Map<String, Object> fixed) {
    return new TrainingObjective(
        TaskType.LANGUAGE_MODEL,
        data,
        fixed,
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.loss"));
  }

  /**
   * Running text of words in a random order: their letters can be predicted, their order cannot.
   */
  private static String words(int count, long seed) {
    Random random = new Random(seed);
    String[] words = {"nightjar", "swallow", "dunlin", "kestrel"};
    return IntStream.range(0, count)
        .mapToObj(i -> words[random.nextInt(words.length)])
        .collect(Collectors.joining(" "));
  }

  private static final TextCorpus RUNNING =
      new TextCorpus(
          "words",
          true,
          new Parts<>(List.of(words(800, 1)), List.of(words(300, 2)), List.of(words(300, 3))),
          "0");

  private static final TextCorpus DOCUMENTS =
      new TextCorpus(
          "birds",
          false,
          new Parts<>(
              IntStream.range(0, 200).mapToObj(i -> words(1 + i % 9, i)).toList(),
              IntStream.range(0, 40).mapToObj(i -> words(1 + i % 9, 1000 + i)).toList(),
              IntStream.range(0, 40).mapToObj(i -> words(1 + i % 9, 2000 + i)).toList()),
          "0");

  @Test
  void learnsARunningText() {
    Recorder recorder = new Recorder(7, 100);
    Result result = objective(RUNNING, SMALL).evaluate(NOTHING, recorder);
    // Untrained: ln 21 = 3.0 nats. A word of 7.2 letters on average leaves ln 4 nats to be guessed
    // in 8.2 characters: 0.17.
    assertThat(result.metrics().get("validation.loss")).isBetween(0.15, 0.5);
    assertThat(result.metrics().keySet()).containsAll(TaskType.LANGUAGE_MODEL.metrics());
    assertThat(recorder.metric("training.loss").get(3))
        .isLessThan(recorder.metric("training.loss").get(0));
  }

  private static final TextLevel WORDS =
      new TextLevel.Words(new WordTokenizer(false, false), 100, 2, Optional.empty());

  private static TextCorpus byWords(TextCorpus text) {
    return new TextCorpus(text.name(), text.running(), text.parts(), text.sha256(), WORDS);
  }

  @Test
  void learnsWords() {
    TrainingObjective running = objective(byWords(RUNNING), SMALL);
    Result result = running.evaluate(NOTHING, new Recorder(7, 100));
    // Four words in a random order: ln 4 = 1.386 is the best.
    assertThat(result.metrics().get("validation.loss")).isBetween(1.38, 1.45);
    assertThat(result.metrics())
        .containsKey("validation.perplexity")
        .doesNotContainKey("validation.bits_per_character");
    assertThat(running.scoreTest(result.attachments().get(0).bytes()))
        .containsOnlyKeys("test.loss", "test.perplexity");
    // Documents of 1 to 9 words, their ends among what is predicted. Untrained: ln 8 = 2.08.
    Result documents = objective(byWords(DOCUMENTS), SMALL).evaluate(NOTHING, new Recorder(7, 100));
    assertThat(documents.metrics().get("validation.loss")).isBetween(1.2, 1.75);
  }

  @ParameterizedTest
  @CsvSource({
    "skip_gram,fine_tuned,false",
    "cbow,frozen,false",
    "skip_gram,frozen,true",
    "cbow,frozen,true"
  })
  void learnsFromVectorsThatWereLearnedBefore(String init, String training, boolean tied) {
    Map<String, Object> settings =
        with(
            Map.of(
                "model.embedding_init", init,
                "model.embedding_training", training,
                "model.tie_weights", tied,
                "training.optimizer", "adamw"));
    Result result = objective(byWords(RUNNING), settings).evaluate(NOTHING, new Recorder(7, 100));
    assertThat(result.metrics().get("validation.loss")).isBetween(1.38, 1.5);
    // Characters are tokens like others.
    Recorder recorder = new Recorder(7, 1);
    objective(RUNNING, settings).evaluate(NOTHING, recorder);
    assertThat(recorder.metric("validation.loss").get(0)).isLessThan(3);
  }

  @Test
  void learnsDocuments() {
    Result result =
        objective(DOCUMENTS, with(Map.of("training.epochs", 6)))
            .evaluate(NOTHING, new Recorder(7, 100));
    assertThat(result.metrics().get("validation.loss")).isBetween(0.15, 0.7);
  }

  @Test
  void bitsAndPerplexityFollowFromTheLoss() {
    Recorder recorder = new Recorder(7, 1);
    objective(RUNNING, SMALL).evaluate(NOTHING, recorder);
    EpochReport report = recorder.reports().get(0);
    double loss = report.metric("validation.loss").orElseThrow();
    assertThat(report.metric("validation.bits_per_character").orElseThrow())
        .isCloseTo(loss / 0.6931471805599453, within(1e-12));
    assertThat(report.metric("validation.perplexity").orElseThrow())
        .isCloseTo(Math.exp(loss), within(1e-12));
  }

  /** The loss of reading a text from its beginning to its end in one go, character by character. */
  private static double lossFromTheBeginning(RecurrentNetwork network, List<TokenDocument> texts) {
    double sum = 0;
    long count = 0;
    for (TokenDocument text : texts) {
      int[] tokens = IntStream.range(0, text.length()).map(text::token).toArray();
      int[] targets = IntStream.range(0, text.length()).map(text::target).toArray();
      SequenceBatch whole =
          SequenceBatch.ofTokens(tokens, new int[] {tokens.length}, targets, tokens.length, 1);
      sum += network.evaluate(whole).lossSum();
      count += targets.length;
    }
    return sum / count;
  }

  private static double testLoss(TrainingObjective objective, byte[] model) {
    return objective.scoreTest(model).get("test.loss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "gru_cho"})
  void theLossOfDocumentsIsThatOfReadingEachFromItsBeginning(String cell) {
    TrainingObjective objective =
        objective(DOCUMENTS, with(Map.of("model.cell_type", cell, "model.num_layers", 2)));
    byte[] model = objective.evaluate(NOTHING, new Recorder(3, 1)).attachments().get(0).bytes();
    TokenCorpus encoded = TextEncoding.of(DOCUMENTS).encode(DOCUMENTS);
    try (RecurrentNetwork network = ModelFile.read(ModelArchive.read(model).network())) {
      assertThat(testLoss(objective, model))
          .isCloseTo(lossFromTheBeginning(network, encoded.parts().test()), within(1e-5));
    }
  }

  @Test
  void theLossOfARunningTextIsThatOfReadingItFromItsBeginningUpToTheWarmUp() {
    TrainingObjective objective = objective(RUNNING, SMALL);
    byte[] model = objective.evaluate(NOTHING, new Recorder(3, 2)).attachments().get(0).bytes();
    TokenCorpus encoded = TextEncoding.of(RUNNING).encode(RUNNING);
    List<TokenDocument> test = encoded.parts().test();
    assertThat(TokenWindows.evaluation(test, true).get(0).size()).isEqualTo(2); // Two places.
    try (RecurrentNetwork network = ModelFile.read(ModelArchive.read(model).network())) {
      assertThat(testLoss(objective, model))
          .isCloseTo(lossFromTheBeginning(network, test), within(1e-4));
    }
  }

  @Test
  void theModelKeptIsTheOneThatWasMeasured() {
    TextCorpus validatedOnTest =
        new TextCorpus(
            "same",
            true,
            new Parts<>(RUNNING.parts().train(), RUNNING.parts().test(), RUNNING.parts().test()),
            "0");
    TrainingObjective objective = objective(validatedOnTest, SMALL);
    Result result = objective.evaluate(NOTHING, new Recorder(7, 100));
    Map<String, Double> test = objective.scoreTest(result.attachments().get(0).bytes());
    assertThat(test).containsOnlyKeys("test.loss", "test.bits_per_character", "test.perplexity");
    assertThat(test.get("test.loss"))
        .isCloseTo(result.metrics().get("validation.loss"), within(1e-6));
  }

  @Test
  void sameSeedSameLossesToTheLastBitAnotherSeedOthers() {
    for (TextCorpus corpus : List.of(RUNNING, DOCUMENTS)) {
      Map<String, Object> dropped =
          with(Map.of("model.num_layers", 2, "model.dropout", 0.3, "model.output_dropout", 0.2));
      Recorder one = new Recorder(7, 2);
      Recorder two = new Recorder(7, 2);
      Recorder other = new Recorder(8, 2);
      Result first = objective(corpus, dropped).evaluate(NOTHING, one);
      Result second = objective(corpus, dropped).evaluate(NOTHING, two);
      objective(corpus, dropped).evaluate(NOTHING, other);
      assertThat(two.metric("validation.loss")).isEqualTo(one.metric("validation.loss"));
      assertThat(two.metric("training.loss")).isEqualTo(one.metric("training.loss"));
      assertThat(second.attachments().get(0).bytes()).isEqualTo(first.attachments().get(0).bytes());
      assertThat(other.metric("training.loss")).isNotEqualTo(one.metric("training.loss"));
    }
  }

  @Test
  void stateCarriedOverTheWindowsIsUsed() {
    // One of two symbols is shown at the first of 24 steps and asked for at all of them, in windows
    // of 8: who forgets at a window's end has to guess in two windows of three, at ln 2 a step,
    // which
    // is 0.46 on average.
    Random random = new Random(1);
    List<TokenDocument> documents = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int[] tokens = new int[24];
      int[] targets = new int[24];
      tokens[0] = 1 + random.nextInt(2);
      Arrays.fill(targets, tokens[0]);
      documents.add(TokenDocument.of(tokens, targets));
    }
    TokenCorpus corpus =
        new TokenCorpus(
            "held",
            3,
            false,
            new Parts<>(documents.subList(0, 300), documents.subList(300, 400), List.of()),
            "0");
    TrainingObjective objective =
        objective(corpus, with(Map.of("training.sequence_length", 8, "training.epochs", 8)));
    Result result = objective.evaluate(NOTHING, new Recorder(7, 100));
    assertThat(result.metrics().get("validation.loss")).isLessThan(0.05);
    assertThat(objective.scoreTest(result.attachments().get(0).bytes())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "model.cell_type,tdnn",
    "model.tie_weights,true",
    "model.input_dropout,0.1",
    "model.recurrent_dropout,0.1",
    "training.label_smoothing,0.1",
    "training.max_steps,3"
  })
  void everyHyperparameterOfLanguageModelsTrains(String name, String written) {
    Object value =
        switch (name) {
          case "model.cell_type" -> written;
          case "model.tie_weights" -> Boolean.valueOf(written);
          case "training.max_steps" -> Long.valueOf(written);
          default -> Double.valueOf(written);
        };
    Recorder recorder = new Recorder(7, 2);
    objective(RUNNING, with(Map.of(name, value))).evaluate(NOTHING, recorder);
    assertThat(recorder.metric("validation.loss")).allMatch(loss -> loss < 3.2);
  }

  @Test
  void aModelOfOtherTextIsRefused() {
    byte[] model =
        objective(RUNNING, SMALL)
            .evaluate(NOTHING, new Recorder(1, 1))
            .attachments()
            .get(0)
            .bytes();
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> objective(DOCUMENTS, SMALL).scoreTest(model))
        .withMessage(
            "the model knows running text of 21 tokens, but the data has documents of 21 tokens: it"
                + " was trained on other data");
  }

  @Test
  void comesCloseToTheGrammarThatDrewTheStrings() {
    TextCorpus reber = (TextCorpus) Datasets.load(BuiltinSpec.of(Builtin.REBER));
    Result result =
        objective(
                reber,
                with(
                    Map.of(
                        "model.hidden_size", 32,
                        "training.epochs", 12,
                        "training.batch_size", 16,
                        "training.sequence_length", 64)))
            .evaluate(NOTHING, new Recorder(5, 100));
    // What the grammar itself gives: ln 2 where two symbols are legal, nothing elsewhere.
    double sum = 0;
    int count = 0;
    for (String string : reber.parts().validation()) {
      for (int i = 0; i <= string.length(); i++) {
        sum += Math.log(Math.max(1, ReberGrammar.legalAfter(string.substring(0, i)).length()));
        count++;
      }
    }
    assertThat(result.metrics().get("validation.loss"))
        .isBetween(0.98 * sum / count, 1.1 * sum / count);
  }

  @Test
  void beginsToCopy() {
    TokenCorpus copy = (TokenCorpus) Datasets.load(BuiltinSpec.of(Builtin.COPY));
    Recorder recorder = new Recorder(5, 1);
    objective(copy, with(Map.of("training.batch_size", 64, "training.sequence_length", 70)))
        .evaluate(NOTHING, recorder);
    // An epoch teaches when to say blanks, which the loss without memory stands for.
    assertThat(recorder.metric("validation.loss").get(0))
        .isBetween(0.25, 1.1 * CopyData.memorylessLoss());
  }
}
