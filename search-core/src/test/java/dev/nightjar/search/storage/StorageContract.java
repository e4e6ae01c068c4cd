package dev.nightjar.search.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Storage} promises. Each implementation's test extends this. */
public abstract class StorageContract {

  /**
   * Text that has broken storages before: quotes, comments, controls, every direction and plane.
   */
  protected static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "'; DROP TABLE trial; --",
          "\"quoted\" `and` \\back\\slash",
          ":name ? ?? {x} <y> ${text}",
          "<script>alert(1)</script>]]>",
          "line\nbreak\r\ntab\t",
          "ünïcödé Ελληνικά 日本語 한국어",
          "\u202Eright to left\u202C \u2028 \uFEFF",
          "\uD83D\uDC26 nightjar \uD83C\uDF19",
          "NULL",
          "x".repeat(5000));

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final HolderCheck NOBODY_DIED = holder -> HolderCheck.State.UNKNOWN;
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              CategoricalParameter.of("zeta.choice", "a", true, 2L, 2.0),
              FloatParameter.log("alpha.rate", 1e-4, 1e-1),
              new IntParameter(
                  "model.units",
                  32,
                  512,
                  true,
                  1,
                  Optional.of(Condition.on("zeta.choice", "a", true)))));

  private Storage storage;

  /** A new, empty storage; closed by the contract. */
  protected abstract Storage newStorage();

  @BeforeEach
  void openStorage() {
    storage = newStorage();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private static StudyDefinition definition(String name) {
    return StudyDefinition.inCode(name, SPACE, List.of(Criterion.minimize("loss")), 7);
  }

  private StudyLease lease(Study study) {
    return storage.acquire(study.id(), "me", MINUTE, NOBODY_DIED);
  }

  private static TrialSpec spec(int number) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("zeta.choice", true);
    values.put("alpha.rate", 0.001 * (number + 1));
    values.put("model.units", 64L);
    return new TrialSpec(
        number, 1, TrialRole.SEARCH, "random", new Configuration(values), 1000L + number);
  }

  private static Outcome completed(double value) {
    return new Outcome.Completed(List.of(value), Map.of("loss", value), OptionalInt.of(1));
  }

  private void finish(StudyLease lease, TrialSpec spec, Outcome outcome) {
    storage.finish(lease, spec, outcome, Duration.ofMillis(1500), "worker 1", List.of());
  }

  private Trial only(Study study) {
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(1);
    return trials.get(0);
  }

  // Studies

  @Test
  void keepsEverythingOfAStudy() {
    StudyDefinition definition =
        new StudyDefinition(
            "Names_by-language.2",
            SPACE,
            List.of(
                new Criterion("validation.loss", Goal.MINIMIZE, OptionalDouble.of(0.1)),
                Criterion.maximize("validation.accuracy")),
            Long.MIN_VALUE,
            "fingerprint ü",
            "version: 1\nname: x # " + "ß".repeat(100_000),
            "{\"a\":1}",
            Map.of("os", "Linux 日本", "git", "", "long", "y".repeat(20_000)));
    Study created = storage.create(definition);
    assertThat(created.definition()).isEqualTo(definition);
    assertThat(created.elapsed()).isZero();
    assertThat(storage.find("Names_by-language.2")).contains(created);
    assertThat(storage.find("names_by-language.2")).isEmpty();
    assertThat(storage.find("other")).isEmpty();
  }

  @Test
  void refusesANameThatIsTaken() {
    Study study = storage.create(definition("a"));
    assertThatThrownBy(() -> storage.create(definition("a")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("study a already");
    assertThat(storage.find("a")).contains(study);
    assertThat(storage.studies()).hasSize(1);
  }

  @Test
  void listsStudiesNewestFirstWithCountsAndBest() {
    assertThat(storage.studies()).isEmpty();
    Study first = storage.create(definition("first"));
    StudyDefinition maximising =
        StudyDefinition.inCode("second", SPACE, List.of(Criterion.maximize("accuracy")), 1);
    Study second = storage.create(maximising);
    Study third = storage.create(definition("third"));
    for (Study study : List.of(first, second)) {
      StudyLease lease = lease(study);
      for (int i = 0; i < 3; i++) {
        storage.start(lease, spec(i));
        finish(lease, spec(i), completed(-1.5 + i));
      }
      storage.start(lease, spec(3));
      finish(lease, spec(3), new Outcome.Failed("diverged"));
      storage.start(lease, spec(4));
      storage.start(lease, spec(5));
      storage.requeue(lease, spec(5));
    }
    List<StudySummary> studies = storage.studies();
    assertThat(studies)
        .extracting(s -> s.study().name())
        .containsExactly("third", "second", "first");
    assertThat(studies.get(0).study()).isEqualTo(third);
    assertThat(studies.get(0).best()).isEmpty();
    assertThat(studies.get(0).count(TrialState.COMPLETED)).isZero();
    for (StudySummary summary : studies.subList(1, 3)) {
      assertThat(summary.count(TrialState.COMPLETED)).isEqualTo(3);
      assertThat(summary.count(TrialState.FAILED)).isEqualTo(1);
      assertThat(summary.count(TrialState.RUNNING)).isEqualTo(1);
      assertThat(summary.count(TrialState.WAITING)).isEqualTo(1);
      assertThat(summary.count(TrialState.PRUNED)).isZero();
    }
    assertThat(studies.get(1).best()).hasValue(0.5);
    assertThat(studies.get(2).best()).hasValue(-1.5);
  }

  @Test
  void renamesAStudyAndNothingElse() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    storage.rename("a", "b");
    assertThat(storage.find("a")).isEmpty();
    Study renamed = storage.find("b").orElseThrow();
    assertThat(renamed.id()).isEqualTo(study.id());
    assertThat(renamed.definition().space()).isEqualTo(SPACE);
    assertThat(storage.trials(renamed.id())).hasSize(1);
    assertThat(storage.create(definition("a")).id()).isNotEqualTo(study.id());
    assertThatCode(() -> finish(lease, spec(0), completed(1))).doesNotThrowAnyException();
  }

  @Test
  void refusesToRenameWhatIsNotThereOrToWhatIsTaken() {
    storage.create(definition("a"));
    storage.create(definition("b"));
    assertThatThrownBy(() -> storage.rename("c", "d"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no study c");
    assertThatThrownBy(() -> storage.rename("a", "b"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("study b already");
    assertThatThrownBy(() -> storage.rename("a", "no/name"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatCode(() -> storage.rename("a", "a")).doesNotThrowAnyException();
    assertThat(storage.find("a")).isPresent();
    assertThat(storage.find("b")).isPresent();
  }

  @Test
  void updatesHowAStudyIsWrittenButNotWhatItIs() {
    StudyDefinition before = definition("a");
    Study study = storage.create(before);
    StudyDefinition after =
        new StudyDefinition(
            "a",
            before.space(),
            before.criteria(),
            before.seed(),
            before.fingerprint(),
            "written anew",
            "{\"resolved\":\"anew\"}",
            Map.of("host", "another"));
    storage.update(study.id(), after);
    assertThat(storage.find("a").orElseThrow().definition()).isEqualTo(after);
    StudyDefinition other =
        new StudyDefinition(
            "a",
            before.space(),
            before.criteria(),
            before.seed(),
            "another fingerprint",
            "",
            "",
            Map.of());
    assertThatThrownBy(() -> storage.update(study.id(), other))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("another fingerprint");
    assertThat(storage.find("a").orElseThrow().definition()).isEqualTo(after);
  }

  @Test
  void keepsTheTimeAStudyHasRun() {
    Study study = storage.create(definition("a"));
    Duration elapsed = Duration.ofHours(30).plusNanos(123_456_789);
    storage.recordElapsed(study.id(), elapsed);
    assertThat(storage.find("a").orElseThrow().elapsed()).isEqualTo(elapsed);
    assertThat(storage.find("a").orElseThrow().created()).isEqualTo(study.created());
  }

  @Test
  void anUnknownStudyIsAnErrorForWhoWritesAndEmptyForWhoReads() {
    StudyLease lease = new StudyLease(99, "me", 1);
    assertThatThrownBy(() -> storage.recordElapsed(99, MINUTE))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no study number 99");
    assertThatThrownBy(() -> storage.update(99, definition("a")))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.acquire(99, "me", MINUTE, NOBODY_DIED))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.start(lease, spec(0))).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> finish(lease, spec(0), completed(1)))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.recordTestScore(99, 0, Map.of()))
        .isInstanceOf(StorageException.class);
    assertThat(storage.trials(99)).isEmpty();
    assertThat(storage.attachment(99, 0, "model")).isEmpty();
    assertThat(storage.attachmentNames(99, 0)).isEmpty();
    assertThat(storage.testScore(99, 0)).isEmpty();
  }

  // Leases

  @Test
  void oneHolderAtATime() {
    Study study = storage.create(definition("a"));
    StudyLease mine = storage.acquire(study.id(), "me", MINUTE, NOBODY_DIED);
    assertThat(mine.holder()).isEqualTo("me");
    assertThat(mine.studyId()).isEqualTo(study.id());
    assertThatThrownBy(() -> storage.acquire(study.id(), "you", MINUTE, NOBODY_DIED))
        .isInstanceOfSatisfying(
            StudyHeldException.class, held -> assertThat(held.holder()).isEqualTo("me"))
        .hasMessageContaining("study a");
    Study other = storage.create(definition("b"));
    assertThatCode(() -> storage.acquire(other.id(), "you", MINUTE, NOBODY_DIED))
        .doesNotThrowAnyException();
  }

  @Test
  void everyAcquisitionHasAHigherToken() {
    Study study = storage.create(definition("a"));
    StudyLease first = storage.acquire(study.id(), "me", MINUTE, NOBODY_DIED);
    StudyLease again = storage.acquire(study.id(), "me", MINUTE, NOBODY_DIED);
    assertThat(again.token()).isGreaterThan(first.token());
    storage.release(again);
    StudyLease yours = storage.acquire(study.id(), "you", MINUTE, NOBODY_DIED);
    assertThat(yours.token()).isGreaterThan(again.token());
  }

  @Test
  void aDeadHolderIsReplacedAtOnceAndOnlyTheHolderIsAskedFor() {
    Study study = storage.create(definition("a"));
    StudyLease old = storage.acquire(study.id(), "process 17", MINUTE, NOBODY_DIED);
    List<String> asked = new ArrayList<>();
    StudyLease taken =
        storage.acquire(
            study.id(),
            "me",
            MINUTE,
            holder -> {
              asked.add(holder);
              return HolderCheck.State.DEAD;
            });
    assertThat(asked).containsExactly("process 17");
    assertThat(taken.token()).isGreaterThan(old.token());
  }

  @Test
  void anExpiredLeaseIsKeptUntilSomebodyTakesIt() {
    Study study = storage.create(definition("a"));
    StudyLease mine = storage.acquire(study.id(), "me", Duration.ZERO, NOBODY_DIED);
    storage.start(mine, spec(0));
    storage.renew(mine, MINUTE);
    assertThatThrownBy(() -> storage.acquire(study.id(), "you", MINUTE, NOBODY_DIED))
        .isInstanceOf(StudyHeldException.class);
    storage.renew(mine, Duration.ofSeconds(-1));
    StudyLease yours = storage.acquire(study.id(), "you", MINUTE, NOBODY_DIED);
    assertThatThrownBy(() -> storage.renew(mine, MINUTE))
        .isInstanceOfSatisfying(
            StudyHeldException.class, held -> assertThat(held.holder()).isEqualTo("you"));
    storage.release(mine); // Lost: it gives nothing back.
    assertThatThrownBy(() -> storage.acquire(study.id(), "she", MINUTE, NOBODY_DIED))
        .isInstanceOf(StudyHeldException.class);
    storage.renew(yours, MINUTE);
  }

  @Test
  void aLivingHolderIsNotReplacedHoweverLateItIs() {
    Study study = storage.create(definition("a"));
    StudyLease mine = storage.acquire(study.id(), "me", Duration.ofDays(-1), NOBODY_DIED);
    assertThatThrownBy(
            () -> storage.acquire(study.id(), "you", MINUTE, holder -> HolderCheck.State.ALIVE))
        .isInstanceOfSatisfying(
            StudyHeldException.class, held -> assertThat(held.holder()).isEqualTo("me"));
    storage.start(mine, spec(0));
    storage.renew(mine, Duration.ofDays(1));
    assertThatCode(
            () -> storage.acquire(study.id(), "you", MINUTE, holder -> HolderCheck.State.DEAD))
        .doesNotThrowAnyException();
  }

  @Test
  void aReleasedLeaseIsFreeAndGoodForNothing() {
    Study study = storage.create(definition("a"));
    StudyLease mine = lease(study);
    storage.start(mine, spec(0));
    storage.release(mine);
    storage.release(mine);
    assertThatThrownBy(() -> storage.renew(mine, MINUTE)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> storage.start(mine, spec(1))).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> finish(mine, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    assertThatCode(() -> storage.acquire(study.id(), "you", MINUTE, NOBODY_DIED))
        .doesNotThrowAnyException();
  }

  @Test
  void theLateFinishOfALostHolderIsRefused() {
    Study study = storage.create(definition("a"));
    StudyLease old = storage.acquire(study.id(), "me", MINUTE, NOBODY_DIED);
    storage.start(old, spec(0));
    storage.start(old, spec(1));
    StudyLease now = storage.acquire(study.id(), "you", MINUTE, holder -> HolderCheck.State.DEAD);
    // Before the new holder has touched the trial …
    assertThatThrownBy(() -> finish(old, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class)
        .hasMessageContaining("trial 0 attempt 1");
    // … nor may the new one claim what it did not start …
    assertThatThrownBy(() -> finish(now, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    // … and after it has started it again.
    storage.start(now, spec(0).nextAttempt());
    assertThatThrownBy(() -> finish(old, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> finish(old, spec(0).nextAttempt(), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.requeue(old, spec(1))).isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.start(old, spec(2))).isInstanceOf(StudyHeldException.class);
    finish(now, spec(0).nextAttempt(), completed(2));
    Trial trial = storage.trials(study.id()).get(0);
    assertThat(trial.completed().orElseThrow().values()).containsExactly(2.0);
    assertThat(trial.spec().attempt()).isEqualTo(2);
  }

  @Test
  void anAttemptThatRunsOnGoesToTheNextHolderAsItIs() {
    Study study = storage.create(definition("a"));
    StudyLease old = lease(study);
    storage.start(old, spec(0));
    storage.began(old, spec(0), "host");
    EpochReport first = new EpochReport(1, Map.of("loss", 2.0), 0.5);
    storage.report(old, spec(0), first, "host");
    StudyLease now = storage.acquire(study.id(), "you", MINUTE, holder -> HolderCheck.State.DEAD);
    assertThatThrownBy(() -> storage.adopt(old, spec(0))).isInstanceOf(StudyHeldException.class);
    assertThatThrownBy(() -> storage.adopt(now, spec(0).nextAttempt()))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.adopt(now, spec(1))).isInstanceOf(StorageException.class);
    storage.adopt(now, spec(0));
    assertThatThrownBy(() -> storage.report(old, spec(0), first, "host"))
        .isInstanceOf(StaleTrialException.class);
    storage.report(now, spec(0), new EpochReport(2, Map.of("loss", 1.0), 0.5), "host");
    finish(now, spec(0), completed(1));
    Trial trial = only(study);
    assertThat(trial.spec()).isEqualTo(spec(0));
    assertThat(trial.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2);
    assertThat(trial.losses()).isZero();
    assertThatThrownBy(() -> storage.adopt(now, spec(0))).isInstanceOf(StaleTrialException.class);
  }

  // Trials

  @Test
  void keepsEverythingOfACompletedTrial() {
    StudyDefinition two =
        StudyDefinition.inCode(
            "a", SPACE, List.of(Criterion.minimize("loss"), Criterion.maximize("accuracy")), 7);
    Study study = storage.create(two);
    StudyLease lease = lease(study);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("zeta.choice", 2L);
    values.put("other.choice", 2.0);
    values.put("alpha.rate", 0.1 + 0.2);
    values.put("flag", false);
    values.put("text", "true");
    values.put("huge", Long.MAX_VALUE);
    TrialSpec spec =
        new TrialSpec(
            0,
            1,
            TrialRole.FINALIST,
            "gp: log-EI 0.031",
            new Configuration(values),
            Long.MIN_VALUE,
            OptionalInt.of(Integer.MAX_VALUE));
    storage.start(lease, spec);
    List<EpochReport> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 12; epoch++) {
      epochs.add(
          new EpochReport(
              epoch, Map.of("loss", 1.0 / epoch, "accuracy", epoch / 13.0), 0.1 * epoch));
      storage.report(lease, spec, epochs.get(epoch - 1), "worker 2");
    }
    Map<String, Double> metrics = Map.of("loss", 1.0 / 11, "accuracy", 11 / 13.0, "extra", -7e300);
    Outcome outcome =
        new Outcome.Completed(List.of(1.0 / 11, 11 / 13.0), metrics, OptionalInt.of(11));
    Duration duration = Duration.ofSeconds(5, 123_456_789);
    storage.finish(lease, spec, outcome, duration, "worker 2", List.of());
    Trial trial = only(study);
    assertThat(trial.spec()).isEqualTo(spec);
    assertThat(List.copyOf(trial.configuration().values().keySet()))
        .containsExactlyElementsOf(values.keySet());
    assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
    assertThat(trial.outcome()).contains(outcome);
    assertThat(trial.epochs()).isEqualTo(epochs);
    assertThat(trial.worker()).contains("worker 2");
    assertThat(trial.times().duration()).isEqualTo(duration);
    Instant started = trial.times().started().orElseThrow();
    assertThat(started).isBetween(trial.times().created(), trial.times().finished().orElseThrow());
    assertThat(trial.times().created()).isAfterOrEqualTo(study.created());
  }

  @Test
  void keepsWhyTrialsWereStoppedOrFailed() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    storage.start(lease, spec(1));
    finish(lease, spec(0), new Outcome.Pruned("0.82 at epoch 4 is not among the best third of 12"));
    finish(lease, spec(1), new Outcome.Failed("diverged at epoch 3\n" + "at x\n".repeat(50_000)));
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials.get(0).state()).isEqualTo(TrialState.PRUNED);
    assertThat(trials.get(0).outcome())
        .contains(new Outcome.Pruned("0.82 at epoch 4 is not among the best third of 12"));
    assertThat(trials.get(1).outcome())
        .contains(new Outcome.Failed("diverged at epoch 3\n" + "at x\n".repeat(50_000)));
  }

  @Test
  void aTrialWithoutEpochsOrParametersIsATrial() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    TrialSpec spec = new TrialSpec(0, 1, TrialRole.SEARCH, "", new Configuration(Map.of()), 0);
    storage.start(lease, spec);
    Outcome outcome = new Outcome.Completed(List.of(0.0), Map.of(), OptionalInt.empty());
    finish(lease, spec, outcome);
    assertThat(only(study).spec()).isEqualTo(spec);
    assertThat(only(study).epochs()).isEmpty();
    assertThat(only(study).outcome()).contains(outcome);
  }

  @Test
  void aRunningTrialShowsWhatItReported() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    Trial fresh = only(study);
    assertThat(fresh.state()).isEqualTo(TrialState.RUNNING);
    assertThat(fresh.worker()).isEmpty();
    assertThat(fresh.times().started()).contains(fresh.times().created());
    assertThat(fresh.times().finished()).isEmpty();
    assertThat(fresh.times().duration()).isZero();
    EpochReport report = new EpochReport(1, Map.of("loss", 3.0), 1);
    storage.report(lease, spec(0), report, "worker 1");
    assertThat(only(study).epochs()).containsExactly(report);
    assertThat(only(study).worker()).contains("worker 1");
    EpochReport corrected = new EpochReport(1, Map.of("other", 4.0), 2);
    storage.report(lease, spec(0), corrected, "worker 1");
    assertThat(only(study).epochs()).containsExactly(corrected);
  }

  @Test
  void trialsComeByNumberWhateverTheOrderOfTheirStart() {
    Study study = storage.create(definition("a"));
    Study other = storage.create(definition("b"));
    StudyLease lease = lease(study);
    StudyLease otherLease = lease(other);
    for (int number : new int[] {7, 0, 100, 3, 12}) {
      storage.start(lease, spec(number));
      storage.start(otherLease, spec(number + 1));
    }
    assertThat(storage.trials(study.id()))
        .extracting(Trial::number)
        .containsExactly(0, 3, 7, 12, 100);
    assertThat(storage.trials(study.id())).extracting(Trial::spec).contains(spec(7), spec(100));
    List<Trial> all = storage.trials(study.id());
    assertThat(storage.latest(study.id(), 1)).isEqualTo(all.subList(all.size() - 1, all.size()));
    assertThat(storage.latest(study.id(), 2)).isEqualTo(all.subList(all.size() - 2, all.size()));
    assertThat(storage.latest(study.id(), 1_000_000)).isEqualTo(all);
    assertThat(storage.latest(99, 10)).isEmpty();
  }

  @Test
  void notANumberAndInfinitiesAreKept() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    Map<String, Double> odd =
        Map.of(
            "nan", Double.NaN,
            "up", Double.POSITIVE_INFINITY,
            "down", Double.NEGATIVE_INFINITY,
            "tiny", Double.MIN_VALUE,
            "max", Double.MAX_VALUE);
    storage.report(lease, spec(0), new EpochReport(1, odd, Double.NaN), "w");
    Outcome outcome = new Outcome.Completed(List.of(1.0), odd, OptionalInt.empty());
    finish(lease, spec(0), outcome);
    storage.recordTestScore(study.id(), 0, odd);
    Trial trial = only(study);
    assertThat(trial.epochs()).containsExactly(new EpochReport(1, odd, Double.NaN));
    assertThat(trial.outcome()).contains(outcome);
    assertThat(storage.testScore(study.id(), 0)).isEqualTo(odd);
  }

  @Test
  void valuesComeBackToTheLastBit() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    Random random = new Random(11);
    List<Double> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      sent.add(Double.isFinite(value) ? value : random.nextGaussian());
      TrialSpec spec =
          new TrialSpec(
              i, 1, TrialRole.SEARCH, "r", new Configuration(Map.of("x", sent.get(i))), i);
      storage.start(lease, spec);
      finish(lease, spec, completed(sent.get(i)));
    }
    List<Trial> trials = storage.trials(study.id());
    for (int i = 0; i < sent.size(); i++) {
      assertThat(trials.get(i).completed().orElseThrow().values()).containsExactly(sent.get(i));
      assertThat(trials.get(i).configuration().number("x")).isEqualTo(sent.get(i));
    }
  }

  @Test
  void hostileTextIsText() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < HOSTILE.size(); i++) {
      values.put("p" + HOSTILE.get(i), HOSTILE.get(i));
      metrics.put(HOSTILE.get(i), (double) i);
    }
    for (int i = 0; i < HOSTILE.size(); i++) {
      String text = HOSTILE.get(i);
      TrialSpec spec = new TrialSpec(i, 1, TrialRole.SEARCH, text, new Configuration(values), i);
      storage.start(lease, spec);
      EpochReport report = new EpochReport(1, metrics, 1);
      storage.report(lease, spec, report, text);
      storage.finish(
          lease,
          spec,
          i % 2 == 0 ? new Outcome.Failed(text) : new Outcome.Pruned(text),
          Duration.ZERO,
          text,
          List.of(Attachment.text(text, text)));
      storage.recordTestScore(study.id(), i, metrics);
      Trial trial = storage.trials(study.id()).get(i);
      assertThat(trial.spec()).isEqualTo(spec);
      assertThat(trial.epochs()).containsExactly(report);
      assertThat(trial.worker()).contains(text);
      assertThat(trial.outcome())
          .contains(i % 2 == 0 ? new Outcome.Failed(text) : new Outcome.Pruned(text));
      assertThat(storage.attachmentNames(study.id(), i)).containsExactly(text);
      assertThat(storage.attachment(study.id(), i, text).orElseThrow().asText()).isEqualTo(text);
      assertThat(storage.testScore(study.id(), i)).isEqualTo(metrics);
    }
  }

  @Test
  void aLostTrialRunsAgainAsTheNextAttempt() {
    Study study = storage.create(definition("a"));
    StudyLease first = lease(study);
    storage.start(first, spec(0));
    storage.report(first, spec(0), new EpochReport(1, Map.of("loss", 9.0), 1), "worker 1");
    Instant created = only(study).times().created();
    StudyLease second =
        storage.acquire(study.id(), "you", MINUTE, holder -> HolderCheck.State.DEAD);
    TrialSpec next = spec(0).nextAttempt();
    storage.start(second, next);
    Trial trial = only(study);
    assertThat(trial.spec()).isEqualTo(next);
    assertThat(trial.state()).isEqualTo(TrialState.RUNNING);
    assertThat(trial.epochs()).isEmpty();
    assertThat(trial.worker()).isEmpty();
    assertThat(trial.times().created()).isEqualTo(created);
    assertThat(trial.times().started().orElseThrow()).isAfterOrEqualTo(created);
    EpochReport report = new EpochReport(1, Map.of("loss", 8.0), 1);
    storage.report(second, next, report, "worker 9");
    finish(second, next, completed(8));
    assertThat(only(study).epochs()).containsExactly(report);
  }

  @Test
  void aLossCountsOnceAWorkerHasBegun() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    TrialSpec spec = spec(0);
    storage.start(lease, spec);
    spec = spec.nextAttempt();
    storage.start(lease, spec);
    assertThat(only(study).losses()).isZero();
    storage.began(lease, spec, "worker 1");
    assertThat(only(study).worker()).contains("worker 1");
    assertThat(only(study).losses()).isZero();
    spec = spec.nextAttempt();
    storage.start(lease, spec);
    assertThat(only(study).losses()).isOne();
    assertThat(only(study).worker()).isEmpty();
    storage.began(lease, spec, "worker 1");
    storage.requeue(lease, spec);
    spec = spec.nextAttempt();
    storage.start(lease, spec);
    assertThat(only(study).losses()).isOne();
    storage.began(lease, spec, "worker 1");
    storage.report(lease, spec, new EpochReport(1, Map.of("loss", 1.0), 1), "worker 1");
    StudyLease mine = storage.acquire(study.id(), "you", MINUTE, holder -> HolderCheck.State.DEAD);
    spec = spec.nextAttempt();
    storage.start(mine, spec);
    finish(mine, spec, completed(1));
    assertThat(only(study).losses()).isEqualTo(2);
    TrialSpec late = spec;
    assertThatThrownBy(() -> storage.began(mine, late, "w"))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.began(lease, spec(1), "w"))
        .isInstanceOf(StaleTrialException.class);
  }

  @Test
  void anAttemptKeepsConfigurationSeedAndRole() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    TrialSpec s = spec(0);
    List<TrialSpec> changed =
        List.of(
            new TrialSpec(0, 2, s.role(), s.origin(), spec(1).configuration(), s.seed()),
            new TrialSpec(0, 2, s.role(), s.origin(), s.configuration(), 5),
            TrialSpec.finalist(0, s, s.seed()).nextAttempt());
    for (TrialSpec other : changed) {
      assertThatThrownBy(() -> storage.start(lease, other))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("trial 0");
    }
    assertThat(only(study).spec()).isEqualTo(s);
  }

  @Test
  void finalistsSayWhomTheyRepeatAndAreNoPartOfTheSearch() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    for (int n = 0; n < 2; n++) {
      storage.start(lease, spec(n));
      finish(lease, spec(n), completed(0.5 + n));
    }
    TrialSpec better = TrialSpec.finalist(2, spec(1), 77);
    storage.start(lease, better);
    finish(lease, better, completed(0.1));
    TrialSpec open = TrialSpec.finalist(3, spec(0), 78);
    storage.start(lease, open);

    assertThat(storage.finals(study.id())).extracting(Trial::spec).containsExactly(better, open);
    assertThat(storage.finals(study.id()))
        .containsExactlyElementsOf(storage.trials(study.id()).subList(2, 4));
    assertThat(storage.front(study.id())).extracting(Trial::number).containsExactly(0);
    StudySummary summary = storage.studies().get(0);
    assertThat(summary.best()).hasValue(0.5);
    assertThat(summary.count(TrialState.COMPLETED)).isEqualTo(2);
    assertThat(summary.count(TrialState.RUNNING)).isZero();

    TrialSpec ofAnother = TrialSpec.finalist(3, spec(1), 78);
    TrialSpec changed =
        new TrialSpec(
            3,
            2,
            TrialRole.FINALIST,
            open.origin(),
            open.configuration(),
            open.seed(),
            ofAnother.repeats());
    assertThatThrownBy(() -> storage.start(lease, changed))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("trial 3");
    storage.requeue(lease, open);
    storage.start(lease, open.nextAttempt());
    assertThat(storage.finals(study.id()).get(1).spec()).isEqualTo(open.nextAttempt());
    assertThat(storage.finals(storage.create(definition("b")).id())).isEmpty();
  }

  @Test
  void aNumberIsTakenOnce() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    assertThatThrownBy(() -> storage.start(lease, spec(0)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("trial 0");
    finish(lease, spec(0), completed(1));
    assertThatThrownBy(() -> storage.start(lease, spec(0).nextAttempt()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("never runs again");
    assertThat(only(study).state()).isEqualTo(TrialState.COMPLETED);
  }

  @Test
  void aTrialEndsOnce() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    assertThatThrownBy(() -> finish(lease, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    storage.start(lease, spec(0));
    finish(lease, spec(0), completed(1));
    assertThatThrownBy(() -> finish(lease, spec(0), completed(2)))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(
            () -> storage.report(lease, spec(0), new EpochReport(1, Map.of("loss", 1.0), 1), "w"))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.requeue(lease, spec(0)))
        .isInstanceOf(StaleTrialException.class);
    assertThat(only(study).completed().orElseThrow().values()).containsExactly(1.0);
    assertThat(only(study).epochs()).isEmpty();
  }

  @Test
  void reportsOfAnotherAttemptAreRefused() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    EpochReport report = new EpochReport(1, Map.of("loss", 1.0), 1);
    assertThatThrownBy(() -> storage.report(lease, spec(0).nextAttempt(), report, "w"))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.report(lease, spec(1), report, "w"))
        .isInstanceOf(StaleTrialException.class);
    storage.start(lease, spec(0).nextAttempt());
    assertThatThrownBy(() -> storage.report(lease, spec(0), report, "w"))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> finish(lease, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    assertThat(only(study).epochs()).isEmpty();
  }

  @Test
  void aRequeuedTrialWaitsAndRunsAsTheNextAttempt() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    storage.report(lease, spec(0), new EpochReport(1, Map.of("loss", 1.0), 1), "w");
    storage.requeue(lease, spec(0));
    Trial waiting = only(study);
    assertThat(waiting.state()).isEqualTo(TrialState.WAITING);
    assertThat(waiting.epochs()).isEmpty();
    assertThat(waiting.worker()).isEmpty();
    assertThat(waiting.spec()).isEqualTo(spec(0));
    assertThatThrownBy(() -> finish(lease, spec(0), completed(1)))
        .isInstanceOf(StaleTrialException.class);
    assertThatThrownBy(() -> storage.start(lease, spec(0))).isInstanceOf(StorageException.class);
    storage.start(lease, spec(0).nextAttempt());
    finish(lease, spec(0).nextAttempt(), completed(1));
    assertThat(only(study).state()).isEqualTo(TrialState.COMPLETED);
  }

  @Test
  void aCompletedTrialHasAValueForEachCriterion() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    Outcome two = new Outcome.Completed(List.of(1.0, 2.0), Map.of(), OptionalInt.empty());
    assertThatThrownBy(() -> finish(lease, spec(0), two))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("2 values for 1");
    assertThat(only(study).state()).isEqualTo(TrialState.RUNNING);
  }

  // Attachments and scores

  @Test
  void keepsAttachments() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    byte[] model = new byte[5_000_000];
    new Random(5).nextBytes(model);
    storage.start(lease, spec(0));
    storage.finish(
        lease,
        spec(0),
        completed(1),
        MINUTE,
        "w",
        List.of(
            new Attachment(Attachment.MODEL, "application/octet-stream", model),
            Attachment.text(Attachment.LOG, "tail ü\n"),
            new Attachment("empty", "image/png", new byte[0])));
    assertThat(storage.attachmentNames(study.id(), 0)).containsExactly("empty", "log", "model");
    Attachment read = storage.attachment(study.id(), 0, Attachment.MODEL).orElseThrow();
    assertThat(read.bytes()).isEqualTo(model);
    assertThat(read.mediaType()).isEqualTo("application/octet-stream");
    assertThat(storage.attachment(study.id(), 0, Attachment.LOG).orElseThrow().asText())
        .isEqualTo("tail ü\n");
    assertThat(storage.attachment(study.id(), 0, "empty").orElseThrow().bytes()).isEmpty();
    assertThat(storage.attachment(study.id(), 0, "none")).isEmpty();
    assertThat(storage.attachment(study.id(), 1, "model")).isEmpty();
    storage.start(lease, spec(1));
    storage.finish(
        lease, spec(1), completed(1), MINUTE, "w", List.of(Attachment.text(Attachment.LOG, "l")));
    assertThat(storage.trialsWith(study.id(), Attachment.LOG)).containsExactly(0, 1);
    assertThat(storage.trialsWith(study.id(), Attachment.MODEL)).containsExactly(0);
    assertThat(storage.trialsWith(study.id(), "none")).isEmpty();
    storage.removeAttachment(study.id(), 0, Attachment.MODEL);
    storage.removeAttachment(study.id(), 0, Attachment.MODEL);
    storage.removeAttachment(study.id(), 7, Attachment.MODEL);
    assertThat(storage.attachmentNames(study.id(), 0)).containsExactly("empty", "log");
  }

  @Test
  void anAttachmentThatCannotBeStoredLeavesTheTrialRunning() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    assertThatThrownBy(
            () ->
                storage.finish(
                    lease,
                    spec(0),
                    completed(1),
                    MINUTE,
                    "another worker",
                    List.of(
                        Attachment.text("log", "one"),
                        Attachment.text("other", "two"),
                        Attachment.text("log", "three"))))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("log");
    assertThat(only(study).state()).isEqualTo(TrialState.RUNNING);
    assertThat(only(study).worker()).isEmpty();
    assertThat(storage.attachmentNames(study.id(), 0)).isEmpty();
    assertThat(storage.studies().get(0).best()).isEmpty();
    storage.finish(
        lease, spec(0), completed(1), MINUTE, "w", List.of(Attachment.text("log", "one")));
    assertThat(storage.attachmentNames(study.id(), 0)).containsExactly("log");
  }

  @Test
  void theFrontIsThatOfAllTrials() {
    StudyDefinition two =
        StudyDefinition.inCode(
            "a", SPACE, List.of(Criterion.minimize("loss"), Criterion.maximize("accuracy")), 7);
    Study study = storage.create(two);
    assertThat(storage.front(study.id())).isEmpty();
    assertThat(storage.front(99)).isEmpty();
    StudyLease lease = lease(study);
    Random random = new Random(3);
    for (int number = 0; number < 60; number++) {
      TrialSpec spec = spec(number);
      storage.start(lease, spec);
      storage.report(lease, spec, new EpochReport(1, Map.of("loss", 0.5), 1), "w");
      if (number % 7 == 3) {
        finish(lease, spec, new Outcome.Failed("diverged"));
      } else if (number != 50) {
        List<Double> values = List.of((double) random.nextInt(9), (double) random.nextInt(9));
        finish(lease, spec, new Outcome.Completed(values, Map.of("loss", 1.0), OptionalInt.of(1)));
      }
    }
    List<Trial> front = storage.front(study.id());
    assertThat(front).isNotEmpty();
    assertThat(front).isEqualTo(ParetoFront.of(two.criteria(), storage.trials(study.id())));
  }

  @Test
  void attachesToATrialThatHasEndedAllOrNothing() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    storage.finish(
        lease,
        spec(0),
        completed(1),
        Duration.ofSeconds(1),
        "w",
        List.of(Attachment.text(Attachment.LOG, "log"), Attachment.text("samples", "before")));

    storage.attach(
        study.id(),
        0,
        List.of(Attachment.text("samples", "after"), Attachment.text("forecast", "1 2 3")));

    assertThat(storage.attachmentNames(study.id(), 0))
        .containsExactly("forecast", "log", "samples");
    assertThat(storage.attachment(study.id(), 0, "samples").map(Attachment::asText))
        .contains("after");
    Attachment twice = Attachment.text("log", "twice");
    assertThatThrownBy(() -> storage.attach(study.id(), 0, List.of(twice, twice)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("two attachments named log");
    assertThat(storage.attachment(study.id(), 0, "log").map(Attachment::asText)).contains("log");
    assertThatThrownBy(() -> storage.attach(study.id(), 7, List.of(twice)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no trial 7");
  }

  @Test
  void keepsTheLatestTestScore() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    finish(lease, spec(0), completed(1));
    assertThat(storage.testScore(study.id(), 0)).isEmpty();
    storage.recordTestScore(study.id(), 0, Map.of("test.loss", 0.5, "test.accuracy", 0.8));
    storage.recordTestScore(study.id(), 0, Map.of("test.loss", 0.25));
    assertThat(storage.testScore(study.id(), 0)).isEqualTo(Map.of("test.loss", 0.25));
    assertThat(storage.testScore(study.id(), 1)).isEmpty();
    assertThat(storage.testScores(study.id())).isEqualTo(Map.of(0, Map.of("test.loss", 0.25)));
    assertThat(storage.testScores(99)).isEmpty();
    assertThatThrownBy(() -> storage.recordTestScore(study.id(), 1, Map.of("test.loss", 1.0)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no trial 1");
  }

  // Threads

  @Test
  void manyThreadsMayUseItAtOnce() throws Exception {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    int threads = 8;
    int each = 12;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t * each;
        done.add(
            pool.submit(
                () -> {
                  for (int number = first; number < first + each; number++) {
                    TrialSpec spec = spec(number);
                    storage.start(lease, spec);
                    for (int epoch = 1; epoch <= 3; epoch++) {
                      storage.report(
                          lease,
                          spec,
                          new EpochReport(epoch, Map.of("loss", number + 0.1 * epoch), 1),
                          "w" + first);
                    }
                    storage.finish(
                        lease,
                        spec,
                        completed(number),
                        MINUTE,
                        "w" + first,
                        List.of(Attachment.text("log", "of " + number)));
                    for (Trial trial : storage.trials(study.id())) {
                      assertThat(trial.state().finished()).isEqualTo(trial.outcome().isPresent());
                    }
                  }
                  return true;
                }));
      }
      for (Future<Boolean> future : done) {
        assertThat(future.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
    List<Trial> trials = storage.trials(study.id());
    assertThat(trials).hasSize(threads * each);
    for (int number = 0; number < trials.size(); number++) {
      assertThat(trials.get(number).spec()).isEqualTo(spec(number));
      assertThat(trials.get(number).epochs()).hasSize(3);
      assertThat(trials.get(number).outcome()).contains(completed(number));
      assertThat(storage.attachment(study.id(), number, "log").orElseThrow().asText())
          .isEqualTo("of " + number);
    }
  }

  @Test
  void ofManyThreadsOneGetsTheStudyAndOneTheNumber() throws Exception {
    Study study = storage.create(definition("a"));
    List<Callable<StudyLease>> takers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String holder = "holder " + i;
      takers.add(() -> storage.acquire(study.id(), holder, MINUTE, NOBODY_DIED));
    }
    List<StudyLease> leases = successes(takers, StudyHeldException.class);
    assertThat(leases).hasSize(1);
    List<Callable<Integer>> starters = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      starters.add(
          () -> {
            storage.start(leases.get(0), spec(0));
            return 0;
          });
    }
    assertThat(successes(starters, StorageException.class)).hasSize(1);
    assertThat(only(study).spec()).isEqualTo(spec(0));
  }

  private static <T> List<T> successes(
      List<Callable<T>> calls, Class<? extends Exception> allowedFailure) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(calls)) {
        try {
          results.add(future.get());
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(allowedFailure);
        }
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aCallerThatIsInterruptedStoresAllTheSame() {
    Study study = storage.create(definition("a"));
    StudyLease lease = lease(study);
    storage.start(lease, spec(0));
    Thread.currentThread().interrupt();
    try {
      finish(lease, spec(0), completed(1));
      assertThat(only(study).state()).isEqualTo(TrialState.COMPLETED);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(only(study).state()).isEqualTo(TrialState.COMPLETED);
  }

  @Test
  void isNoUseAfterClosing() {
    storage.close();
    storage.close();
    assertThatThrownBy(() -> storage.studies())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> storage.create(definition("a"))).isInstanceOf(StorageException.class);
  }
}
