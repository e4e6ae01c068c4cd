package dev.nightjar.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.Vocabulary;
import dev.nightjar.zoo.data.WordVocabulary;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.NetworkInput;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import dev.nightjar.zoo.task.TaskType;
import dev.nightjar.zoo.text.WordTokenizer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
  private static final CharacterVocabulary CHARACTERS =
      CharacterVocabulary.ofCharacters(" abcde\n");
  private static final Interpretation RUNNING =
      new Interpretation.Text(new TextEncoding(CHARACTERS, true));
  private static final Interpretation DOCUMENTS =
      new Interpretation.Text(new TextEncoding(CHARACTERS, false));
  private static final List<String> LABELS = List.of("one", "two\ttabs", "three");

  @TempDir private Path folder;

  private static NetworkSpec.Builder spec(NetworkInput input, Head head, CellType cell) {
    return NetworkSpec.builder(input, head).cell(cell).layers(2).hiddenSize(6);
  }

  private static byte[] archive(NetworkSpec spec, Interpretation interpretation) {
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 3)) {
      return ModelArchive.write(network, interpretation);
    }
  }

  private static byte[] classifier(boolean bidirectional) {
    NetworkInput input = new TokenInput(CHARACTERS.size(), 4);
    return archive(
        spec(input, new Head.Softmax(OutputMode.LAST_STEP, LABELS.size()), CellType.LSTM)
            .bidirectional(bidirectional)
            .build(),
        new Interpretation.LabelledText(CHARACTERS, LABELS));
  }

  private static byte[] languageModel(CellType cell, Interpretation interpretation) {
    int size = CHARACTERS.size();
    return archive(
        spec(new TokenInput(size, 4), new Head.Softmax(OutputMode.EVERY_STEP, size), cell).build(),
        interpretation);
  }

  private static byte[] wordModel(boolean running) {
    WordVocabulary words =
        new WordVocabulary(
            new WordTokenizer(false, false), List.of(",", "\n\n", "old", "man", "New_York"));
    int size = words.size();
    return archive(
        spec(new TokenInput(size, 4), new Head.Softmax(OutputMode.EVERY_STEP, size), CellType.LSTM)
            .build(),
        new Interpretation.Text(new TextEncoding(words, running)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aModelOfWordsReadsAndWritesWords(boolean running) {
    try (LanguageModel model = Model.open(wordModel(running), LanguageModel.class)) {
      assertThat(model.reads()).isEqualTo("a text of words");
      assertThat(model.answers()).isEqualTo("the word that comes next, one of 9");
      assertThat(model.tokens("old New York,man x")).containsExactly(6, 8, 4, 7, 1);
      assertThat(model.unknown("old x, y x")).containsExactly("x", "y");
      assertThat(model.readsUnknown()).isTrue();
      assertThat(model.text(8)).isEqualTo("New York");
      assertThat(model.text(5)).isEqualTo("\n\n");
      assertThat(model.text(Vocabulary.UNKNOWN)).isEmpty();
      assertThat(model.text(Vocabulary.END)).isEqualTo(running ? "" : LanguageModel.END);
      // 400 draws of 9 tokens alike: that neither of those that are no words comes is no chance.
      String written = model.write("an old", 400, new Sampler(100, 0, new SplittableRandom(1)));
      assertThat(written).startsWith("an old");
      assertThat(written.substring(6).replaceAll("old|man|New York", "").strip())
          .matches("[\\s,]*");
      assertThat(model.write("", 3, Sampler.of(1))).doesNotStartWith(" ");
      TokenStream stream = model.stream();
      stream.feed("old");
      float[] next = stream.feed(" man");
      stream.reset();
      assertThat(stream.feed("old man")).containsExactly(next);
      assertThat(model.answer("old man").fields().keySet())
          .containsExactly("next", "probability", "loss");
    }
  }

  private static byte[] regressor(CellType cell, boolean bidirectional) {
    return archive(
        spec(new ValueInput(2), new Head.Regression(OutputMode.LAST_STEP, 1), cell)
            .bidirectional(bidirectional)
            .build(),
        new Interpretation.Numbers(
            List.of(NumberColumn.asItIs("a"), NumberColumn.asItIs("b")),
            NumberColumn.asItIs("answer")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void classifiesAsTheNetworkDoes(boolean bidirectional) {
    byte[] bytes = classifier(bidirectional);
    try (Classifier model = Model.open(bytes, Classifier.class);
        RecurrentNetwork network =
            dev.nightjar.zoo.network.ModelFile.read(ModelArchive.read(bytes).network())) {
      for (String text : List.of("a", "abc cab", "unknown: ü\uD83D\uDE00", "", "dead beef")) {
        int[] tokens = CHARACTERS.encode(text);
        float[] expected =
            network.answers(
                SequenceBatch.ofTokens(
                    tokens, new int[] {tokens.length}, new int[] {-1}, tokens.length, 1));
        Map<String, Double> given = model.classify(text).probabilities();
        assertThat(given).containsOnlyKeys(LABELS);
        for (int k = 0; k < expected.length; k++) {
          assertThat(given.get(LABELS.get(k))).isCloseTo(expected[k], within(1e-6));
        }
        assertThat(List.copyOf(given.values())).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(model.classify(text).label()).isEqualTo(given.keySet().iterator().next());
      }
      assertThat(model.task()).isEqualTo(TaskType.CLASSIFICATION);
      assertThat(model.reads()).isEqualTo("a text");
      assertThat(model.answers()).isEqualTo("one of 3 labels");
      assertThat(model.network().bidirectional()).isEqualTo(bidirectional);
      assertThat(model.answer("abc").text()).doesNotContain("\t");
      assertThat(model.answer("abc").fields().keySet())
          .containsExactly("label", "probability", "probabilities");
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.answer("  "))
          .withMessage("the text is empty; give a text a line");
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aStreamAnswersAsTheWholeTextDoes(CellType cell) {
    byte[] bytes = languageModel(cell, RUNNING);
    String text = "abcde dcba\nabc abcabc e";
    try (LanguageModel model = Model.open(bytes, LanguageModel.class);
        RecurrentNetwork network =
            dev.nightjar.zoo.network.ModelFile.read(ModelArchive.read(bytes).network())) {
      int[] tokens = model.tokens(text);
      int[] unasked = new int[tokens.length];
      Arrays.fill(unasked, SequenceBatch.IGNORED);
      float[] whole =
          network.answers(
              SequenceBatch.ofTokens(tokens, new int[] {tokens.length}, unasked, tokens.length, 1));
      TokenStream stream = model.stream();
      TokenStream other = model.stream();
      for (int round = 0; round < 2; round++) {
        for (int t = 0; t < tokens.length; t++) {
          float[] next = stream.feed(tokens[t]);
          other.feed(tokens[tokens.length - 1 - t]); // Another's state is another.
          for (int k = 0; k < next.length; k++) {
            assertThat(next[k]).isCloseTo(whole[t * next.length + k], within(1e-6f));
          }
        }
        stream.reset();
      }
      assertThat(stream.feed(text)).isEqualTo(stream.next());
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> stream.feed(model.size()))
          .withMessage("there is no token 11; tokens are from 0 to 10");
    }
  }

  @Test
  void textIsWrittenAgainFromTheSameSeed() {
    try (LanguageModel model =
        Model.open(languageModel(CellType.GRU, RUNNING), LanguageModel.class)) {
      String first = model.write("abc", 50, Sampler.of(1));
      assertThat(first).startsWith("abc").hasSize(53);
      assertThat(first.chars()).allMatch(c -> CHARACTERS.characters().indexOf(c) >= 0);
      assertThat(model.write("abc", 50, Sampler.of(1))).isEqualTo(first);
      assertThat(model.write("abc", 50, Sampler.of(2))).isNotEqualTo(first);
      assertThat(model.write("", 5, Sampler.of(1))).hasSize(5);
      assertThat(model.write("abc", 0, Sampler.of(1))).isEqualTo("abc");
      assertThat(model.unknown("abxüx")).containsExactly("x", "ü");
      assertThat(model.text(0)).isEmpty();
      assertThat(model.text(model.tokens("d")[0])).isEqualTo("d");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.write("a", -1, Sampler.of(1)))
          .withMessage("the length is -1; it must be at least 0");
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.answer(""))
          .withMessage("nothing has been read yet; give at least one character");
    }
  }

  @Test
  void documentsBeginFromNothingAndEnd() {
    try (LanguageModel model =
        Model.open(languageModel(CellType.LSTM, DOCUMENTS), LanguageModel.class)) {
      assertThat(model.stream().next()).hasSize(model.size());
      boolean ended = false;
      for (long seed = 0; seed < 20; seed++) {
        ended |= model.write("", 100, Sampler.of(seed)).length() < 100;
      }
      assertThat(ended).isTrue();
      assertThat(model.text(Vocabulary.END)).isEqualTo(LanguageModel.END);
      Answer answer = model.answer("abc");
      assertThat(answer.fields().keySet()).containsExactly("next", "probability", "loss");
      double loss = 0;
      TokenStream stream = model.stream();
      for (int token : model.tokens("abc")) {
        loss -= Math.log(stream.next()[token]);
        stream.feed(token);
      }
      assertThat((double) answer.fields().get("loss")).isCloseTo(loss / 3, within(1e-9));
    }
  }

  @Test
  void tokensThatStandForNothingAreNumbers() {
    int size = CHARACTERS.size();
    byte[] bytes = languageModel(CellType.RNN, new Interpretation.Tokens(size));
    try (LanguageModel model = Model.open(bytes, LanguageModel.class)) {
      assertThat(model.write("1 2", 3, Sampler.of(4))).matches("1 2( \\d+){3}");
      assertThat(model.answer("3, 4;5").text()).matches("\\d+");
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.answer("3 11"))
          .withMessage("'11' is not a token; tokens are whole numbers from 0 to 10");
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.write("", 3, Sampler.of(4)))
          .withMessage("nothing has been read yet; give at least one token");
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void numbersAreAnsweredWholeAndStepByStep(CellType cell) {
    try (Regressor model = Model.open(regressor(cell, false), Regressor.class)) {
      NumberStream stream = model.stream();
      float[] values = {0.5f, -1, 2, 0.25f, 1, 1, -3, 0, 0.1f, 0.2f, 1, -1, 0, 0};
      for (int steps = 1; steps <= values.length / 2; steps++) {
        double now = stream.feed(values[2 * steps - 2], values[2 * steps - 1]);
        assertThat(model.predict(Arrays.copyOf(values, 2 * steps))).isCloseTo(now, within(1e-5));
      }
      stream.reset();
      double first = stream.feed(0.5f, -1);
      assertThat(Double.parseDouble(model.answer("0.5\t-1").text())).isCloseTo(first, within(1e-5));
      assertThat(model.answers()).isEqualTo("a number");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2 3|3 numbers; the model reads 2 a step: give the numbers of one step after the other, whole"
            + " steps, at least one",
        "''|0 numbers; the model reads 2 a step: give the numbers of one step after the other, whole"
            + " steps, at least one",
        "1 x|'x' is not a number",
        "1 NaN|'NaN' is not a finite number"
      })
  void saysWhatIsWrongWithALine(String line, String message) {
    try (Regressor model = Model.open(regressor(CellType.LSTM, true), Regressor.class)) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.answer(line))
          .withMessage(message);
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(model::stream)
          .withMessageContaining("reads in both directions");
    }
  }

  @Test
  void scalesNumbersAsInTraining() {
    NetworkSpec spec =
        spec(new ValueInput(2), new Head.Regression(OutputMode.LAST_STEP, 1), CellType.GRU).build();
    NumberColumn a = new NumberColumn("a", 10, 2);
    NumberColumn b = new NumberColumn("b", -1, 0.5);
    NumberColumn answer = new NumberColumn("answer", 100, 4);
    byte[] scaled = archive(spec, new Interpretation.Numbers(List.of(a, b), answer));
    try (Regressor model = Model.open(scaled, Regressor.class);
        Regressor plain = Model.open(regressor(CellType.GRU, false), Regressor.class)) {
      double expected = 100 + 4 * plain.predict(1, -2, 0.5f, 2);
      assertThat(model.predict(12, -2, 11, 0)).isCloseTo(expected, within(1e-4));
      NumberStream stream = model.stream();
      stream.feed(12, -2);
      assertThat(stream.feed(11, 0)).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void classifiesSeries() {
    NetworkSpec spec =
        spec(new ValueInput(2), new Head.Softmax(OutputMode.LAST_STEP, LABELS.size()), CellType.GRU)
            .build();
    NumberColumn a = new NumberColumn("a", 10, 2);
    NumberColumn b = NumberColumn.asItIs("b");
    byte[] bytes = archive(spec, new Interpretation.LabelledSeries(List.of(a, b), LABELS));
    try (SeriesClassifier model = Model.open(bytes, SeriesClassifier.class);
        RecurrentNetwork network =
            dev.nightjar.zoo.network.ModelFile.read(ModelArchive.read(bytes).network())) {
      float[] expected =
          network.answers(
              new SequenceBatch(
                  new StepInput.Values(new float[] {1, 3, -1, 4}),
                  new int[] {2},
                  new Targets.Classes(new int[] {0}),
                  2,
                  1));
      Map<String, Double> given = model.classify(12, 3, 8, 4).probabilities();
      for (int i = 0; i < expected.length; i++) {
        assertThat(given.get(LABELS.get(i))).isCloseTo(expected[i], within(1e-6));
      }
      assertThat(model.answer("12 3\t8 4").fields().get("label"))
          .isEqualTo(model.classify(12, 3, 8, 4).label());
      assertThat(model.answers()).isEqualTo("one of 3 labels");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forecastsInTheUnitsOfTheData(boolean difference) {
    ForecastWindows windows = new ForecastWindows(2, 3, difference);
    NumberColumn a = new NumberColumn("a", 1, 2);
    NumberColumn b = new NumberColumn("b", -1, 0.5);
    NumberColumn answer = new NumberColumn("b", 0.25, 4);
    NetworkSpec spec =
        spec(new ValueInput(2), new Head.Regression(OutputMode.LAST_STEP, 3), CellType.LSTM)
            .build();
    byte[] bytes =
        archive(
            spec,
            new Interpretation.Forecast(new ForecastScaling(List.of(a, b), 1, answer, windows)));
    try (Forecaster model = Model.open(bytes, Forecaster.class);
        RecurrentNetwork network =
            dev.nightjar.zoo.network.ModelFile.read(ModelArchive.read(bytes).network())) {
      float[] history = {99, 99, 3, 2, 5, 7}; // Only the last two steps are read.
      double level = difference ? 7 : 0;
      float[] inputs = {
        (float) ((3 - (difference ? 5 : 0) - 1) / 2.0),
        (float) ((2 - level + 1) / 0.5),
        (float) ((5 - (difference ? 5 : 0) - 1) / 2.0),
        (float) ((7 - level + 1) / 0.5)
      };
      float[] answers =
          network.answers(
              new SequenceBatch(
                  new StepInput.Values(inputs),
                  new int[] {2},
                  new Targets.Values(new float[3]),
                  2,
                  1));
      double[] forecast = model.forecast(history);
      for (int step = 0; step < 3; step++) {
        assertThat(forecast[step]).isCloseTo(level + 0.25 + 4 * answers[step], within(1e-4));
      }
      assertThat(model.answer("99 99 3 2 5 7").text()).matches("\\S+ \\S+ \\S+");
      assertThat(model.reads()).isEqualTo("at least 2 steps of a, b");
      assertThat(model.answers()).isEqualTo("the next 3 of b");
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.forecast(1, 2))
          .withMessage(
              "1 step; a forecast is made from 2: give at least as many, the oldest first");
    }
  }

  private static byte[] music(CellType cell) {
    return archive(
        NetworkSpec.builder(new ValueInput(88), new Head.Bernoulli(OutputMode.EVERY_STEP, 88))
            .cell(cell)
            .hiddenSize(30)
            .build(),
        new Interpretation.Music());
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aStreamOfMusicAnswersAsTheWholePieceDoes(CellType cell) {
    byte[] bytes = music(cell);
    List<int[]> chords =
        MusicModel.chords("60+64+67 21, 108;- 62+65\t60 60 61+60 33 44 55 66 77 88 99");
    try (MusicModel model = Model.open(bytes, MusicModel.class);
        RecurrentNetwork network =
            dev.nightjar.zoo.network.ModelFile.read(ModelArchive.read(bytes).network())) {
      float[] values = new float[chords.size() * 88];
      for (int t = 0; t < chords.size(); t++) {
        for (int pitch : chords.get(t)) {
          values[t * 88 + pitch - 21] = 1;
        }
      }
      float[] whole =
          network.answers(
              new SequenceBatch(
                  new StepInput.Values(values),
                  new int[] {chords.size()},
                  new Targets.Values(new float[values.length]),
                  chords.size(),
                  1));
      MusicStream stream = model.stream();
      for (int round = 0; round < 2; round++) {
        for (int t = 0; t < chords.size(); t++) {
          float[] next = stream.feed(chords.get(t));
          for (int key = 0; key < 88; key++) {
            assertThat(next[key]).isCloseTo(whole[t * 88 + key], within(1e-6f));
          }
        }
        assertThat(model.next(chords)).isEqualTo(stream.next());
        stream.reset();
      }
      assertThat(model.task()).isEqualTo(TaskType.POLYPHONIC);
      assertThat(model.reads()).isEqualTo("a sequence of chords");
      assertThat(model.answers()).isEqualTo("the keys that sound next, of 88");
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> stream.feed(60, 109))
          .withMessage("the pitch 109 has no key; pitches are 21 to 108");
    }
  }

  @Test
  void answersMusicInEitherNotation() {
    try (MusicModel model = Model.open(music(CellType.GRU), MusicModel.class)) {
      Answer answer = model.answer("60+64 - 62");
      assertThat(model.answer(" [[64, 60], [], [62]]")).isEqualTo(answer);
      assertThat(answer.fields().keySet()).containsExactly("next", "probabilities", "loss");
      assertThat(model.answer("60").fields().keySet()).containsExactly("next", "probabilities");
      @SuppressWarnings("unchecked")
      Map<String, Double> byPitch = (Map<String, Double>) answer.fields().get("probabilities");
      assertThat(byPitch).hasSize(88).containsKeys("21", "108");
      assertThat(List.copyOf(byPitch.values())).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      List<Integer> best =
          byPitch.entrySet().stream()
              .filter(entry -> entry.getValue() > 0.5)
              .map(entry -> Integer.valueOf(entry.getKey()))
              .sorted()
              .toList();
      assertThat(best).isNotEmpty();
      assertThat(answer.fields()).containsEntry("next", best);
      assertThat(answer.text())
          .isEqualTo(String.join("+", best.stream().map(String::valueOf).toList()));
      MusicStream stream = model.stream();
      double loss = 0;
      for (int[] chord : List.of(new int[] {60, 64}, new int[0], new int[] {62})) {
        float[] next = stream.feed(chord);
        loss += chord.length == 1 ? 0 : loss(next, chord.length == 2 ? -1 : 62 - 21);
      }
      assertThat((double) answer.fields().get("loss")).isCloseTo(loss / 2, within(1e-9));
      assertThat(MusicModel.mostProbable(new float[88])).isEmpty();
      assertThat(ChordText.write()).isEqualTo("-");
    }
  }

  /** Of predicting silence, or one key. */
  private static double loss(float[] probabilities, int key) {
    double loss = 0;
    for (int k = 0; k < probabilities.length; k++) {
      double probability = probabilities[k];
      loss -= Math.log(k == key ? probability : 1 - probability);
    }
    return loss;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "` `|nothing has been read yet; give at least one time step, such as 60+64+67",
        "60 20+30|'20+30' is not a chord: a chord is MIDI pitches from 21 to 108 such as 60+64+67,"
            + " and - is silence",
        "60++64|'60++64' is not a chord: a chord is MIDI pitches from 21 to 108 such as 60+64+67,"
            + " and - is silence",
        "[[60], [109]]|at column 9: the pitch 109 is outside 21 to 108, the keys of a piano; for a"
            + " rest, leave the pitch out",
        "[60]|at column 2: a time step should be a list of MIDI pitches such as [60, 64, 67], not 60",
        "[[60]|at column 6: not JSON: it ends before all brackets and quotes are closed",
        "[[60]] [[62]]|there is something after the sequence; give one sequence a line",
        "[]|nothing has been read yet; give at least one time step, such as 60+64+67"
      })
  void saysWhatIsWrongWithALineOfMusic(String line, String message) {
    try (MusicModel model = Model.open(music(CellType.RNN), MusicModel.class)) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> model.answer(line))
          .withMessage(message);
    }
  }

  @Test
  void musicIsWrittenAgainFromTheSameSeed() {
    try (MusicModel model = Model.open(music(CellType.LSTM), MusicModel.class)) {
      List<int[]> prime = List.of(new int[] {60, 64});
      List<int[]> first = model.write(prime, 20, Sampler.of(1));
      assertThat(first).hasSize(21);
      assertThat(first.get(0)).containsExactly(60, 64);
      assertThat(text(model.write(prime, 20, Sampler.of(1)))).isEqualTo(text(first));
      assertThat(text(model.write(prime, 20, Sampler.of(2)))).isNotEqualTo(text(first));
      assertThat(model.write(List.of(), 3, Sampler.of(1))).hasSize(3);
      assertThat(model.write(List.of(), 3, new Sampler(1, 2, new java.util.SplittableRandom(1))))
          .allMatch(chord -> chord.length <= 2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.write(prime, -1, Sampler.of(1)))
          .withMessage("the length is -1; it must be at least 0");
    }
  }

  private static String text(List<int[]> chords) {
    return chords.stream().map(ChordText::write).toList().toString();
  }

  @Test
  void opensFilesAndFolders() throws Exception {
    Path file = Files.write(folder.resolve(Model.FILE_NAME), classifier(false));
    for (Path path : List.of(file, folder)) {
      try (Model model = Model.open(path)) {
        assertThat(model).isInstanceOf(Classifier.class);
      }
    }
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Model.open(folder.resolve("none.zip")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.open(file, LanguageModel.class))
        .withMessage(
            "the model is a Classifier: it reads a text and answers one of 3 labels; a LanguageModel"
                + " was asked for");
  }

  @Test
  void refusesWhatIsDamaged() {
    byte[] bytes = classifier(false);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> Model.open(new byte[] {1, 2, 3}));
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> Model.open(Arrays.copyOf(bytes, bytes.length / 2)));
    NetworkInput input = new TokenInput(CHARACTERS.size() + 1, 4);
    byte[] mixed =
        archive(
            spec(input, new Head.Softmax(OutputMode.LAST_STEP, LABELS.size()), CellType.LSTM)
                .build(),
            new Interpretation.LabelledText(CHARACTERS, LABELS));
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> Model.open(mixed))
        .withMessageStartingWith("the model is damaged: its network reads 12 and answers 3 values");
  }
}
