package dev.nightjar.reports.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.RunningStudy;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveReportsTest {

  private final InMemoryStorage real = new InMemoryStorage(Clock.systemUTC());
  private final CountedStorage counted = new CountedStorage(real);
  private final RunningStudy study = RunningStudy.in(real, "running");

  /** Goes only when a test lets it. */
  private final AtomicLong nanos = new AtomicLong();

  private final LiveReports reports =
      new LiveReports(counted.storage(), "test", Clock.systemUTC(), nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void oneVersionIsRenderedOnceHoweverOftenItIsAskedFor() {
    study.run(2);

    for (int i = 0; i < 20; i++) {
      assertThat(reports.index("running").orElseThrow()).contains("All 2 trials completed");
      assertThat(reports.data("running").orElseThrow()).startsWith("window.NIGHTJAR = ");
      assertThat(reports.trial("running", 1).orElseThrow()).contains("../../../assets/report.css");
      pass(Duration.ofSeconds(2));
    }

    assertThat(counted.renderings()).isEqualTo(1);
  }

  @Test
  void aNewVersionIsShownOnceTheMachineHasRested() {
    study.run(2);
    reports.index("running");
    study.run(1);

    assertThat(reports.newest("running")).isEmpty();
    assertThat(reports.index("running").orElseThrow()).contains("All 2 trials completed");
    pass(Duration.ofSeconds(2));
    assertThat(reports.newest("running").orElseThrow().trials()).isEqualTo(3);
    assertThat(reports.index("running").orElseThrow()).contains("All 3 trials completed");
    assertThat(counted.renderings()).isEqualTo(2);
  }

  @Test
  void whatNoVersionTellsOfIsSeenAfterAMinute() {
    study.run(1);
    reports.index("running");
    pass(Duration.ofSeconds(59));
    reports.index("running");
    assertThat(counted.renderings()).isEqualTo(1);

    pass(Duration.ofSeconds(2));
    reports.index("running");
    assertThat(counted.renderings()).isEqualTo(2);
  }

  @Test
  void noMoreThanTwoStudiesAreKept() {
    for (String name : new String[] {"b", "c"}) {
      RunningStudy.in(real, name).run(1);
    }
    for (String name : new String[] {"running", "b", "c", "b", "c", "running"}) {
      assertThat(reports.index(name)).isPresent();
    }
    assertThat(counted.renderings()).isEqualTo(4);
  }

  @Test
  void whatIsNotThereIsEmpty() {
    study.run(1);

    assertThat(reports.index("other")).isEmpty();
    assertThat(reports.data("other")).isEmpty();
    assertThat(reports.newest("other")).isEmpty();
    assertThat(reports.trial("other", 0)).isEmpty();
    assertThat(reports.trial("running", 1)).isEmpty();
    assertThat(reports.has("other")).isFalse();
  }

  @Test
  void aStudyThatTookAnothersNameIsAnother() {
    study.run(1);
    reports.index("running");
    real.rename("running", "earlier");
    RunningStudy.in(real, "running").run(1);

    pass(Duration.ofSeconds(2));
    reports.index("running");
    assertThat(counted.renderings()).isEqualTo(2);
  }

  @Test
  void everyStartAndEndAndWhatIsStoredAfterTheSearchIsAVersion() {
    String empty = version();
    TrialSpec trial = study.start();
    String started = version();
    study.end(trial);
    String ended = version();
    study.describe(0);
    String described = version();
    real.recordTestScore(study.study().id(), 0, Map.of("test.loss", 0.5));
    String scored = version();

    assertThat(List.of(empty, started, ended, described, scored)).doesNotHaveDuplicates();
    assertThat(version()).isEqualTo(scored);
  }

  private String version() {
    return reports.newest("running").orElseThrow().text();
  }

  @Test
  void theListNamesEveryStudy() {
    study.run(3);
    study.start();

    assertThat(reports.studies())
        .contains("href=\"studies/running/\"", "3 completed", "1 running", "0.3333");
  }
}
