package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema for editors says what the reader says, as far as a schema can. */
class JsonSchemaTest {

  private static final com.networknt.schema.JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(JsonSchema.text());

  private static Set<ValidationMessage> complaints(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    JsonNode document = new ObjectMapper().valueToTree(new Load(settings).loadFromString(yaml));
    return SCHEMA.validate(document);
  }

  @Test
  void theCommittedSchemaIsTheGeneratedOne() throws IOException {
    // To renew it: java -jar nightjar.jar schema > experiments/experiment.schema.json
    assertThat(Files.readString(Path.of("experiment.schema.json")).replace("\r\n", "\n"))
        .isEqualToNormalizingNewlines(JsonSchema.text());
  }

  @Test
  void isADraft07Schema() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(JsonSchema.text());
    assertThat(schema.get("$schema").asText()).isEqualTo("http://json-schema.org/draft-07/schema#");
  }

  @ParameterizedTest
  @MethodSource("dev.nightjar.experiments.definition.Examples#files")
  void theExamplesAreValidForBoth(Path file) throws IOException {
    assertThatCode(() -> ExperimentReader.read(file, Map.of())).doesNotThrowAnyException();
    assertThat(complaints(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.nightjar.experiments.definition.WrongFilesTest#cases")
  void bothRefuseWhatIsWrong(GoldenCase wrong) {
    if (wrong.schemaCanTell()) {
      assertThat(complaints(wrong.yaml())).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "seed: -9223372036854775808",
        "seed: 9223372036854775807",
        "parallelism: 1",
        "keep_models: 0",
        "model: {cell_type: rnn, num_layers: 4, dropout: 0}",
        "model: {}",
        "model: {cell_type: tdnn, window: 1024, activation: relu, num_layers: 32}",
        "model: {cell_type: gru_cho, width_factor: 0.1, bidirectional: true, variational: true}",
        "model: {forget_bias: -5, input_dropout: 0.1, output_dropout: 0.95, recurrent_dropout: 0}",
        "training: {max_steps: 0, gradient_value_clipping: 0.5, label_smoothing: 0.1}",
        "training: {precision: bf16, weight_decay: 0.1}",
        "parameters: {training.precision: {values: [f32, bf16]},"
            + " model.width_factor: {type: float, min: 0.1, max: 2, log: true}}",
        "training: {lr_schedule: {type: cosine, warmup_fraction: 0.1}, nesterov: true}",
        "training: {lr_schedule.type: cosine}",
        "training: {learning_rate: 1}",
        "early_stopping: {}",
        "early_stopping: {patience: 0, min_delta: 0}",
        "pruner: {type: none}",
        "pruner: {type: median, min_trials: 1, min_epochs: 1, interval: 5}",
        "pruner: {type: percentile, percentile: 100, min_trials: 8}",
        "pruner: {type: patience, patience: 1, min_delta: 0.01, interval: 2}",
        "pruner: {type: asha, min_epochs: 2, reduction_factor: 3}",
        "pruner: {type: hyperband, max_epochs: 81}",
        "pruner: {type: wilcoxon, p_value: 0.05, min_epochs: 5}",
        "pruner: {type: curve, min_probability: 0, min_trials: 20}",
        "strategy: {type: bayesian, surrogate: tpe}",
        "strategy: {type: bayesian, surrogate: gp, cost_aware: true}",
        "strategy: {type: bayesian, cost_aware: false}",
        "strategy: {type: random}",
        "strategy: {type: genetic}",
        "strategy: {type: sobol}",
        "strategy: {type: grid}",
        "strategy: {type: grid, points: 1000}",
        "strategy: {type: grow}",
        "strategy: {type: evolution}\n"
            + "parameters: {model.hidden_size: {type: int, min: 8, max: 64, log: true}}",
        "objective: {metric: validation.accuracy}",
        "objective: [{metric: validation.accuracy}]",
        "objective: [{metric: validation.loss}, {metric: parameters}, {metric: predict_time,"
            + " goal: minimize, target: 0.5}, {metric: validation.macro_f1}]",
        "task: {type: regression}\ndataset: {builtin: adding}\n"
            + "objective: [{metric: validation.mae}, {metric: predict_time}]",
        "objective: {metric: validation.loss, goal: minimize, target: -1e-4}",
        "budget: {max_trials: 1, max_duration: 1h, max_trial_duration: 1h1m1s}",
        "budget: {max_duration: 100s, max_consecutive_failures: 1}",
        "budget: {max_trials: 100, min_improvement: 1e-3}",
        "budget: {max_trial_memory: 256MB}",
        "budget: {max_trial_memory: 1.5GB}",
        "parameters: {}",
        "parameters: {model.num_layers: {type: int, min: 1, max: 4}}",
        "parameters: {model.num_layers: {type: int, min: 1, max: 3, step: 2, log: false}}",
        "parameters: {model.hidden_size: {type: int, min: 1, max: 4096, log: true}}",
        "parameters: {model.dropout: {type: float, min: 0, max: 0.5, log: false}}",
        "parameters: {model.dropout: {values: [0, 0.5]}, training.nesterov: {values: [true, false]}}",
        "parameters: {model.cell_type: {values: [gru]},"
            + " model.num_layers: {values: [1, 2], when: {model.cell_type: gru}}}",
        "dataset: {builtin: names, split: {train: 0.5, validation: 0.5, test: 0}}",
        "dataset: {path: data/messages.tsv, format: csv, text: message, label: topic}",
        "task: {type: language-model}\ndataset: {builtin: dickens, level: character}",
        "task: {type: language-model}\n"
            + "dataset: {builtin: shakespeare, split: {train: 0.5, validation: 0.5, test: 0}}",
        "task: {type: language-model}\ndataset: {builtin: reber}\n"
            + "objective: {metric: validation.perplexity}",
        "task: {type: language-model}\ndataset: {builtin: copy}\n"
            + "objective: {metric: validation.bits_per_character, target: 0.1}",
        "task: {type: language-model}\ndataset: {path: data/messages.tsv, format: text,"
            + " documents: lines, level: character}",
        "task: {type: language-model}\ndataset: {path: data/messages.tsv, documents: one,"
            + " split: {train: 0.5, validation: 0.25, test: 0.25}}",
        "task: {type: language-model}\ndataset: {builtin: dickens, level: word}\n"
            + "objective: {metric: validation.perplexity}",
        "task: {type: language-model}\ndataset: {path: data/messages.tsv, level: word, vocabulary:"
            + " {max_size: 1, min_count: 1, lower_case: true, line_ends: true, phrases: {}}}",
        "dataset: {path: data/messages.tsv, text: message, label: topic, level: word, vocabulary:"
            + " {phrases: {threshold: 0, min_count: 1}}}",
        "task: {type: regression}\ndataset: {builtin: adding}\n"
            + "objective: {metric: validation.mae, goal: minimize}",
        "task: {type: regression}\ndataset: {path: data/messages.tsv, series: a, target: b}",
        "dataset: {path: data/messages.tsv, series: a, columns: [b, c], label: d}",
        "task: {type: forecasting}\ndataset: {builtin: co2, window: 10000, horizon: 1000,"
            + " difference: false, split: {train: 0.5, validation: 0.5, test: 0}}",
        "task: {type: forecasting}\ndataset: {path: data/messages.tsv, columns: [a, b], target: b,"
            + " time: t, window: 1, horizon: 1, difference: true}\n"
            + "objective: {metric: validation.nrmse_last}",
        "task: {type: polyphonic}\ndataset: {builtin: chords}\n"
            + "objective: {metric: validation.nll, target: 3}\ntraining: {sequence_length: 9}",
        "task: {type: polyphonic}\ndataset: {path: data/songs.json, format: json,"
            + " split: {train: 0.5, validation: 0.5, test: 0}}",
        "dataset: {builtin: fashion-mnist-rows}",
        "dataset: {path: data/songs.json, labels: data/songs.json, format: idx,"
            + " test: {path: data/songs.json, labels: data/songs.json}}",
      })
  void bothAcceptWhatIsRight(String lines) {
    String yaml = GoldenCase.of("right", lines + "\n", "").yaml();
    assertThatCode(() -> Examples.read(yaml)).doesNotThrowAnyException();
    assertThat(complaints(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task: {type: command, argv: [sh]}\nparameters: {}",
        "task: {type: command, argv: [sh, \"{any name}\", 3, true],"
            + " env: {A: \"{any name}\", B: 3}, directory: .}\n"
            + "parameters: {any name: {type: int, min: 0, max: 8, step: 2},"
            + " b: {values: [a, 1, true], when: {any name: [0, 2]}}}\n"
            + "objective: {metric: our own, goal: maximize, target: 3}\n"
            + "pruner: {type: asha}\nstrategy: {type: sobol}\nparallelism: 2\nseed: 3\n"
            + "budget: {max_trials: 3, max_trial_duration: 3s, max_trial_memory: 12GB}",
      })
  void bothAcceptCommands(String lines) {
    String yaml = GoldenCase.of("right", "!dataset\n" + lines + "\n", "").yaml();
    assertThatCode(() -> Examples.read(yaml)).doesNotThrowAnyException();
    assertThat(complaints(yaml)).isEmpty();
  }
}
