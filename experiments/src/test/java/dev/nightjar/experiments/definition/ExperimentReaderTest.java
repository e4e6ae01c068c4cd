package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.MemorySize;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Documents;
import dev.nightjar.zoo.data.LabelledFileSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.data.TableFormat;
import dev.nightjar.zoo.data.TextFileSpec;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.Hyperparameters;
import dev.nightjar.zoo.task.StandardSpaces;
import dev.nightjar.zoo.task.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExperimentReaderTest {

  private static final String DECAY = "training.weight_decay";

  @TempDir Path folder;

  @Test
  void fillsInEveryDefault() {
    Experiment experiment = Examples.read(Examples.SMALL);

    assertThat(experiment.name()).isEqualTo("small");
    assertThat(experiment.training().type()).isEqualTo(TaskType.CLASSIFICATION);
    assertThat(experiment.training().dataset()).isEqualTo(BuiltinSpec.of(Builtin.NAMES));
    assertThat(experiment.criteria()).containsExactly(Criterion.minimize("validation.loss"));
    assertThat(experiment.strategy())
        .isEqualTo(new StrategySpec("bayesian", Map.of("surrogate", "auto")));
    assertThat(experiment.training().earlyStopping()).isEqualTo(EarlyStoppingSpec.DEFAULT);
    assertThat(experiment.budget())
        .isEqualTo(new Budget(OptionalInt.empty(), Optional.empty(), Optional.empty(), 10));
    assertThat(experiment.parallelism()).isEmpty();
    assertThat(experiment.seed()).isEqualTo(42);
    assertThat(experiment.keepModels()).isEqualTo(10);
    assertThat(experiment.source()).isEqualTo(Examples.SMALL);
    Map<String, Object> defaults =
        Hyperparameters.complete(Hyperparameters.of(TaskType.CLASSIFICATION), Map.of());
    experiment.space().parameters().forEach(p -> defaults.remove(p.name()));
    assertThat(experiment.training().fixed()).isEqualTo(defaults);
  }

  @Test
  void theDefaultOfTheWeightDecayIsTheOptimisers() {
    assertThat(Examples.read(Examples.SMALL).training().fixed()).containsEntry(DECAY, 0.0);
    assertThat(Examples.read(Examples.SMALL + "training: {optimizer: adamw}\n").training().fixed())
        .containsEntry(DECAY, 0.01);
    assertThat(
            Examples.read(Examples.SMALL + "training: {optimizer: adamw, weight_decay: 0}\n")
                .training()
                .fixed())
        .containsEntry(DECAY, 0.0);
  }

  @Test
  void whereTheOptimiserIsSearchedTheTrialsKnowTheirWeightDecay() {
    String searched = Examples.SMALL + "  training.optimizer: {values: [adam, adamw]}\n";
    assertThat(Examples.read(searched).training().fixed()).doesNotContainKey(DECAY);
    assertThat(Examples.read(searched + "training: {weight_decay: 0.5}\n").training().fixed())
        .containsEntry(DECAY, 0.5);
  }

  @Test
  void aSearchedActivationMayMeetAnyCell() {
    String searched = Examples.SMALL + "  model.activation: {values: [tanh, relu]}\n";
    assertThat(Examples.read(searched).space().dimension()).isEqualTo(5);
    String fixed = Examples.SMALL + "model: {activation: relu, window: 7, forget_bias: 0}\n";
    assertThat(Examples.read(fixed).training().fixed()).containsEntry("model.activation", "relu");
  }

  @Test
  void readsTheSpaceInTheOrderOfTheFile() {
    assertThat(Examples.read(Examples.SMALL).space())
        .isEqualTo(
            SearchSpace.of(
                CategoricalParameter.of("model.cell_type", "rnn", "gru"),
                IntParameter.linear("model.num_layers", 1, 3),
                new FloatParameter(
                    "model.dropout",
                    0,
                    0.5,
                    false,
                    Optional.of(Condition.on("model.num_layers", 2, 3))),
                FloatParameter.log("training.learning_rate", 1e-4, 1e-1)));
  }

  @Test
  void readsEverySection() throws IOException {
    Path data = Files.writeString(folder.resolve("my data.csv"), "a,b\n");
    String yaml =
        """
        version: 1
        name: every-section_1.0
        task: {type: classification}
        dataset:
          path: my data.csv
          text: a
          label: b
          split: {train: 0.7, validation: 0.2, test: 0.1}
        objective: {metric: validation.accuracy, target: 0.9}
        strategy: {type: genetic}
        parameters: {model.hidden_size: {type: int, min: 8, max: 32, step: 8}}
        model: {cell_type: gru, dropout: 0}
        training:
          lr_schedule.type: plateau
          lr_schedule: {decay_rate: 0.5, patience: 3}
          nesterov: true
        early_stopping: {patience: 0, min_delta: 0}
        pruner: {type: median, min_trials: 8, min_epochs: 3}
        budget: {max_trials: 7, max_duration: 1h30m, max_trial_duration: 90s, max_trial_memory: 1.5GB}
        parallelism: 2
        seed: -1
        keep_models: 0
        """;
    Path file = Files.writeString(folder.resolve("experiment.yaml"), yaml);

    Experiment experiment = ExperimentReader.read(file, Map.of());

    assertThat(experiment.file()).isEqualTo(file);
    assertThat(experiment.training().dataset())
        .isEqualTo(
            new LabelledFileSpec(data, TableFormat.CSV, "a", "b", new SplitSpec(0.7, 0.2, 0.1)));
    assertThat(experiment.criteria())
        .containsExactly(
            new Criterion("validation.accuracy", Goal.MAXIMIZE, OptionalDouble.of(0.9)));
    assertThat(experiment.strategy()).isEqualTo(new StrategySpec("genetic", Map.of()));
    assertThat(experiment.training().fixed())
        .containsEntry("model.cell_type", "gru")
        .containsEntry("model.dropout", 0.0)
        .containsEntry("training.lr_schedule.type", "plateau")
        .containsEntry("training.lr_schedule.decay_rate", 0.5)
        .containsEntry("training.lr_schedule.patience", 3L)
        .containsEntry("training.nesterov", true);
    assertThat(experiment.training().earlyStopping()).isEqualTo(new EarlyStoppingSpec(0, 0));
    assertThat(experiment.pruner())
        .isEqualTo(
            new PrunerSpec("median", Map.of("min_trials", 8L, "min_epochs", 3L, "interval", 1L)));
    assertThat(experiment.budget())
        .isEqualTo(
            new Budget(
                    OptionalInt.of(7),
                    Optional.of(Duration.ofMinutes(90)),
                    Optional.of(Duration.ofSeconds(90)),
                    10)
                .withMaxTrialMemory(new MemorySize(1536)));
    assertThat(experiment.parallelism()).hasValue(2);
    assertThat(experiment.seed()).isEqualTo(-1);
    assertThat(experiment.keepModels()).isZero();
  }

  private static String languageModel(String dataset) {
    return """
        version: 1
        name: text
        task: {type: language-model}
        parameters: default
        """
        + "dataset: "
        + dataset
        + "\n";
  }

  @Test
  void aLanguageModelReadsBuiltInTextByPosition() {
    Experiment experiment = Examples.read(languageModel("{builtin: dickens}"));
    assertThat(experiment.training().type()).isEqualTo(TaskType.LANGUAGE_MODEL);
    assertThat(experiment.training().dataset())
        .isEqualTo(new BuiltinSpec(Builtin.DICKENS, Optional.of(new SplitSpec(0.9, 0.05, 0.05))));
    assertThat(experiment.criteria()).containsExactly(Criterion.minimize("validation.loss"));
    assertThat(experiment.space()).isEqualTo(StandardSpaces.of(TaskType.LANGUAGE_MODEL));
    assertThat(experiment.training().fixed())
        .containsEntry("training.sequence_length", 64L)
        .containsEntry("model.tie_weights", false);
    assertThat(
            Examples.read(
                    languageModel(
                        "{builtin: shakespeare, level: character,"
                            + " split: {train: 0.5, validation: 0.5, test: 0}}"))
                .training()
                .dataset())
        .isEqualTo(new BuiltinSpec(Builtin.SHAKESPEARE, Optional.of(new SplitSpec(0.5, 0.5, 0))));
  }

  @Test
  void aLanguageModelReadsFilesAsTextWhateverTheirEnding() throws IOException {
    Path text = Files.writeString(folder.resolve("book.csv"), "text");
    Path file = folder.resolve("experiment.yaml");
    Files.writeString(file, languageModel("{path: book.csv}"));
    assertThat(ExperimentReader.read(file, Map.of()).training().dataset())
        .isEqualTo(new TextFileSpec(text, Documents.ONE, new SplitSpec(0.9, 0.05, 0.05)));
    Files.writeString(
        file, languageModel("{path: book.csv, format: text, documents: lines, level: character}"));
    assertThat(ExperimentReader.read(file, Map.of()).training().dataset())
        .isEqualTo(new TextFileSpec(text, Documents.LINES, new SplitSpec(0.8, 0.1, 0.1)));
  }

  @Test
  void generatedDataHasNoSplit() {
    for (String name : List.of("reber", "copy")) {
      assertThat(Examples.read(languageModel("{builtin: " + name + "}")).training().dataset())
          .isEqualTo(BuiltinSpec.of(Builtin.of(name).orElseThrow()));
    }
  }

  @Test
  void aRegressionMinimisesItsOwnError() {
    Experiment experiment =
        Examples.read(
            """
            version: 1
            name: sums
            task: {type: regression}
            dataset: {builtin: adding}
            parameters: default
            """);
    assertThat(experiment.training().dataset()).isEqualTo(BuiltinSpec.of(Builtin.ADDING));
    assertThat(experiment.criteria()).containsExactly(Criterion.minimize("validation.mse"));
    assertThat(experiment.space()).isEqualTo(StandardSpaces.of(TaskType.REGRESSION));
    assertThat(experiment.training().fixed()).doesNotContainKey("model.embedding_size");
  }

  @ParameterizedTest
  @EnumSource(TaskType.class)
  void everyMetricOfATaskMayBeTheObjective(TaskType task) {
    String dataset = Builtin.labels(task.learnsFrom()).get(0);
    for (String metric : task.objectives()) {
      Experiment experiment =
          Examples.read(
              String.join(
                  "\n",
                  "version: 1",
                  "name: metrics",
                  "task: {type: " + task.label() + "}",
                  "dataset: {builtin: " + dataset + "}",
                  "objective: {metric: " + metric + "}",
                  "parameters: {}"));
      boolean large = metric.contains("accuracy") || metric.contains("f1");
      assertThat(experiment.criteria())
          .containsExactly(
              new Criterion(metric, large ? Goal.MAXIMIZE : Goal.MINIMIZE, OptionalDouble.empty()));
    }
  }

  @Test
  void readsSeveralObjectivesInTheirOrder() {
    Experiment experiment =
        Examples.read(
            Examples.SMALL
                + """
                objective:
                  - {metric: validation.accuracy, target: 0.7}
                  - {metric: parameters, target: 10000}
                  - {metric: predict_time}
                """);
    assertThat(experiment.criteria())
        .containsExactly(
            new Criterion("validation.accuracy", Goal.MAXIMIZE, OptionalDouble.of(0.7)),
            new Criterion("parameters", Goal.MINIMIZE, OptionalDouble.of(10_000)),
            Criterion.minimize("predict_time"));
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).criteria())
        .isEqualTo(experiment.criteria());
  }

  /** The file of one trial measures the same. */
  @Test
  void aTrialsOwnFileHasAllObjectives() {
    Experiment experiment =
        Examples.read(
            Examples.SMALL
                + "objective: [{metric: validation.loss, target: 1}, {metric: parameters}]\n");
    Configuration any = experiment.space().sample(new SplittableRandom(1));
    assertThat(Examples.read(experiment.definitionFor(any)).criteria())
        .containsExactly(Criterion.minimize("validation.loss"), Criterion.minimize("parameters"));
  }

  @Test
  void readsNumbersAsYaml12Does() {
    Experiment experiment =
        Examples.read(
            Examples.SMALL
                + "early_stopping: {min_delta: 1e-4}\nseed: 0x1F\nmodel: {hidden_size: 0o17}\n");
    assertThat(experiment.training().earlyStopping().minDelta()).isEqualTo(1e-4);
    assertThat(experiment.seed()).isEqualTo(31);
    assertThat(experiment.training().fixed()).containsEntry("model.hidden_size", 15L);
  }

  @Test
  void acceptsWindowsLineEndingsAByteOrderMarkAndAliases() throws IOException {
    String yaml =
        "\uFEFF"
            + Examples.SMALL.replace("values: [rnn, gru]", "values: &cells [rnn, gru]")
            + "training: {gradient_clipping: &one 1, weight_decay: *one}\n";
    Path file = Files.writeString(folder.resolve("a.yaml"), yaml.replace("\n", "\r\n"));
    Experiment experiment = ExperimentReader.read(file, Map.of());
    assertThat(experiment.training().fixed())
        .containsEntry("training.gradient_clipping", 1.0)
        .containsEntry("training.weight_decay", 1.0);
    String wrong = yaml.replace("name: small", "name: sm all").replace("\n", "\r\n");
    Path wrongFile = Files.writeString(folder.resolve("b.yaml"), wrong);
    assertThatThrownBy(() -> ExperimentReader.read(wrongFile, Map.of()))
        .isInstanceOfSatisfying(
            ExperimentException.class,
            e ->
                assertThat(e.problems().get(0).place())
                    .isEqualTo(new Place(wrongFile + ":2:7", 2, 7, "name: sm all", 6, 6)));
  }

  @Test
  void anEmptySpaceIsOneConfiguration() {
    String yaml = Examples.SMALL.substring(0, Examples.SMALL.indexOf("parameters:"));
    assertThat(Examples.read(yaml + "parameters: {}\n").space().size()).hasValue(1);
  }

  @Test
  void theStandardSpaceLeavesOutWhatIsFixed() {
    String yaml =
        Examples.SMALL.substring(0, Examples.SMALL.indexOf("parameters:"))
            + "parameters: default\n";
    SearchSpace standard = StandardSpaces.of(TaskType.CLASSIFICATION);
    assertThat(Examples.read(yaml).space()).isEqualTo(standard);

    SearchSpace one = Examples.read(yaml + "model: {num_layers: 1}\n").space();
    assertThat(names(one))
        .isNotEmpty()
        .doesNotContain("model.num_layers", "model.dropout")
        .hasSize(standard.dimension() - 2);

    SearchSpace two = Examples.read(yaml + "model: {num_layers: 2}\n").space();
    assertThat(names(two)).hasSize(standard.dimension() - 1).contains("model.dropout");
    assertThat(two.parameter("model.dropout").condition()).isEmpty();
  }

  private static List<String> names(SearchSpace space) {
    return space.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  void overridesReplaceAndAdd() {
    Experiment experiment =
        Examples.read(
            Examples.SMALL + "budget: {max_trials: 30, max_duration: 1h}\nparallelism:\n",
            Map.of(
                "budget.max_trials", "5",
                "training.epochs", "3",
                "training.lr_schedule.type", "cosine",
                "parameters.model.num_layers.max", "2",
                "parameters.model.dropout.when.model.num_layers", "[2]",
                "parameters.model.hidden_size", "{values: [8, 16]}",
                "parameters.training.batch_size.values", "[4]",
                "parallelism", "1",
                "name", "other"));
    assertThat(experiment.name()).isEqualTo("other");
    assertThat(experiment.budget().maxTrials()).hasValue(5);
    assertThat(experiment.budget().maxDuration()).contains(Duration.ofHours(1));
    assertThat(experiment.parallelism()).hasValue(1);
    assertThat(experiment.training().fixed())
        .containsEntry("training.epochs", 3L)
        .containsEntry("training.lr_schedule.type", "cosine");
    assertThat(experiment.space().parameter("model.num_layers"))
        .isEqualTo(IntParameter.linear("model.num_layers", 1, 2));
    assertThat(experiment.space().parameter("model.dropout").condition())
        .contains(Condition.on("model.num_layers", 2));
    assertThat(experiment.space().parameter("model.hidden_size"))
        .isEqualTo(CategoricalParameter.of("model.hidden_size", 8L, 16L));
    assertThat(experiment.space().parameter("training.batch_size"))
        .isEqualTo(CategoricalParameter.of("training.batch_size", 4L));
  }

  @Test
  void anOverrideMayRepairTheFile() {
    String yaml = Examples.SMALL.replace("name: small", "name: sm all");
    assertThat(Examples.read(yaml, Map.of("name", "small")).name()).isEqualTo("small");
  }

  @Test
  void fixingASearchedParameterByOverrideNamesBothPlaces() {
    assertThatThrownBy(() -> Examples.read(Examples.SMALL, Map.of("model.cell_type", "gru")))
        .isInstanceOfSatisfying(
            ExperimentException.class,
            e ->
                assertThat(e.render())
                    .isEqualTo(
                        """
                        test.yaml:6:3: model.cell_type is both fixed and searched
                              model.cell_type: {values: [rnn, gru]}
                              ^^^^^^^^^^^^^^^
                          it is fixed at -S model.cell_type=gru; remove one of both

                        1 error"""));
  }

  @Test
  void saysWhatIsWrongWithTheFileItself() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThat(message(missing))
        .isEqualTo(
            missing + ": there is no such file\n  looked for it at " + missing + "\n\n1 error");
    assertThat(message(folder))
        .isEqualTo(
            folder + ": this is a folder, not a file\n  name the experiment file in it\n\n1 error");
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28, 0});
    assertThat(message(binary))
        .isEqualTo(
            binary
                + ": not YAML: the bytes after the first 3 are no text in UTF-8\n"
                + "  save the file as text in UTF-8\n\n1 error");
  }

  @Test
  void refusesAnAliasBombOfTenMegabytesByItsSize() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; bomb.length() < 10_000_000; i++) {
      bomb.append("a" + i + ": &a" + i + " [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
    }
    Path file = Files.writeString(folder.resolve("bomb.yaml"), bomb);
    assertThat(message(file))
        .isEqualTo(
            file
                + ": the file is too large: an experiment file has at most 1048576 bytes\n\n1 error");
  }

  @Test
  void refusesASmallAliasBombByWhatItUnfoldsTo() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a" + i + ": &a" + i + " [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(8)).append("x]\n");
    }
    ExperimentException exception =
        catchThrowableOfType(ExperimentException.class, () -> Examples.read(bomb.toString()));
    assertThat(exception.problems()).hasSize(1);
    assertThat(exception.getMessage())
        .isEqualTo(
            "test.yaml:5:25: too large: with its aliases spelled out the text has more than 20000"
                + " values");
  }

  @Test
  void refusesTooManyAliasesAndTooDeepNesting() {
    String aliases = "a: &a 1\nb: [" + "*a, ".repeat(101) + "1]\n";
    assertThatThrownBy(() -> Examples.read(aliases))
        .hasMessage("test.yaml:2:405: more than 100 aliases such as *a");
    assertThatThrownBy(() -> Examples.read("a: " + "[".repeat(100_000)))
        .hasMessage("test.yaml:1:23: nested deeper than 20 levels");
    assertThatThrownBy(() -> Examples.read("? ".repeat(100_000)))
        .hasMessage("test.yaml:1:41: nested deeper than 20 levels");
  }

  /** The YAML library failed where such a character crossed the end of its buffer. */
  @Test
  void readsCharactersBeyondTheBasicPlaneAtAnyPlace() {
    for (int length = 1000; length < 1050; length++) {
      String comment = "# " + "-".repeat(length) + "\uD83D\uDC26".repeat(20) + "\n";
      assertThat(Examples.read(comment + Examples.SMALL).name()).isEqualTo("small");
    }
  }

  /** An operator of a constraint is repeated, whatever it is. */
  @Test
  void noWordOfAProblemCanSteerATerminal() {
    assertThatThrownBy(
            () ->
                Examples.read(
                    Examples.SMALL + "constraints: [\"model.num_layers \\e[31m\u202E < 3\"]\n"))
        .isInstanceOfSatisfying(
            ExperimentException.class,
            e ->
                assertThat(e.render())
                    .contains("constraints: ")
                    .doesNotContain("\u001b", "\u202E"));
  }

  @Test
  void showsAtMostFiftyProblems() {
    StringBuilder yaml = new StringBuilder(Examples.SMALL);
    for (int i = 0; i < 60; i++) {
      yaml.append("x").append(i).append(": 1\n");
    }
    ExperimentException exception =
        catchThrowableOfType(ExperimentException.class, () -> Examples.read(yaml.toString()));
    assertThat(exception.problems()).hasSize(60);
    assertThat(exception.render()).endsWith("60 errors, of which the first 50 are shown");
  }

  private static String message(Path file) {
    return catchThrowableOfType(
            ExperimentException.class, () -> ExperimentReader.read(file, Map.of()))
        .render();
  }
}
