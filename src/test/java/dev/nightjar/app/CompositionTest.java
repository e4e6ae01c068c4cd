package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.definition.ExperimentReader;
import dev.nightjar.experiments.worker.WorkerSettings;
import dev.nightjar.search.pruning.LastEpochSpared;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.run.MemorySize;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {

  @TempDir private Path folder;

  private Experiment experiment(String strategy, long seed) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("test.yaml"),
            """
            version: 1
            name: test
            task: {type: classification}
            dataset: {builtin: names}
            strategy: {type: %s}
            parameters:
              model.hidden_size: {type: int, min: 16, max: 128, log: true}
              model.num_layers: {type: int, min: 1, max: 3}
              training.learning_rate: {type: float, min: 1e-4, max: 1e-1, log: true}
            seed: %d
            """
                .formatted(strategy, seed));
    return ExperimentReader.read(file, Map.of());
  }

  private static Suggestion first(Experiment experiment) {
    Strategy strategy = Composition.plan(experiment, List.of()).strategy();
    return strategy
        .suggest(
            new TrialLedger(experiment.space(), experiment.criteria()),
            Seeds.ofSuggestion(experiment.seed(), 0))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "random, random",
    "bayesian, random", // until there are trials to learn from
    "genetic, random",
    "grid, grid: point 0",
    "sobol, sobol: point 0",
    "evolution, 'evolution: generation 0, sigma 0.30'",
    "grow, 'grow: 16 × 1, try 1 of 4'"
  })
  void everyStrategyOfAFileIsThere(String type, String origin) throws IOException {
    Experiment experiment = experiment(type, 1);
    Suggestion suggestion = first(experiment);
    assertThat(suggestion.origin()).isEqualTo(origin);
    assertThat(experiment.space().contains(suggestion.configuration())).isTrue();
  }

  @Test
  void sequencesAreSeededByTheStudy() throws IOException {
    for (String type : new String[] {"sobol", "grid"}) {
      Configuration one = first(experiment(type, 1)).configuration();
      assertThat(first(experiment(type, 1)).configuration()).isEqualTo(one);
      assertThat(first(experiment(type, 2)).configuration()).isNotEqualTo(one);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "median, MedianPruner",
    "percentile, PercentilePruner",
    "patience, PatiencePruner",
    "asha, AshaPruner",
    "hyperband, HyperbandPruner",
    "wilcoxon, WilcoxonPruner",
    "curve, CurvePruner"
  })
  void everyPrunerOfAFileIsThere(String type, String name) throws IOException {
    Experiment experiment = experiment("random}\npruner: {type: " + type, 1);
    assertThat(Composition.plan(experiment, List.of()).pruner())
        .isInstanceOfSatisfying(
            LastEpochSpared.class,
            spared -> {
              assertThat(spared.pruner().getClass().getSimpleName()).isEqualTo(name);
              assertThat(spared.epochs().applyAsLong(first(experiment).configuration()))
                  .isEqualTo(30);
            });
  }

  @Test
  void aTrialMayUseTheMemoryOfTheFileOrFourGigabytes() throws IOException {
    WorkerSettings usual = Composition.workers(experiment("random", 1), 1);
    assertThat(usual.maxTrialMemory()).contains(new MemorySize(4096));
    assertThat(usual.jvm().heapMegabytes()).isEqualTo(1024);
    WorkerSettings less =
        Composition.workers(experiment("random}\nbudget: {max_trial_memory: 1GB", 1), 1);
    assertThat(less.maxTrialMemory()).contains(new MemorySize(1024));
    assertThat(less.jvm().heapMegabytes()).isEqualTo(256);
    assertThat(less.jvm().physicalMegabytes()).as("fails before it is killed").isLessThan(1024);
  }

  @Test
  void withoutAPrunerTrialsRunToTheirEnd() throws IOException {
    assertThat(Composition.pruner(experiment("random", 1).pruner())).isSameAs(Pruner.NONE);
  }
}
