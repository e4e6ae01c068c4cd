package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnsembleReaderTest {

  private static Experiment with(String lines) {
    return ExperimentReader.read(
        Path.of("e.yaml"),
        """
        version: 1
        name: e
        task: {type: classification}
        dataset: {builtin: names}
        parameters: default
        """
            + lines,
        Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ensemble: {size: 5} | 5", "ensemble: {} | 10", "ensemble: {size: 0} | 0", "'' | 0"})
  void readsTheSizeAndTakesZeroForNone(String section, int size) {
    Experiment experiment = with(section);
    assertThat(experiment.ensemble()).isEqualTo(size);
    assertThat(Experiment.fromResolved(experiment.resolvedJson()).ensemble()).isEqualTo(size);
    assertThat(experiment.fingerprint("data")).isEqualTo(with("").fingerprint("data"));
  }

  @Test
  void severalObjectivesHaveNone() {
    assertThatExceptionOfType(ExperimentException.class)
        .isThrownBy(
            () ->
                with(
                    "objective: [{metric: validation.loss}, {metric: parameters}]\nensemble: {}\n"))
        .withMessageContaining("ensemble does not go with several objectives");
  }
}
