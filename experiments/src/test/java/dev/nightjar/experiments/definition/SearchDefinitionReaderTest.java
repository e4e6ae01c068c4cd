package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchDefinitionReaderTest {

  private static SearchDefinition read(String yaml) {
    return read(yaml, Optional.empty());
  }

  private static SearchDefinition read(String yaml, Optional<String> strategy) {
    return SearchDefinitionReader.read(Path.of("space.yaml"), yaml, strategy);
  }

  private static String problems(String yaml) {
    return catchThrowableOfType(ExperimentException.class, () -> read(yaml)).render();
  }

  private static String problems(String yaml, String strategy) {
    return catchThrowableOfType(ExperimentException.class, () -> read(yaml, Optional.of(strategy)))
        .render();
  }

  @Test
  void readsAnyNamesAndLeavesTheRestOfTheFileAlone() {
    SearchDefinition definition =
        read(
            """
            version: 7
            name: "not a name!"
            task: {type: none such}
            dataset: 3
            model: {hidden_size: many}
            finalists: {top: 3}
            parameters:
              x: {type: float, min: -5, max: 10}
              Größe in cm: {type: float, min: 1e-4, max: 1, log: true}
              n: {type: int, min: 2, max: 20, step: 3}
              mode: {values: [off, 1, 2.5, true, 2]}
              model.dropout: {type: float, min: 0, max: 7, when: {mode: [2.5, off], n: 2}}
            objective: {metric: my error, goal: maximize, target: 3}
            strategy: {type: grid, points: 4}
            pruner: {type: asha, reduction_factor: 3}
            seed: -1
            """);
    assertThat(definition)
        .isEqualTo(
            new SearchDefinition(
                SearchSpace.of(
                    FloatParameter.linear("x", -5, 10),
                    FloatParameter.log("Größe in cm", 1e-4, 1),
                    new IntParameter("n", 2, 20, false, 3, Optional.empty()),
                    CategoricalParameter.of("mode", "off", 1, 2.5, true, 2),
                    new FloatParameter(
                        "model.dropout",
                        0,
                        7,
                        false,
                        Optional.of(
                            new Condition(Map.of("mode", List.of(2.5, "off"), "n", List.of(2L)))))),
                List.of(),
                List.of(new Criterion("my error", Goal.MAXIMIZE, OptionalDouble.of(3))),
                new StrategySpec("grid", Map.of("points", 4L)),
                new PrunerSpec("asha", Map.of("min_epochs", 2L, "reduction_factor", 3L)),
                -1));
  }

  @Test
  void readsConstraintsAndWhatIsTriedFirst() {
    SearchDefinition definition =
        read(
            """
            parameters:
              x: {type: float, min: 0, max: 10}
              Größe: {type: int, min: 1, max: 9}
              size in cm: {values: [1, 2.5]}
            constraints: [x * Größe <= 20]
            enqueue:
              - {x: 2, size in cm: 1.0}
              - {Größe: 9}
            """);
    assertThat(definition.space().allows(new Configuration(Map.of("x", 5.0, "Größe", 5))))
        .isFalse();
    assertThat(definition.space().allows(new Configuration(Map.of("x", 4.0, "Größe", 5)))).isTrue();
    assertThat(definition.enqueue())
        .containsExactly(
            new Configuration(Map.of("x", 2.0, "size in cm", 1)),
            new Configuration(Map.of("Größe", 9)));
  }

  @Test
  void whatIsNotSaidHasDefaults() {
    SearchDefinition definition = read("parameters: {x: {type: int, min: 1, max: 2}}");
    assertThat(definition.criteria()).containsExactly(Criterion.minimize("value"));
    assertThat(definition.strategy())
        .isEqualTo(new StrategySpec("bayesian", Map.of("surrogate", "auto")));
    assertThat(definition.pruner()).isEqualTo(PrunerSpec.NONE);
    assertThat(definition.seed()).isEqualTo(Experiment.DEFAULT_SEED);
  }

  /** Nothing else in the file says how long a trial may be. */
  @Test
  void hyperbandMustBeToldTheMostSteps() {
    String space = "parameters: {x: {type: int, min: 1, max: 2}}\ntraining: {epochs: 9}\n";
    assertThat(
            read(space + "pruner: {type: hyperband, max_epochs: 27}").pruner().whole("max_epochs"))
        .isEqualTo(27);
    assertThat(problems(space + "pruner: {type: hyperband}"))
        .contains("hyperband needs pruner.max_epochs here: the most steps")
        .endsWith("1 error");
  }

  @Test
  void readsSeveralObjectives() {
    assertThat(
            read("""
                    parameters: {x: {values: [1]}}
                    objective: [{metric: accuracy}, {metric: size, goal: minimize}]
                    """)
                .criteria())
        .containsExactly(Criterion.maximize("accuracy"), Criterion.minimize("size"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: bayesian, surrogate: gp} | bayesian | {surrogate=gp}",
        "{type: bayesian, surrogate: gp} | sobol    | {}",
        "{type: grid, points: 3}         | grid     | {points=3}",
        "{type: grid, points: 3}         | bayesian | {surrogate=auto}",
        "{type: none such}               | genetic  | {}",
        "nothing                         | random   | {}",
      })
  void theCommandLinesStrategyCounts(String written, String type, String options) {
    SearchDefinition definition =
        read(
            "parameters: {x: {type: int, min: 1, max: 2}}\nstrategy: " + written,
            Optional.of(type));
    assertThat(definition.strategy().type()).isEqualTo(type);
    assertThat(definition.strategy().options()).hasToString(options);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThat(
            problems(
                """
                parameters:
                  x: {type: float, min: 3, max: 1}
                  n: {type: int, min: 0.5, max: 4}
                  c: {values: [1, .nan, [2]]}
                  d: {values: [1], when: {cc: 1}}
                  e: 5
                  f: {type: int, min: 1, max: 99999999999999999}
                objective: [{metric: a}, {metric: a}, {gaol: minimize}]
                strategy: {type: bayesian, surrogate: gpp}
                sed: 3
                """))
        .isEqualTo(
            """
            space.yaml:2:25: x: min should be below max, but min is 3 and max is 1
                  x: {type: float, min: 3, max: 1}
                                        ^
              did you mean min: 1, max: 3?

            space.yaml:3:23: n.min should be a whole number, since type is int, not 0.5
                  n: {type: int, min: 0.5, max: 4}
                                      ^^^

            space.yaml:4:19: c should be a finite number, a whole one within 64 bits, text or a truth value, not .nan
                  c: {values: [1, .nan, [2]]}
                                  ^^^^

            space.yaml:4:25: c should be a finite number, a whole one within 64 bits, text or a truth value, not a list
                  c: {values: [1, .nan, [2]]}
                                        ^^^

            space.yaml:5:27: d.when names "cc", which is not searched
                  d: {values: [1], when: {cc: 1}}
                                          ^^
              did you mean "c"?
              allowed: x, n, c, e, f

            space.yaml:6:6: e should say what to search, not be 5
                  e: 5
                     ^
              write {type: float, min: …, max: …}, {type: int, min: …, max: …} or {values: […]}
              what is not searched belongs in the program that is told the parameters

            space.yaml:7:31: f.max is 99999999999999999, which is out of range
                  f: {type: int, min: 1, max: 99999999999999999}
                                              ^^^^^^^^^^^^^^^^^
              allowed is a whole number within ±2^53

            space.yaml:8:26: objective names the metric "a" twice
                objective: [{metric: a}, {metric: a}, {gaol: minimize}]
                                         ^^^^^^^^^^^
              give each objective a metric of its own

            space.yaml:8:40: unknown key "gaol" in "objective"
                objective: [{metric: a}, {metric: a}, {gaol: minimize}]
                                                       ^^^^
              did you mean "goal"?
              allowed: metric, goal, target

            space.yaml:9:39: strategy.surrogate should be one of auto, tpe, gp, not "gpp"
                strategy: {type: bayesian, surrogate: gpp}
                                                      ^^^
              did you mean "gp"?

            space.yaml:10:1: unknown key "sed"
                sed: 3
                ^^^
              did you mean "seed"?
              allowed: parameters, constraints, enqueue, objective, strategy, pruner, seed

            11 errors""");
  }

  @Test
  void saysWhatAStrategyCannotSearch() {
    assertThat(problems("parameters: {x: {values: [1, 2]}}", "evolution"))
        .startsWith(
            "--strategy evolution: evolution searches ranges of numbers without a condition, not"
                + " x");
    assertThat(problems("parameters: {x: {values: [1, 2]}}", "bogus"))
        .startsWith("--strategy bogus: strategy.type should be one of random, ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: 1            | \"parameters\" is missing",
        "parameters: {}     | parameters should be a mapping from names to what to search, not an"
            + " empty one",
        "parameters: default | the default is that of a task, which is not read here; list the"
            + " parameters:",
        "parameters: [x]    | not a list",
        "'parameters: {\"\": {values: [1]}}' | \"\" is no name for a parameter",
        "'parameters: {\"a\\u001b[2J\": {values: [1]}}' | \"a\uFFFD[2J\" is no name for a parameter",
        "'parameters: {x: {values: [1]}}\nobjective: []' | objective should be a mapping with the"
            + " keys metric, goal, target",
        "''                 | the file is empty",
      })
  void saysWhatIsMissing(String yaml, String message) {
    assertThat(problems(yaml.replace("\\n", "\n"))).contains(message);
  }

  @Test
  void theExampleIsValid() {
    SearchDefinition example =
        SearchDefinitionReader.read(Path.of("ask-tell", "space.yaml"), Optional.empty());
    assertThat(example.space().dimension()).isEqualTo(5);
    assertThat(example.criteria()).containsExactly(Criterion.minimize("error"));
  }
}
