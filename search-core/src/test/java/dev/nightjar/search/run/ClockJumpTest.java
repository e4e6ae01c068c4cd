package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The system's clock is set while a search runs: nothing but the times people see may change. */
class ClockJumpTest {

  private static final int TRIALS = 50;

  @Test
  void aSearchRunsToItsEndAndIsNotTakenOver() throws InterruptedException {
    JumpingClock clock = new JumpingClock(1);
    try (Storage storage = new InMemoryStorage(clock)) {
      Study study =
          storage.create(
              StudyDefinition.inCode(
                  "study",
                  SearchSpace.of(FloatParameter.linear("x", -2, 3)),
                  List.of(new Criterion("loss", Goal.MINIMIZE, OptionalDouble.empty())),
                  7));
      StudyLease lease =
          storage.acquire(
              study.id(), ProcessIdentity.current(), StudyRunner.LEASE, ProcessIdentity::state);
      Objective objective =
          (configuration, context) -> {
            assertThatThrownBy(
                    () ->
                        storage.acquire(
                            study.id(), "a second run", StudyRunner.LEASE, ProcessIdentity::state))
                .isInstanceOf(StudyHeldException.class);
            context.report(new EpochReport(1, Map.of("loss", 1.0), 0.01));
            return Result.of("loss", Math.abs(configuration.number("x")));
          };
      Budget budget =
          new Budget(OptionalInt.of(TRIALS), Optional.of(Duration.ofHours(1)), Optional.empty(), 1);
      StudyEnd end;
      try (InProcessExecutor executor = new InProcessExecutor(objective, 2)) {
        end =
            new StudyRunner(
                    study,
                    storage,
                    lease,
                    StudyPlan.of(new RandomStrategy(), budget),
                    executor,
                    StudyListener.SILENT,
                    clock)
                .run();
      }
      assertThat(end.reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
      assertThat(end.elapsed()).isBetween(Duration.ZERO, Duration.ofHours(1));
      assertThat(storage.trials(study.id()))
          .hasSize(TRIALS)
          .allMatch(trial -> trial.state() == TrialState.COMPLETED)
          .allMatch(trial -> !trial.times().duration().isNegative())
          .allMatch(trial -> trial.times().duration().compareTo(Duration.ofHours(1)) < 0);
      assertThat(clock.looks()).as("it was looked at").isGreaterThan(TRIALS);
    }
  }

  @Test
  void whoeverAsksForTrialsIsTimedByASteadyClock() {
    JumpingClock jumping = new JumpingClock(2);
    SteadyClock steady = SteadyClock.startingAt(jumping);
    Instant before = steady.instant();
    for (int i = 0; i < 1_000; i++) {
      Instant now = steady.instant();
      assertThat(now).isAfterOrEqualTo(before);
      before = now;
    }
    assertThat(jumping.looks()).isEqualTo(1);
  }

  @Test
  void aLeaseOfAHolderWhoCannotBeAskedStillExpires() {
    assertThat(holder(HolderCheck.State.UNKNOWN).replaceable("somebody", true)).isTrue();
    assertThat(holder(HolderCheck.State.UNKNOWN).replaceable("somebody", false)).isFalse();
    assertThat(holder(HolderCheck.State.ALIVE).replaceable("somebody", true)).isFalse();
    assertThat(holder(HolderCheck.State.DEAD).replaceable("somebody", false)).isTrue();
  }

  private static HolderCheck holder(HolderCheck.State state) {
    return name -> state;
  }
}
