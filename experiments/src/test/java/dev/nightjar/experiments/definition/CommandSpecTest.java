package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandSpecTest {

  private static final String FILE =
      """
      version: 1
      name: program
      task:
        type: command
        argv: [./train.sh, --optimizer, "{optimizer}", "--momentum={momentum}", 3, true, "{{}}"]
        env: {RATE: "r {learning rate}", HALF: "{momentum}", THREADS: 4}
        directory: code
      parameters:
        learning rate: {type: float, min: 1e-5, max: 1e3, log: true}
        optimizer: {values: [adam, sgd]}
        momentum: {type: float, min: 0, max: 1, when: {optimizer: sgd}}
      objective: {metric: "our error", target: 0.5}
      pruner: {type: median}
      """;

  @TempDir private Path folder;

  private Experiment read(String text) throws IOException {
    Files.createDirectories(folder.resolve("code"));
    return ExperimentReader.read(Files.writeString(folder.resolve("file.yaml"), text), Map.of());
  }

  private CommandSpec command() throws IOException {
    return (CommandSpec) read(FILE).task();
  }

  private static Configuration configuration(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i].toString(), pairs[i + 1]);
    }
    return new Configuration(values);
  }

  @Test
  void aFileIsReadWithItsDefaults() throws IOException {
    Experiment experiment = read(FILE);
    assertThat(experiment.criteria())
        .containsExactly(new Criterion("our error", Goal.MINIMIZE, OptionalDouble.of(0.5)));
    assertThat(experiment.pruner().type()).isEqualTo("median");
    assertThat(experiment.epochs(configuration())).isEqualTo(Long.MAX_VALUE);
    assertThat(command().workingDirectory()).isEqualTo(folder.resolve("code"));
    assertThatThrownBy(experiment::training)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("program has the task command, not a training");
    Experiment plain =
        read("version: 1\nname: a\ntask: {type: command, argv: [sh]}\nparameters: {}\n");
    assertThat(plain.criteria()).containsExactly(Criterion.minimize("value"));
    assertThat(((CommandSpec) plain.task()).workingDirectory()).isEqualTo(folder);
  }

  @Test
  void argumentsAndVariablesHoldTheValues() throws IOException {
    Configuration sgd = configuration("learning rate", 1e-4, "optimizer", "sgd", "momentum", 1.0);
    assertThat(command().commandLine(sgd))
        .containsExactly("./train.sh", "--optimizer", "sgd", "--momentum=1.0", "3", "true", "{}");
    assertThat(command().environment(sgd))
        .containsOnly(
            Map.entry("RATE", "r 0.0001"),
            Map.entry("HALF", "1.0"),
            Map.entry("THREADS", "4"),
            Map.entry("NIGHTJAR_PARAM_LEARNING_RATE", "0.0001"),
            Map.entry("NIGHTJAR_PARAM_OPTIMIZER", "sgd"),
            Map.entry("NIGHTJAR_PARAM_MOMENTUM", "1.0"));
  }

  @Test
  void whatNamesAnInactiveParameterIsLeftOut() throws IOException {
    Configuration adam = configuration("learning rate", 0.5, "optimizer", "adam");
    assertThat(command().commandLine(adam))
        .containsExactly("./train.sh", "--optimizer", "adam", "3", "true", "{}");
    assertThat(command().environment(adam))
        .doesNotContainKeys("HALF", "NIGHTJAR_PARAM_MOMENTUM")
        .containsEntry("RATE", "r 0.5");
  }

  @Test
  void aValueIsOneArgumentWhateverItHolds() throws IOException {
    String nasty = "a b; $(touch x) \"'`\n*";
    List<String> line = command().commandLine(configuration("optimizer", nasty));
    assertThat(line).containsExactly("./train.sh", "--optimizer", nasty, "3", "true", "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0E-4, 0.0001",
    "1.0E-7, 0.0000001",
    "1.0E-8, 1.0E-8",
    "3.0, 3.0",
    "1.0E14, 100000000000000.0",
    "1.0E15, 1.0E15",
    "-0.30000000000000004, -0.30000000000000004",
    "0.0, 0.0",
  })
  void numbersReadBackToTheLastBit(double value, String text) throws IOException {
    CommandSpec command = command();
    String written = command.environment(configuration("x", value)).get("NIGHTJAR_PARAM_X");
    assertThat(written).isEqualTo(text);
    assertThat(Double.parseDouble(written)).isEqualTo(value);
  }

  @Test
  void theFingerprintIsOfTheCommandAndNotOfWhereItLies() throws IOException {
    String fingerprint = read(FILE).fingerprint("");
    Files.createDirectories(folder.resolve("elsewhere/code"));
    Path moved = Files.writeString(folder.resolve("elsewhere/file.yaml"), FILE);
    assertThat(ExperimentReader.read(moved, Map.of()).fingerprint("")).isEqualTo(fingerprint);
    for (String[] change :
        new String[][] {
          {"adam, sgd", "adam, sgd, rms"},
          {"3, true", "4, true"},
          {"r {", "s {"},
          {"directory: code", "directory: ./code"},
          {"target: 0.5", "target: 0.6"}
        }) {
      assertThat(read(FILE.replace(change[0], change[1])).fingerprint(""))
          .as(change[1])
          .isNotEqualTo(fingerprint);
    }
    assertThat(read(FILE + "budget: {max_trials: 3}\nparallelism: 2\n").fingerprint(""))
        .isEqualTo(fingerprint);
  }

  @Test
  void aTrialsDefinitionRunsItAgain() throws IOException {
    Experiment experiment = read(FILE);
    SplittableRandom random = new SplittableRandom(1);
    int inactive = 0;
    for (int i = 0; i < 30; i++) {
      Configuration configuration = experiment.space().sample(random);
      // Wherever it is saved, it names the folder.
      Experiment again = Examples.read(experiment.definitionFor(configuration));
      CommandSpec command = (CommandSpec) again.task();
      Configuration only = again.space().sample(random);
      assertThat(only).isEqualTo(configuration);
      assertThat(again.space().size()).hasValue(1);
      assertThat(command.commandLine(only)).isEqualTo(command().commandLine(configuration));
      assertThat(command.environment(only)).isEqualTo(command().environment(configuration));
      assertThat(command.workingDirectory()).isEqualTo(folder.resolve("code"));
      assertThat(again.criteria().get(0).metric()).isEqualTo("our error");
      inactive += configuration.has("momentum") ? 0 : 1;
    }
    assertThat(inactive).isBetween(1, 29);
  }

  @Test
  void theResolvedFormReadsBack() throws IOException {
    Experiment experiment = read(FILE);
    Experiment back = Experiment.fromResolved(experiment.resolvedJson());
    assertThat(back.task()).isEqualTo(experiment.task());
    assertThat(back.resolvedJson()).isEqualTo(experiment.resolvedJson());
  }
}
