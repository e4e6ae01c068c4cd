package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudyLauncherTest {

  private final Storage storage = new InMemoryStorage(Clock.systemUTC());

  @AfterEach
  void close() {
    storage.close();
  }

  private static StudyDefinition definition(long seed) {
    return StudyDefinition.inCode(
        "study",
        SearchSpace.of(FloatParameter.linear("x", -1, 3)),
        List.of(Criterion.minimize("loss")),
        seed);
  }

  private StudyEnd run(long seed, int trials) throws InterruptedException {
    try (InProcessExecutor executor =
        new InProcessExecutor((c, context) -> Result.of("loss", c.number("x")), 1)) {
      return StudyLauncher.run(
          storage,
          definition(seed),
          StudyPlan.of(new RandomStrategy(), Budget.trials(trials)),
          executor,
          StudyListener.SILENT);
    }
  }

  @Test
  void continuesWhereItEnded() throws InterruptedException {
    run(7, 3);
    Study study = storage.find("study").orElseThrow();
    List<Trial> first = storage.trials(study.id());
    assertThat(first).hasSize(3);
    assertThat(run(7, 5).reason()).isEqualTo(StudyEnd.Reason.MAX_TRIALS);
    assertThat(storage.trials(study.id())).hasSize(5).startsWith(first.toArray(new Trial[0]));
    assertThat(storage.find("study").orElseThrow().elapsed()).isPositive();
  }

  @Test
  void refusesAnotherDefinitionUnderTheSameName() throws InterruptedException {
    run(7, 1);
    assertThatThrownBy(() -> run(8, 2))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("study study is stored with another definition");
  }

  @Test
  void leavesAStudyAloneThatAnotherProcessRuns() throws InterruptedException {
    run(7, 1);
    long id = storage.find("study").orElseThrow().id();
    storage.acquire(
        id, "process 1/1 on elsewhere", Duration.ofMinutes(1), holder -> HolderCheck.State.UNKNOWN);
    assertThatThrownBy(() -> run(7, 2)).isInstanceOf(StudyHeldException.class);
  }
}
