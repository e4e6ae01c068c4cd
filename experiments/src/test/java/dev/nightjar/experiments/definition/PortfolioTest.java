package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.finalist.FinalistPlan;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortfolioTest {

  @Test
  void itSaysHowItWasFound() {
    assertThat(Portfolio.found()).isNotBlank();
  }

  @Test
  void aRefitInThePlaceOfAnEnsembleIsWrittenOut() {
    DatasetSpec data = BuiltinSpec.of(Builtin.NAMES);
    StarterSearch search =
        new StarterSearch(
            List.of(),
            20,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofSeconds(70),
            Duration.ofHours(1),
            new FinalistPlan(2, 2, 10, false).withRefit(),
            0,
            OptionalInt.empty(),
            7);
    Path file = Path.of("auto.yaml").toAbsolutePath();
    StarterFile starter =
        new StarterFile(file, "auto", TaskType.CLASSIFICATION, data, List.of(), List.of(), search);
    Experiment read = ExperimentReader.read(file, starter.text(), Map.of());
    assertThat(read.finalists()).isEqualTo(search.finalists());
    assertThat(read.ensemble()).isZero();
  }

  /** All of it, so that an experiment file which writes it out is a valid one. */
  @ParameterizedTest
  @EnumSource(Builtin.class)
  void itIsWithinTheStandardSpaceOfEveryDataSet(Builtin builtin) {
    DatasetSpec data = BuiltinSpec.of(builtin);
    TaskType task = StarterFile.taskFor(data);
    List<Map<String, Object>> portfolio = Portfolio.of(task, data);
    assertThat(portfolio).hasSizeBetween(2, 5).doesNotHaveDuplicates();
    StarterSearch search =
        new StarterSearch(
            portfolio,
            20,
            Optional.of("asha"),
            OptionalInt.empty(),
            Duration.ofSeconds(70),
            Duration.ofHours(1),
            new FinalistPlan(3, 3, 9, false),
            5,
            OptionalInt.of(2),
            7);
    Path file = Path.of("auto.yaml").toAbsolutePath();
    StarterFile starter =
        new StarterFile(file, "auto", task, data, List.of("why"), List.of("change"), search);
    Experiment read = ExperimentReader.read(file, starter.text(), Map.of());
    assertThat(read.enqueue().stream().map(c -> c.values()).toList()).isEqualTo(portfolio);
    assertThat(read.pruner().type()).isEqualTo("asha");
    assertThat(read.budget().maxTrials()).isEmpty();
    assertThat(read.budget().maxTrialDuration()).contains(Duration.ofSeconds(70));
    assertThat(read.budget().maxDuration()).contains(Duration.ofHours(1));
    assertThat(read.finalists()).isEqualTo(search.finalists());
    assertThat(read.ensemble()).isEqualTo(5);
    assertThat(read.parallelism()).hasValue(2);
    assertThat(read.seed()).isEqualTo(7);
  }
}
