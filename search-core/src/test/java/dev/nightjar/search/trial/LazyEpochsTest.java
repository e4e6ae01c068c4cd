package dev.nightjar.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyEpochsTest {

  private final List<EpochReport> epochs =
      List.of(
          new EpochReport(1, Map.of("loss", 0.5), 1), new EpochReport(2, Map.of("loss", 0.25), 1));
  private final AtomicInteger made = new AtomicInteger();
  private final List<EpochReport> lazy =
      new LazyEpochs(
          2,
          () -> {
            made.incrementAndGet();
            return epochs;
          });

  @Test
  void areMadeWhenTheyAreLookedAtAndNotBefore() {
    Trial trial = trial();
    assertThat(trial.epochs().size()).isEqualTo(2);
    assertThat(trial.epochs().isEmpty()).isFalse();
    assertThat(made).hasValue(0);

    assertThat(trial.last("loss")).hasValue(0.25);
    assertThat(made.get()).isPositive();
  }

  @Test
  void equalTheEpochsTheyStandFor() {
    assertThat(lazy).isEqualTo(epochs).hasSameHashCodeAs(epochs);
    assertThat(epochs).isEqualTo(lazy);
    Trial eager = trial();
    assertThat(
            new Trial(
                eager.spec(),
                eager.state(),
                epochs,
                eager.outcome(),
                eager.times(),
                eager.worker()))
        .isEqualTo(eager);
  }

  private Trial trial() {
    TrialSpec spec = new TrialSpec(0, 1, TrialRole.SEARCH, "test", new Configuration(Map.of()), 1);
    return new Trial(
        spec,
        TrialState.RUNNING,
        lazy,
        Optional.empty(),
        TrialTimes.startedAt(Instant.EPOCH),
        Optional.empty());
  }
}
