package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.Documents;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.IdxFileSpec;
import dev.nightjar.zoo.data.IdxFiles;
import dev.nightjar.zoo.data.LabelledFileSpec;
import dev.nightjar.zoo.data.MusicFileSpec;
import dev.nightjar.zoo.data.SeriesFileSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.data.TableFormat;
import dev.nightjar.zoo.data.TextFileSpec;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.data.TimeSeriesFileSpec;
import dev.nightjar.zoo.text.PhraseSettings;
import dev.nightjar.zoo.text.WordTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of data set, from the file to its resolved form and back. */
class DatasetJsonTest {

  @TempDir Path folder;

  private static final TextLevel WORDS =
      new TextLevel.Words(
          new WordTokenizer(true, true), 77, 3, Optional.of(new PhraseSettings(1.5, 4)));

  static Stream<DatasetSpec> specs() {
    SplitSpec split = new SplitSpec(0.5, 0.25, 0.25);
    ForecastWindows windows = new ForecastWindows(7, 3, true);
    Stream<DatasetSpec> files =
        Stream.of(
            new LabelledFileSpec(Path.of("/a b.tsv"), TableFormat.CSV, "x: y", "true", split),
            TextFileSpec.of(Path.of("/a.txt"), Documents.ONE),
            new TextFileSpec(Path.of("/ü \"b\".txt"), Documents.LINES, split),
            new TextFileSpec(Path.of("/a.txt"), Documents.LINES, split, WORDS),
            new LabelledFileSpec(
                Path.of("/a.tsv"), TableFormat.TSV, "x", "y", split, TextLevel.words()),
            BuiltinSpec.of(Builtin.DICKENS, WORDS),
            new BuiltinSpec(Builtin.DICKENS, Optional.of(split)),
            new BuiltinSpec(Builtin.CO2, Optional.of(split), Optional.of(windows)),
            timeSeries(List.of(), Optional.empty(), Optional.empty(), windows),
            timeSeries(
                List.of("a", "no: b"),
                Optional.of("null"),
                Optional.of("2"),
                ForecastWindows.DEFAULT),
            series(List.of(), DatasetKind.NUMBERS),
            series(List.of("x", "true"), DatasetKind.LABELLED_SERIES),
            new MusicFileSpec(Path.of("/a.json"), Optional.empty()),
            new MusicFileSpec(Path.of("/a.json"), Optional.of(split)),
            new IdxFileSpec(idx("/a"), Optional.empty(), split),
            new IdxFileSpec(idx("/a"), Optional.of(idx("/b")), IdxFileSpec.BESIDE_TEST));
    return Stream.concat(files, Arrays.stream(Builtin.values()).map(BuiltinSpec::of));
  }

  private static IdxFiles idx(String name) {
    return new IdxFiles(Path.of(name + ".gz"), Path.of(name + "-labels.gz"));
  }

  private static DatasetSpec timeSeries(
      List<String> columns,
      Optional<String> target,
      Optional<String> time,
      ForecastWindows windows) {
    return new TimeSeriesFileSpec(
        Path.of("/a.csv"), TableFormat.CSV, columns, target, time, windows, SplitSpec.DEFAULT);
  }

  private static DatasetSpec series(List<String> columns, DatasetKind kind) {
    return new SeriesFileSpec(
        Path.of("/a.tsv"), TableFormat.TSV, columns, "id: 1", "y", kind, SplitSpec.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void readsBack(DatasetSpec spec) {
    assertThat(DatasetJson.read(DatasetJson.write(spec))).isEqualTo(spec);
  }

  @Test
  void everyDefaultIsExplicit() {
    assertThat(Json.write(DatasetJson.write(BuiltinSpec.of(Builtin.DICKENS))))
        .isEqualTo(
            "{\"builtin\":\"dickens\",\"level\":\"character\","
                + "\"split\":{\"test\":0.05,\"train\":0.9,\"validation\":0.05}}");
    assertThat(Json.write(DatasetJson.write(BuiltinSpec.of(Builtin.REBER))))
        .isEqualTo("{\"builtin\":\"reber\"}");
    assertThat(Json.write(DatasetJson.write(TextFileSpec.of(Path.of("/a.txt"), Documents.LINES))))
        .isEqualTo(
            "{\"documents\":\"lines\",\"format\":\"text\",\"level\":\"character\","
                + "\"path\":\"/a.txt\",\"split\":{\"test\":0.1,\"train\":0.8,\"validation\":0.1}}");
  }

  @Test
  void theDefaultsOfWords() throws IOException {
    assertThat(experiment("{builtin: dickens, level: word}").training().dataset())
        .isEqualTo(BuiltinSpec.of(Builtin.DICKENS, TextLevel.words()));
    assertThat(Json.write(DatasetJson.write(BuiltinSpec.of(Builtin.DICKENS, TextLevel.words()))))
        .contains(
            "\"level\":\"word\"",
            "\"vocabulary\":{\"line_ends\":false,\"lower_case\":false,\"max_size\":10000,"
                + "\"min_count\":2}");
    assertThat(
            experiment(
                    "{builtin: dickens, level: word, vocabulary: {line_ends: true, phrases: {}}}")
                .training()
                .dataset()
                .level())
        .isEqualTo(
            new TextLevel.Words(
                new WordTokenizer(false, true), 10_000, 2, Optional.of(PhraseSettings.DEFAULT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'builtin': 'ptb'}|built-in data set ptb",
        "{'builtin': 'dickens', 'level': 'line'}|level line",
        "{'path': 'a', 'format': 'xml', 'split': {}}|format xml",
        "{'path': 'a', 'format': 'text', 'documents': 'pages', 'split': {}}|kind of documents pages",
      })
  void refusesWhatALaterVersionWrote(String json, String what) {
    String shares = "{\"train\": 0.8, \"validation\": 0.1, \"test\": 0.1}";
    var node = Json.readObject("data", json.replace('\'', '"').replace("{}", shares));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetJson.read(node))
        .withMessage("the resolved definition names the " + what + ", which this Nightjar lacks");
  }

  private Experiment experiment(String dataset) throws IOException {
    return experiment("language-model", dataset);
  }

  private Experiment experiment(String task, String dataset) throws IOException {
    return ExperimentReader.read(
        Files.writeString(
            folder.resolve("experiment.yaml"),
            String.join(
                "\n",
                "version: 1",
                "name: text",
                "task: {type: " + task + "}",
                "dataset: " + dataset,
                "parameters: {model.hidden_size: {values: [8, 16]}}")),
        Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{builtin: dickens}",
        "{builtin: shakespeare, split: {train: 0.5, validation: 0.5, test: 0}}",
        "{builtin: reber}",
        "{builtin: copy}",
        "{path: 'a: b.txt'}",
        "{builtin: dickens, level: word}",
        "{path: 'a: b.txt', level: word, vocabulary: {max_size: 9, phrases: {threshold: 1.5}}}",
        "{path: 'a: b.txt', documents: lines, split: {train: 0.5, validation: 0.4, test: 0.1}}",
      })
  void aTrialsDefinitionNamesTheSameData(String dataset) throws IOException {
    Files.writeString(folder.resolve("a: b.txt"), "text");
    Experiment experiment = experiment(dataset);
    Experiment again =
        Examples.read(experiment.definitionFor(new Configuration(Map.of("model.hidden_size", 16))));
    assertThat(again.training().dataset()).isEqualTo(experiment.training().dataset());
    assertThat(again.training().type()).isEqualTo(experiment.training().type());
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).training().dataset())
        .isEqualTo(experiment.training().dataset());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forecasting|{builtin: co2}",
        "forecasting|{builtin: mackey-glass, window: 20, horizon: 3, difference: true}",
        "forecasting|{path: a.csv}",
        "forecasting|{path: a.csv, columns: [x, 'y: 2'], target: z, time: t, window: 9}",
        "regression|{path: a.csv}",
        "regression|{path: a.csv, series: id, columns: [x], target: '3', format: tsv}",
        "classification|{path: a.csv, series: id, split: {train: 0.5, validation: 0.5, test: 0}}",
        "classification|{path: a.csv, columns: [x, y], label: kind}",
        "classification|{builtin: cylinder-bell-funnel}",
        "classification|{path: a.csv, labels: a.csv, format: idx}",
        "classification|{path: a.csv, labels: a.csv, format: idx, test: {path: a.csv, labels: a.csv},"
            + " split: {train: 0.8, validation: 0.2, test: 0}}",
        "classification|{builtin: fashion-mnist-rows}",
        "polyphonic|{builtin: chords}",
        "polyphonic|{path: a.csv}",
        "polyphonic|{path: a.csv, format: json, split: {train: 0.5, validation: 0.5, test: 0}}",
        "classification|{path: a.csv, level: word, vocabulary: {lower_case: true, phrases: {}}}",
      })
  void aTrialsDefinitionNamesTheSameNumbers(String task, String dataset) throws IOException {
    Files.writeString(folder.resolve("a.csv"), "x");
    Experiment experiment = experiment(task, dataset);
    Experiment again =
        Examples.read(experiment.definitionFor(new Configuration(Map.of("model.hidden_size", 16))));
    assertThat(again.training().dataset()).isEqualTo(experiment.training().dataset());
    assertThat(again.training().type()).isEqualTo(experiment.training().type());
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).training().dataset())
        .isEqualTo(experiment.training().dataset());
  }

  @Test
  void theDefaultsOfTablesOfNumbers() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "x");
    assertThat(experiment("forecasting", "{path: a.csv, horizon: 4}").training().dataset())
        .isEqualTo(
            new TimeSeriesFileSpec(
                file,
                TableFormat.CSV,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new ForecastWindows(32, 4, false),
                SplitSpec.DEFAULT));
    assertThat(experiment("regression", "{path: a.csv}").training().dataset())
        .isEqualTo(
            new SeriesFileSpec(
                file,
                TableFormat.CSV,
                List.of(),
                "series",
                "target",
                DatasetKind.NUMBERS,
                SplitSpec.DEFAULT));
    assertThat(experiment("classification", "{path: a.csv, columns: [x]}").training().dataset())
        .isEqualTo(
            new SeriesFileSpec(
                file,
                TableFormat.CSV,
                List.of("x"),
                "series",
                "label",
                DatasetKind.LABELLED_SERIES,
                SplitSpec.DEFAULT));
  }

  @Test
  void theDefaultsOfImagesAndMusic() throws IOException {
    Path file = Files.writeString(folder.resolve("a.gz"), "x");
    IdxFiles files = new IdxFiles(file, file);
    assertThat(
            experiment("classification", "{path: a.gz, labels: a.gz, format: idx}")
                .training()
                .dataset())
        .isEqualTo(new IdxFileSpec(files, Optional.empty(), SplitSpec.DEFAULT));
    assertThat(
            experiment(
                    "classification",
                    "{path: a.gz, labels: a.gz, format: idx, test: {path: a.gz, labels: a.gz}}")
                .training()
                .dataset())
        .isEqualTo(new IdxFileSpec(files, Optional.of(files), new SplitSpec(0.9, 0.1, 0)));
    assertThat(experiment("polyphonic", "{path: a.gz}").training().dataset())
        .isEqualTo(new MusicFileSpec(file, Optional.empty()));
    assertThat(experiment("polyphonic", "{path: a.gz}").criteria().get(0).metric())
        .isEqualTo("validation.nll");
  }

  @Test
  void whatFilesOfImagesAreCalledIsNotPartOfTheFingerprint() throws IOException {
    for (String name : List.of("a", "b")) {
      Files.writeString(folder.resolve(name), "x");
    }
    String a = experiment("classification", "{path: a, labels: a, format: idx}").fingerprint("h");
    assertThat(experiment("classification", "{path: b, labels: b, format: idx}").fingerprint("h"))
        .isEqualTo(a);
    assertThat(
            experiment(
                    "classification",
                    "{path: a, labels: a, format: idx, test: {path: a, labels: a}}")
                .fingerprint("h"))
        .isNotEqualTo(a);
  }

  @Test
  void whereNumbersAreReadNothingIsEmbedded() throws IOException {
    Experiment experiment = experiment("classification", "{builtin: cylinder-bell-funnel}");
    assertThat(experiment.training().fixed()).doesNotContainKey("model.embedding_size");
    Experiment standard =
        Examples.read(
            "version: 1\nname: a\ntask: {type: classification}\n"
                + "dataset: {builtin: cylinder-bell-funnel}\nparameters: default\n");
    assertThat(standard.space().parameters())
        .isNotEmpty()
        .noneMatch(parameter -> parameter.name().equals("model.embedding_size"));
  }

  @Test
  void theFingerprintKnowsTheDocumentsButNotTheFolder() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "text");
    Files.writeString(folder.resolve("b.txt"), "text");
    String whole = experiment("{path: a.txt}").fingerprint("hash");
    assertThat(experiment("{path: b.txt, documents: one}").fingerprint("hash")).isEqualTo(whole);
    assertThat(experiment("{path: a.txt, documents: lines}").fingerprint("hash"))
        .isNotEqualTo(whole);
    assertThat(experiment("{path: a.txt}").fingerprint("other")).isNotEqualTo(whole);
  }

  static List<Path> examples() throws IOException {
    return Examples.trainings();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theDataOfTheExamplesIsThere(Path file) {
    DatasetSpec dataset = ExperimentReader.read(file, Map.of()).training().dataset();
    if (dataset.path().isPresent()) {
      assertThat(Datasets.load(dataset).sizes().validation()).isPositive();
    }
  }

  /** Music is often written in one line: the place is shown, not its beginning. */
  @Test
  void problemsOfMusicAreShownAtTheirPlace() throws IOException {
    String rest = "[[60], [62]], ".repeat(20);
    Path music = Files.writeString(folder.resolve("a.json"), "[" + rest + "[[60], [6]]]");
    Experiment experiment = experiment("polyphonic", "{path: a.json}");
    DatasetException malformed =
        catchThrowableOfType(
            DatasetException.class, () -> Datasets.load(experiment.training().dataset()));
    assertThat(experiment.training().explain(malformed).render())
        .isEqualTo(
            music
                + ":1:290: the pitch 6 is outside 21 to 108, the keys of a piano; for a rest, leave"
                + " the pitch out\n"
                + "    …]], [[60], [62]], [[60], [62]], [[60], [6]]]\n"
                + "                                             ^\n\n"
                + "1 error");
  }

  @Test
  void problemsOfSeveralFilesNameTheRightOne() throws IOException {
    Files.write(folder.resolve("a.gz"), new byte[] {0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5});
    Path labels = Files.write(folder.resolve("a-labels"), new byte[] {1});
    Experiment experiment =
        experiment(
            "classification",
            "{path: a-items, labels: a-labels, format: idx}"
                .replace(
                    "a-items", Files.move(folder.resolve("a.gz"), folder.resolve("a")).toString()));
    DatasetException malformed =
        catchThrowableOfType(
            DatasetException.class, () -> Datasets.load(experiment.training().dataset()));
    assertThat(experiment.training().explain(malformed).render())
        .startsWith(labels + ": not an IDX file: it should begin with two zero bytes");
  }

  @Test
  void problemsOfATextReadLikeThoseOfAnExperiment() throws IOException {
    Path text = folder.resolve("a.txt");
    Files.write(text, "fine\nnot fi\u00f1e\n".getBytes(StandardCharsets.ISO_8859_1));
    Experiment experiment = experiment("{path: a.txt}");
    DatasetException malformed =
        catchThrowableOfType(
            DatasetException.class, () -> Datasets.load(experiment.training().dataset()));
    assertThat(experiment.training().explain(malformed).render())
        .startsWith(text + ":2: not UTF-8 at byte 12 of the file; save the file as UTF-8");

    Files.writeString(text, "short");
    DatasetException tooShort =
        catchThrowableOfType(
            DatasetException.class, () -> Datasets.load(experiment.training().dataset()));
    assertThat(experiment.training().explain(tooShort).render())
        .startsWith(text + ": the text is too short for its split: of 5 characters the validation")
        .endsWith("2 errors");
  }
}
