package dev.nightjar.zoo.exhibit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.MusicPiece;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.NumberSequence;
import dev.nightjar.zoo.data.Parts;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.data.TokenCorpus;
import dev.nightjar.zoo.data.TokenDocument;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.TaskType;
import dev.nightjar.zoo.task.TrainingObjective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is shown agrees with what was measured on the validation part. */
class ExhibitsTest {

  private static final Map<String, Object> SMALL =
      Map.of("model.hidden_size", 8, "training.epochs", 1, "training.learning_rate", 0.01);

  private static Result train(Dataset data, TaskType type) {
    TrainingObjective objective =
        new TrainingObjective(
            type,
            data,
            SMALL,
            new EarlyStoppingSpec(0, 0),
            Criterion.minimize(type.objectives().get(0)));
    return objective.evaluate(
        new Configuration(Map.of()),
        new TrialContext() {
          @Override
          public int number() {
            return 0;
          }

          @Override
          public long seed() {
            return 7;
          }

          @Override
          public Decision report(EpochReport report) {
            return Decision.CONTINUE;
          }
        });
  }

  private static Map<String, Map<String, Object>> exhibits(Dataset data, Result trained) {
    List<Attachment> attachments = Exhibits.of(data, model(trained), 5);
    assertThat(attachments).allMatch(a -> a.mediaType().equals(Attachment.JSON));
    return attachments.stream().collect(Collectors.toMap(Attachment::name, ExhibitsTest::json));
  }

  private static byte[] model(Result trained) {
    return trained.attachments().get(0).bytes();
  }

  @SuppressWarnings("unchecked") // All of our attachments are objects, and JSON is YAML.
  private static Map<String, Object> json(Attachment attachment) {
    return (Map<String, Object>)
        new Load(LoadSettings.builder().build()).loadFromString(attachment.asText());
  }

  @SuppressWarnings("unchecked") // As our attachments are documented.
  private static <T> List<T> list(Map<String, Object> json, String name) {
    return (List<T>) json.get(name);
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  /** Words of very different lengths, so that batches mix them. */
  private static List<Example> words(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Example(
                    "abc".charAt(i % 3) + "de".repeat(random.nextInt(i % 50 == 0 ? 200 : 9)),
                    "label " + "abc".charAt(i % 3)))
        .toList();
  }

  private static final LabelledText WORDS =
      new LabelledText(
          "words",
          List.of("label a", "label b", "label c"),
          words(90, 1),
          words(200, 2),
          List.of(),
          "0");

  @Test
  void aClassifierShowsWhatItConfusesAndItsWorstMistakes() {
    Result trained = train(WORDS, TaskType.CLASSIFICATION);
    Map<String, Map<String, Object>> exhibits = exhibits(WORDS, trained);

    assertThat(exhibits).containsOnlyKeys(Attachment.CONFUSION, Attachment.MISTAKES);
    Map<String, Object> confusion = exhibits.get(Attachment.CONFUSION);
    assertThat(ExhibitsTest.<String>list(confusion, "labels")).isEqualTo(WORDS.labels());
    assertThat(ExhibitsTest.<Integer>list(confusion, "counts")).containsExactly(67, 67, 66);
    int right = sum(list(confusion, "right"));
    assertThat(right / 200.0).isCloseTo(trained.metrics().get("validation.accuracy"), within(1e-9));
    List<List<Integer>> pairs = list(confusion, "pairs");
    assertThat(pairs.stream().mapToInt(pair -> pair.get(2)).sum()).isEqualTo(200 - right);
    assertThat(pairs).isSortedAccordingTo((a, b) -> b.get(2) - a.get(2)).isNotEmpty();

    Map<String, Object> mistakes = exhibits.get(Attachment.MISTAKES);
    assertThat(mistakes).containsEntry("count", 200 - right).containsEntry("of", 200);
    List<Map<String, Object>> worst = list(mistakes, "mistakes");
    assertThat(worst).hasSizeLessThanOrEqualTo(20).isNotEmpty();
    double before = 0;
    for (Map<String, Object> mistake : worst) {
      assertThat(mistake.get("truth")).isNotEqualTo(mistake.get("answer"));
      String input = (String) mistake.get("input");
      assertThat((String) mistake.get("truth")).endsWith(input.substring(0, 1));
      double truth = ((Number) mistake.get("probability_of_truth")).doubleValue();
      assertThat(truth).isGreaterThanOrEqualTo(before);
      assertThat(((Number) mistake.get("probability")).doubleValue()).isGreaterThanOrEqualTo(truth);
      before = truth;
    }
  }

  @Test
  void longInputsAreShortened() {
    assertThat(Shortened.text("x".repeat(160))).hasSize(160);
    assertThat(Shortened.text("\uD83D\uDC26".repeat(200)))
        .isEqualTo("\uD83D\uDC26".repeat(160) + " … (200 characters)");
    assertThat(Shortened.series(List.of(new NumberColumn("x", 10, 2)), new float[] {0, 1, -1.5f}))
        .isEqualTo("10.00 12.00 7.000");
    assertThat(Shortened.series(List.of(NumberColumn.asItIs("x")), new float[100]))
        .isEqualTo("0.000 ".repeat(12) + "… (100 steps)");
  }

  @Test
  void seriesWithLabelsDoTheSame() {
    LabelledSeries data =
        (LabelledSeries) Datasets.load(BuiltinSpec.of(Builtin.CYLINDER_BELL_FUNNEL));
    Result trained = train(data, TaskType.CLASSIFICATION);
    Map<String, Map<String, Object>> exhibits = exhibits(data, trained);

    int right = sum(list(exhibits.get(Attachment.CONFUSION), "right"));
    assertThat((double) right / data.parts().validation().size())
        .isCloseTo(trained.metrics().get("validation.accuracy"), within(1e-9));
    assertThat(exhibits.get(Attachment.MISTAKES).get("mistakes").toString()).contains("… (");
  }

  @Test
  void numbersAreInTheirUnitsAndGiveTheErrorMeasured() {
    SplittableRandom random = new SplittableRandom(3);
    List<NumberSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      float[] values = new float[1 + random.nextInt(9)];
      values[0] = (float) random.nextDouble();
      sequences.add(new NumberSequence(values, 1, values[0]));
    }
    NumberCorpus data =
        new NumberCorpus(
            "first",
            List.of(NumberColumn.asItIs("x")),
            new NumberColumn("price", 5000, 300),
            new Parts<>(sequences, sequences, List.of()),
            "0");
    Result trained = train(data, TaskType.REGRESSION);
    Map<String, Object> predictions = exhibits(data, trained).get(Attachment.PREDICTIONS);

    assertThat(predictions).containsEntry("target", "price").containsEntry("of", 300);
    List<List<Double>> pairs = list(predictions, "pairs");
    assertThat(pairs.get(0).get(0)).isCloseTo(5000 + 300 * sequences.get(0).target(), within(0.1));
    double mae = pairs.stream().mapToDouble(p -> Math.abs(p.get(0) - p.get(1))).average().orElse(0);
    assertThat(mae).isCloseTo(trained.metrics().get("validation.mae"), within(0.1));
  }

  @Test
  void aForecastIsSetAgainstTheTruthAtEveryRow() {
    TimeSeries series =
        (TimeSeries)
            Datasets.load(
                new BuiltinSpec(
                    Builtin.SUNSPOTS,
                    Builtin.SUNSPOTS.split(),
                    Optional.of(new ForecastWindows(20, 3, false))));
    Result trained = train(series, TaskType.FORECASTING);
    Map<String, Object> forecast = exhibits(series, trained).get(Attachment.FORECAST);

    int rows = series.validation().count();
    List<Number> truth = list(forecast, "truth");
    List<Number> next = list(forecast, "next");
    List<Number> last = list(forecast, "last");
    assertThat(forecast)
        .containsEntry("row", series.validation().from())
        .containsEntry("rows", rows)
        .containsEntry("horizon", 3)
        .containsEntry("target", series.scaling().answer().name());
    assertThat(truth.get(0).doubleValue())
        .isCloseTo(series.target()[series.validation().from()], within(1e-3));
    assertThat(List.of(truth.size(), next.size(), last.size())).containsOnly(rows);
    // A window forecasts rows of this part only, so that the ends differ.
    assertThat(next.subList(rows - 2, rows)).containsOnlyNulls();
    assertThat(last.subList(0, 2)).containsOnlyNulls();
    double squares = 0;
    for (int row = 2; row < rows; row++) {
      squares += Math.pow(last.get(row).doubleValue() - truth.get(row).doubleValue(), 2);
    }
    double nrmse = Math.sqrt(squares / (rows - 2)) / series.deviation(series.validation());
    assertThat(nrmse).isCloseTo(trained.metrics().get("validation.nrmse_last"), within(1e-3));
  }

  @Test
  void aLanguageModelWritesTheSameForTheSameSeed() {
    TextCorpus text =
        new TextCorpus(
            "birds",
            false,
            new Parts<>(
                Collections.nCopies(20, "nightjar"), List.of("nightjar"), List.of("nightjar")),
            "0");
    Result trained = train(text, TaskType.LANGUAGE_MODEL);

    List<String> texts = list(exhibits(text, trained).get(Attachment.SAMPLES), "texts");
    assertThat(texts).hasSize(3);
    assertThat(texts).allMatch(sample -> sample.matches("[nightjar]*"));
    assertThat(texts).isEqualTo(list(exhibits(text, trained).get(Attachment.SAMPLES), "texts"));
    assertThat(json(Exhibits.of(text, model(trained), 6).get(0)).get("texts")).isNotEqualTo(texts);
  }

  @Test
  void musicGoesOnFromAPieceOfTheValidationPart() {
    MusicPiece scale =
        MusicPiece.of(IntStream.range(0, 20).mapToObj(i -> new int[] {60 + i}).toList());
    MusicCorpus music =
        new MusicCorpus("scales", new Parts<>(List.of(scale), List.of(scale), List.of(scale)), "0");
    Map<String, Object> piece =
        exhibits(music, train(music, TaskType.POLYPHONIC)).get(Attachment.PIECE);

    List<List<Integer>> chords = list(piece, "chords");
    assertThat(piece).containsEntry("given", 8);
    assertThat(chords).hasSize(64);
    assertThat(chords.subList(0, 3)).containsExactly(List.of(60), List.of(61), List.of(62));
  }

  @Test
  void tokensThatStandForNothingShowNothing() {
    List<TokenDocument> documents =
        List.of(TokenDocument.predictNext(new int[] {0, 1, 2, 0, 1, 2}));
    TokenCorpus tokens =
        new TokenCorpus("tokens", 3, false, new Parts<>(documents, documents, List.of()), "0");

    assertThat(Exhibits.of(tokens, model(train(tokens, TaskType.LANGUAGE_MODEL)), 1)).isEmpty();
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> Exhibits.of(WORDS, new byte[] {1, 2}, 1))
        .withMessageContaining("model");
  }
}
