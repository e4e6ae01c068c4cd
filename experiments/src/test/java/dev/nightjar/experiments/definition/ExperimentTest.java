package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentTest {

  @TempDir Path folder;

  @Test
  void resolvesToCanonicalJson() {
    String yaml =
        Examples.SMALL
            + """
            objective: {metric: validation.macro_f1, target: 0.5}
            model: {hidden_size: 16}
            budget: {max_duration: 1h30m, max_trial_memory: 2048MB}
            parallelism: 3
            """;
    assertThat(Examples.read(yaml).resolvedJson())
        .isEqualTo(
            """
            {"budget":{"max_consecutive_failures":10,"max_duration":"1h30m",\
            "max_trial_memory":"2GB"},\
            "dataset":{"builtin":"names","split":{"test":0.1,"train":0.8,"validation":0.1}},\
            "early_stopping":{"min_delta":1.0E-4,"patience":3},\
            "fixed":{"model.activation":"tanh","model.bidirectional":false,\
            "model.embedding_epochs":10,"model.embedding_init":"random",\
            "model.embedding_negatives":5,"model.embedding_size":32,\
            "model.embedding_subsampling":0.001,"model.embedding_training":"fine_tuned",\
            "model.embedding_window":5,"model.forget_bias":1.0,"model.hidden_size":16,\
            "model.input_dropout":0.0,"model.input_noise":0.0,"model.output_dropout":0.0,\
            "model.recurrent_dropout":0.0,\
            "model.variational":false,"model.width_factor":1.0,"model.window":5,\
            "training.batch_size":32,"training.epochs":30,"training.gradient_clipping":1.0,\
            "training.gradient_value_clipping":0.0,"training.label_smoothing":0.0,\
            "training.lr_schedule.decay_rate":0.9,"training.lr_schedule.min_factor":0.01,\
            "training.lr_schedule.patience":2,"training.lr_schedule.step_size":5,\
            "training.lr_schedule.type":"constant","training.lr_schedule.warmup_fraction":0.0,\
            "training.max_steps":0,"training.momentum":0.9,"training.nesterov":false,\
            "training.optimizer":"adam","training.precision":"f32",\
            "training.weight_decay":0.0},"keep_models":10,"name":"small",\
            "objective":[{"goal":"maximize","metric":"validation.macro_f1","target":0.5}],\
            "parallelism":3,\
            "parameters":[{"name":"model.cell_type","type":"choice","values":["rnn","gru"]},\
            {"log":false,"max":3,"min":1,"name":"model.num_layers","step":1,"type":"int"},\
            {"log":false,"max":0.5,"min":0.0,"name":"model.dropout","type":"float",\
            "when":{"model.num_layers":[2,3]}},\
            {"log":true,"max":0.1,"min":1.0E-4,"name":"training.learning_rate","type":"float"}],\
            "pruner":{"type":"none"},"seed":42,"strategy":{"surrogate":"auto","type":"bayesian"},\
            "task":{"type":"classification"},"version":1}""");
  }

  @ParameterizedTest
  @MethodSource("dev.nightjar.experiments.definition.Examples#files")
  void theResolvedFormReadsBack(Path file) {
    Experiment experiment = ExperimentReader.read(file, Map.of());
    Experiment back = Experiment.fromResolved(experiment.resolvedJson());
    assertThat(back)
        .usingRecursiveComparison()
        .ignoringFields("file", "source", "task", "space")
        .isEqualTo(experiment);
    assertThat(back.task()).isEqualTo(experiment.task());
    assertThat(back.space()).isEqualTo(experiment.space());
    assertThat(back.resolvedJson()).isEqualTo(experiment.resolvedJson());
    assertThat(back.fingerprint("x")).isEqualTo(experiment.fingerprint("x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strategy: {type: grid}             | {\"points\":10,\"type\":\"grid\"}",
        "strategy: {type: grid, points: 3}  | {\"points\":3,\"type\":\"grid\"}",
        "strategy: {type: sobol}            | {\"type\":\"sobol\"}",
      })
  void theStrategysOptionsReadBack(String line, String resolved) {
    Experiment experiment = Examples.read(Examples.SMALL + line + "\n");
    assertThat(experiment.resolvedJson()).contains("\"strategy\":" + resolved);
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).strategy())
        .isEqualTo(experiment.strategy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: median}     | {\"interval\":1,\"min_epochs\":2,\"min_trials\":5,\"type\":\"median\"}",
        "{type: percentile, percentile: 60, interval: 3} | {\"interval\":3,\"min_epochs\":2,"
            + "\"min_trials\":5,\"percentile\":60.0,\"type\":\"percentile\"}",
        "{type: patience, min_delta: 1} | {\"interval\":1,\"min_delta\":1.0,\"min_epochs\":2,"
            + "\"min_trials\":5,\"patience\":2,\"type\":\"patience\"}",
        "{type: asha, reduction_factor: 4} | {\"min_epochs\":2,\"reduction_factor\":4,"
            + "\"type\":\"asha\"}",
        "{type: hyperband}  | {\"max_epochs\":30,\"min_epochs\":2,\"reduction_factor\":2,"
            + "\"type\":\"hyperband\"}",
        "{type: hyperband, max_epochs: 9} | {\"max_epochs\":9,\"min_epochs\":2,"
            + "\"reduction_factor\":2,\"type\":\"hyperband\"}",
        "{type: wilcoxon}   | {\"min_epochs\":4,\"p_value\":0.1,\"type\":\"wilcoxon\"}",
        "{type: curve}      | {\"interval\":1,\"min_epochs\":2,\"min_probability\":0.05,"
            + "\"min_trials\":10,\"type\":\"curve\"}",
      })
  void thePrunersOptionsReadBack(String section, String resolved) {
    Experiment experiment = Examples.read(Examples.SMALL + "pruner: " + section + "\n");
    assertThat(experiment.resolvedJson()).contains("\"pruner\":" + resolved);
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).pruner())
        .isEqualTo(experiment.pruner());
  }

  @Test
  void hyperbandDividesTheMostEpochsThatATrainingMayHave() {
    String hyperband = Examples.SMALL + "pruner: {type: hyperband}\n";
    assertThat(Examples.read(hyperband + "training: {epochs: 12}\n").pruner().whole("max_epochs"))
        .isEqualTo(12);
    String searched = hyperband.replace("parameters:\n", "parameters:\n  training.epochs: %s\n");
    assertThat(
            Examples.read(String.format(Locale.ROOT, searched, "{type: int, min: 3, max: 20}"))
                .pruner()
                .whole("max_epochs"))
        .isEqualTo(20);
    Experiment choice = Examples.read(String.format(Locale.ROOT, searched, "{values: [8, 16, 4]}"));
    assertThat(choice.pruner().whole("max_epochs")).isEqualTo(16);
    Configuration configuration = choice.space().sample(new SplittableRandom(1));
    assertThat(choice.epochs(configuration)).isEqualTo(configuration.integer("training.epochs"));
    assertThat(Examples.read(hyperband).epochs(new Configuration(Map.of()))).isEqualTo(30);
  }

  @Test
  void anOptionThatAPrunerHasNotIsAnError() {
    PrunerSpec asha = new PrunerSpec("asha", Map.of("min_epochs", 2L));
    assertThat(asha.whole("min_epochs")).isEqualTo(2);
    assertThatThrownBy(() -> asha.real("percentile"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pruner asha has no number percentile among {min_epochs=2}");
    assertThatThrownBy(() -> PrunerSpec.NONE.whole("min_epochs"))
        .hasMessage("pruner none has no whole number min_epochs among {}");
  }

  @Test
  void anOptionThatAStrategyHasNotIsAnError() {
    assertThat(new StrategySpec("grid", Map.of("points", 7L)).whole("points")).isEqualTo(7);
    assertThatThrownBy(() -> new StrategySpec("sobol", Map.of()).whole("points"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("strategy sobol has no whole number points among {}");
  }

  @Test
  void refusesAResolvedFormOfAnotherVersion() {
    String json = Examples.read(Examples.SMALL).resolvedJson();
    assertThatThrownBy(
            () -> Experiment.fromResolved(json.replace("\"version\":1}", "\"version\":2}")))
        .hasMessage("the resolved definition has version 2, but this Nightjar reads version 1");
    assertThatThrownBy(() -> Experiment.fromResolved("{}"))
        .hasMessage("\"version\" is missing in {}");
    assertThatThrownBy(() -> Experiment.fromResolved("nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a resolved definition is not JSON");
  }

  @Test
  void constraintsAndWhatIsTriedFirstSurviveTheResolvedForm() {
    Experiment experiment =
        Examples.read(
            Examples.SMALL
                + """
                constraints: [model.num_layers * model.hidden_size <= 100]
                model: {hidden_size: 40}
                enqueue: [{model.num_layers: 2, model.dropout: 0}]
                warm_start: {study: earlier}
                """);
    assertThat(experiment.resolvedJson())
        .contains(
            "\"constraints\":[\"model.num_layers * model.hidden_size <= 100\"],",
            "\"enqueue\":[{\"model.dropout\":0.0,\"model.num_layers\":2}],");
    Experiment back = Experiment.fromResolved(experiment.resolvedJson());
    assertThat(back.space()).isEqualTo(experiment.space());
    assertThat(back.enqueue()).isEqualTo(experiment.enqueue());
    assertThat(back.warmStart()).contains("earlier");
    Configuration three = new Configuration(Map.of("model.num_layers", 3));
    assertThat(back.space().allows(three)).isFalse();
  }

  @Test
  void aProgramHasConstraintsAndAListToo() {
    Experiment experiment =
        Examples.read(
            """
            version: 1
            name: program
            task: {type: command, argv: [./train.sh, "{x}", "{n}"]}
            parameters: {x: {type: float, min: 0, max: 9}, n: {type: int, min: 1, max: 9}}
            constraints: [x * n <= 9]
            enqueue: [{x: 0.5}]
            warm_start: {study: earlier}
            """);
    Experiment back = Experiment.fromResolved(experiment.resolvedJson());
    assertThat(back.space()).isEqualTo(experiment.space());
    assertThat(back.space().allows(new Configuration(Map.of("x", 2.0, "n", 5)))).isFalse();
    assertThat(back.enqueue()).containsExactly(new Configuration(Map.of("x", 0.5)));
    assertThat(back.warmStart()).contains("earlier");
  }

  @Test
  void whereTrialsRunReadsBack() {
    for (String yaml :
        List.of(
            "executor: {type: local}\n",
            "executor: {type: spark, master: 'local[2]', slots: 2}\n",
            "executor: {type: spark}\nparallelism: 3\n")) {
      Experiment experiment = Examples.read(Examples.SMALL + yaml);
      assertThat(Experiment.fromResolved(experiment.resolvedJson()).executor())
          .as(yaml)
          .isEqualTo(experiment.executor());
    }
    ExecutorSpec cluster =
        Examples.read(Examples.SMALL + "executor: {type: spark}\nparallelism: 3\n").executor();
    assertThat(cluster).isEqualTo(new ExecutorSpec("spark", Optional.empty(), OptionalInt.of(3)));
  }

  @Test
  void theFingerprintIgnoresLayoutAndLimits() {
    String fingerprint = Examples.read(Examples.SMALL).fingerprint("hash");
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    String[] same = {
      "# a comment\n" + Examples.SMALL,
      Examples.SMALL.replace("{values: [rnn, gru]}", "\n    values:\n      - rnn\n      - gru"),
      Examples.SMALL.replace("1e-4", "0.0001"),
      Examples.SMALL + "budget: {max_trials: 3, max_duration: 2h, max_trial_memory: 1GB}\n",
      Examples.SMALL + "parallelism: 3\n",
      Examples.SMALL + "executor: {type: spark, master: 'spark://host:7077', slots: 8}\n",
      Examples.SMALL + "keep_models: 1\n",
      Examples.SMALL + "seed: 42\nstrategy: {type: bayesian, surrogate: auto}\n",
      Examples.SMALL + "training: {epochs: 30}\n",
      Examples.SMALL + "pruner: {type: none}\n",
      Examples.SMALL + "training: {weight_decay: 0}\n",
      Examples.SMALL + "enqueue: [{model.num_layers: 2}]\n",
    };
    for (String yaml : same) {
      assertThat(Examples.read(yaml).fingerprint("hash")).as(yaml).isEqualTo(fingerprint);
    }
  }

  @Test
  void theFingerprintSeesWhatMatters() {
    Experiment experiment = Examples.read(Examples.SMALL);
    String fingerprint = experiment.fingerprint("hash");
    assertThat(experiment.fingerprint("other")).isNotEqualTo(fingerprint);
    String[] different = {
      Examples.SMALL.replace("max: 0.5", "max: 0.6"),
      Examples.SMALL.replace("[2, 3]", "[3]"),
      Examples.SMALL.replace("[rnn, gru]", "[gru, rnn]"),
      Examples.SMALL.replace("name: small", "name: large"),
      Examples.SMALL + "seed: 43\n",
      Examples.SMALL + "strategy: {type: random}\n",
      Examples.SMALL + "pruner: {type: asha}\n",
      Examples.SMALL + "training: {epochs: 31}\n",
      Examples.SMALL + "early_stopping: {patience: 4}\n",
      Examples.SMALL + "constraints: [model.num_layers < 3]\n",
      Examples.SMALL + "warm_start: {study: earlier}\n",
      Examples.SMALL + "objective: {metric: validation.loss, target: 0.1}\n",
      Examples.SMALL.replace(
          "builtin: names", "builtin: names, split: {train: 0.7, validation: 0.2, test: 0.1}"),
    };
    for (String yaml : different) {
      assertThat(Examples.read(yaml).fingerprint("hash")).as(yaml).isNotEqualTo(fingerprint);
    }
  }

  @Test
  void theFingerprintDoesNotDependOnWhereTheDataLies() throws IOException {
    String yaml = Examples.SMALL.replace("builtin: names", "path: data.tsv");
    String[] fingerprints = new String[2];
    for (int i = 0; i < 2; i++) {
      Path home = Files.createDirectory(folder.resolve("home" + i));
      Files.writeString(home.resolve("data.tsv"), "text\tlabel\n");
      Path file = Files.writeString(home.resolve("experiment.yaml"), yaml);
      fingerprints[i] = ExperimentReader.read(file, Map.of()).fingerprint("hash");
    }
    assertThat(fingerprints[0]).isEqualTo(fingerprints[1]);
  }

  @ParameterizedTest
  @MethodSource("dev.nightjar.experiments.definition.Examples#trainings")
  void aTrialsDefinitionFixesItsValues(Path file) {
    Experiment experiment = ExperimentReader.read(file, Map.of());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      Configuration configuration = experiment.space().sample(random);
      Experiment again = Examples.read(experiment.definitionFor(configuration));

      assertThat(again.name()).startsWith(experiment.name() + "-").isNotEqualTo(experiment.name());
      assertThat(again.space()).isEqualTo(SearchSpace.of());
      Map<String, Object> expected = new LinkedHashMap<>(experiment.training().fixed());
      expected.putAll(configuration.values());
      assertThat(again.training().fixed()).containsAllEntriesOf(expected);
      assertThat(again.training().dataset()).isEqualTo(experiment.training().dataset());
      assertThat(again.training().earlyStopping()).isEqualTo(experiment.training().earlyStopping());
      assertThat(again.seed()).isEqualTo(experiment.seed());
      assertThat(again.budget().maxTrials()).hasValue(1);
    }
  }

  /**
   * What its cell cannot have is left out, and reads back as the default, which it trained with.
   */
  @Test
  void aTrialsDefinitionSaysOnlyWhatItsCellCanHave() {
    Experiment experiment =
        Examples.read(
            Examples.SMALL.replace("[rnn, gru]", "[rnn, gru, tdnn]")
                + "  model.activation: {values: [tanh, relu]}\n"
                + "  model.bidirectional: {values: [true, false]}\n"
                + "  training.optimizer: {values: [sgd, adamw]}\n");
    SplittableRandom random = new SplittableRandom(2);
    int relus = 0;
    for (int i = 0; i < 50; i++) {
      Configuration configuration = experiment.space().sample(random);
      String definition = experiment.definitionFor(configuration);
      Map<String, Object> again = Examples.read(definition).training().fixed();
      Object cell = configuration.get("model.cell_type").orElseThrow();
      Object activation = configuration.get("model.activation").orElseThrow();
      Object bidirectional = configuration.get("model.bidirectional").orElseThrow();
      Object optimizer = configuration.get("training.optimizer").orElseThrow();
      assertThat(again)
          .containsEntry("model.cell_type", cell)
          .containsEntry("model.activation", cell.equals("gru") ? "tanh" : activation)
          .containsEntry("model.bidirectional", cell.equals("tdnn") ? false : bidirectional)
          .containsEntry("training.weight_decay", optimizer.equals("adamw") ? 0.01 : 0.0);
      assertThat(definition).contains("\n  weight_decay: ");
      relus += again.get("model.activation").equals("relu") ? 1 : 0;
    }
    assertThat(relus).isPositive();
  }

  @Test
  void explainsADatasetLikeAnExperimentFile() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("data.tsv"), "text\tlabel\na\tx\nb\ttoo\tmany\nc\tx\n\td\n");
    Path file =
        Files.writeString(
            folder.resolve("experiment.yaml"),
            Examples.SMALL.replace("builtin: names", "path: data.tsv"));
    Experiment experiment = ExperimentReader.read(file, Map.of());
    DatasetException exception =
        catchThrowableOfType(
            DatasetException.class, () -> Datasets.load(experiment.training().dataset()));
    String text = experiment.training().explain(exception).render();
    assertThat(text)
        .startsWith(data + ":3: ")
        .contains("\n    b too many\n")
        .contains("\n\n" + data + ":5: ")
        .endsWith("2 errors");

    DatasetException other = new DatasetException(data + ": the file is empty");
    assertThat(experiment.training().explain(other).render())
        .isEqualTo(data + ": the file is empty\n\n1 error");
    assertThat(experiment.training().explain(new DatasetException("gone: 3")).render())
        .isEqualTo(data + ": gone: 3\n\n1 error");
  }
}
