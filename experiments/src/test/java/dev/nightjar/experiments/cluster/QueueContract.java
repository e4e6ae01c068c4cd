package dev.nightjar.experiments.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the queue of a shared study promises, over whatever database; each test has its study. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A lease that has expired as soon as it is given. */
  private static final Duration OVER = Duration.ofSeconds(-1);

  private static final Host HOST = new Host("id-1", "host-1", 2);
  private static final Host OTHER = new Host("id-2", "host-2", 3);

  private SharedStudies studies;
  private Study study;
  private StudyLease lease;
  private Assignments assignments;
  private Claims claims;

  /**
   * A storage with nothing in it; closed by the contract.
   *
   * @param folder a folder for its files
   */
  protected abstract JdbcStorage newStorage(Path folder);

  @BeforeAll
  void open(@TempDir Path folder) {
    studies = new SharedStudies(newStorage(folder));
  }

  @BeforeEach
  void begin() {
    study = studies.create();
    lease = studies.lease(study, "runner");
    assignments = studies.shared(study).assignments();
    claims = studies.shared(study).claims();
  }

  @AfterAll
  void close() {
    studies.close();
  }

  private static TrialSpec spec(int number) {
    return new TrialSpec(
        number,
        1,
        TrialRole.SEARCH,
        "uniform",
        new Configuration(Map.of("x", number + 0.5)),
        1L << (40 + number));
  }

  private static EpochReport epoch(int number) {
    return new EpochReport(number, Map.of("loss", 1.0 / number, "nan", Double.NaN), 0.25);
  }

  private static Evaluation finished(double loss) {
    return new Evaluation.Finished(Result.of("loss", loss), List.of());
  }

  private void put(TrialSpec spec) {
    studies.storage().start(lease, spec);
    assignments.put(lease, spec);
  }

  private Claim claim(Host host, Duration time) {
    return claims.claim(host, "claim-" + System.nanoTime(), time).orElseThrow();
  }

  private Assignment only() {
    assertThat(assignments.state().assignments()).hasSize(1);
    return assignments.state().assignments().get(0);
  }

  @Test
  void aTrialGoesThroughTheQueueUnchanged() {
    put(spec(3));
    Assignment queued = only();
    assertThat(queued.number()).isEqualTo(3);
    assertThat(queued.attempt()).isEqualTo(1);
    assertThat(queued.state()).isEqualTo(AssignmentState.QUEUED);
    assertThat(queued.host()).isEmpty();
    assertThat(queued.expired()).isFalse();

    Claim claim = claim(HOST, MINUTE);
    assertThat(claim.spec()).isEqualTo(spec(3));
    assertThat(only().state()).isEqualTo(AssignmentState.CLAIMED);
    assertThat(only().host()).contains("host-1");
    assertThat(only().worker()).isEmpty();

    assertThat(claims.begin(claim, "host-1/worker-1", MINUTE)).contains(Verdict.NONE);
    assertThat(claims.report(claim, epoch(1), MINUTE)).contains(Verdict.NONE);
    assertThat(claims.report(claim, epoch(2), MINUTE)).contains(Verdict.NONE);
    assertThat(claims.report(claim, epoch(2), MINUTE)).as("the same again").isPresent();
    assertThat(only().worker()).contains("host-1/worker-1");
    assertThat(only().lastEpoch()).isEqualTo(2);
    assertThat(assignments.epochs(3, 0)).containsExactly(epoch(1), epoch(2));
    assertThat(assignments.epochs(3, 1)).containsExactly(epoch(2));

    Evaluation.Finished evaluation =
        new Evaluation.Finished(
            new Result(
                Map.of("loss", 0.5, "nan", Double.NaN),
                OptionalInt.of(2),
                List.of(new Attachment("model", "application/zip", new byte[3_000_000]))),
            List.of(Attachment.text("log", "zażółć \uD83D\uDC26")));
    assertThat(claims.end(claim, evaluation)).isTrue();
    assertThat(only().state()).isEqualTo(AssignmentState.ENDED);
    Evaluation.Finished read = (Evaluation.Finished) assignments.evaluation(3);
    assertThat(read.result().metrics()).isEqualTo(evaluation.result().metrics());
    assertThat(read.result().bestEpoch()).hasValue(2);
    assertThat(read.result().attachments()).hasSize(1);
    assertThat(read.result().attachments().get(0).bytes()).hasSize(3_000_000);
    assertThat(read.attachments().get(0).asText()).isEqualTo("zażółć \uD83D\uDC26");
  }

  @Test
  void aFailureKeepsItsCauseAndLog() {
    put(spec(0));
    Claim claim = claim(HOST, MINUTE);
    assertThat(
            claims.end(
                claim, new Evaluation.Failed("diverged", List.of(Attachment.text("log", "oh")))))
        .isTrue();
    Evaluation.Failed read = (Evaluation.Failed) assignments.evaluation(0);
    assertThat(read.cause()).isEqualTo("diverged");
    assertThat(read.attachments()).extracting(Attachment::asText).containsExactly("oh");
  }

  @Test
  void onlyWhatHasEndedHasAnEvaluation() {
    put(spec(0));
    assertThatThrownBy(() -> assignments.evaluation(0))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("trial 0 has not ended");
  }

  @Test
  void noTrialIsClaimedTwiceHoweverManyHostsAsk() throws Exception {
    int trials = 24;
    for (int i = 0; i < trials; i++) {
      put(spec(i));
    }
    AtomicInteger tokens = new AtomicInteger();
    Callable<List<Integer>> host =
        () -> {
          List<Integer> mine = new ArrayList<>();
          for (int misses = 0; misses < 3; ) {
            Optional<Claim> claim = claims.claim(HOST, "token-" + tokens.incrementAndGet(), MINUTE);
            claim.ifPresent(c -> mine.add(c.spec().number()));
            misses += claim.isPresent() ? 0 : 1;
          }
          return mine;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Integer> all = new ArrayList<>();
      for (Future<List<Integer>> claimed : threads.invokeAll(List.of(host, host, host, host))) {
        all.addAll(claimed.get());
      }
      assertThat(all).hasSize(trials).doesNotHaveDuplicates();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theLowestNumberIsClaimedFirst() {
    put(spec(2));
    put(spec(1));
    assertThat(claim(HOST, MINUTE).spec().number()).isEqualTo(1);
    assertThat(claim(OTHER, MINUTE).spec().number()).isEqualTo(2);
    assertThat(claims.claim(HOST, "more", MINUTE)).isEmpty();
  }

  @Test
  void aClaimThatHasExpiredStandsUntilItIsGivenUp() {
    put(spec(0));
    Claim late = claim(HOST, OVER);
    assertThat(only().expired()).isTrue();
    assertThat(claims.renew(late, MINUTE)).as("late, but nobody minded").isPresent();
    assertThat(only().expired()).isFalse();
    assertThat(assignments.giveUp(lease, spec(0))).as("it was renewed just before").isFalse();
    assertThat(claims.renew(late, OVER)).isPresent();
    assertThat(assignments.giveUp(lease, spec(0))).isTrue();
    assertThat(assignments.giveUp(lease, spec(0))).as("again").isTrue();
    assertThat(only().state()).isEqualTo(AssignmentState.LOST);
  }

  @Test
  void everySignOfLifeIsSeen() {
    put(spec(0));
    Claim claim = claim(HOST, MINUTE);
    Set<Object> signs = new HashSet<>();
    signs.add(only().signOfLife());
    assertThat(claims.begin(claim, "w", Duration.ofSeconds(61))).isPresent();
    signs.add(only().signOfLife());
    assertThat(claims.renew(claim, Duration.ofSeconds(62))).isPresent();
    signs.add(only().signOfLife());
    assertThat(claims.report(claim, epoch(1), Duration.ofSeconds(63))).isPresent();
    signs.add(only().signOfLife());
    assertThat(signs).hasSize(4);
    assertThat(claims.verdict(claim)).isPresent();
    assertThat(signs).as("to ask is no sign of life").contains(only().signOfLife());
  }

  /** A host that was silent for too long comes back at whatever moment. */
  @Test
  void whoeverComesLateIsRefused() {
    put(spec(0));
    Claim late = claim(HOST, OVER);
    claims.report(late, epoch(1), OVER);
    assignments.giveUp(lease, spec(0));
    assertRefused(late);

    TrialSpec next = spec(0).nextAttempt();
    put(next);
    assertRefused(late);
    assertThat(assignments.epochs(0, 0)).as("the lost attempt's epochs are gone").isEmpty();

    Claim now = claim(OTHER, MINUTE);
    assertThat(now.spec()).isEqualTo(next);
    assertRefused(late);
    assertThat(claims.end(now, finished(2))).isTrue();
    assertRefused(late);
    assertThat(((Evaluation.Finished) assignments.evaluation(0)).result().metrics())
        .containsEntry("loss", 2.0);
  }

  private void assertRefused(Claim late) {
    Assignment before = only();
    assertThat(claims.begin(late, "late", MINUTE)).isEmpty();
    assertThat(claims.report(late, epoch(9), MINUTE)).isEmpty();
    assertThat(claims.renew(late, MINUTE)).isEmpty();
    assertThat(claims.verdict(late)).isEmpty();
    assertThat(claims.end(late, finished(1))).isFalse();
    claims.giveBack(late);
    assertThat(only()).usingRecursiveComparison().ignoringFields("expired").isEqualTo(before);
  }

  @Test
  void anEndIsStoredOnce() {
    put(spec(0));
    Claim claim = claim(HOST, MINUTE);
    assertThat(claims.end(claim, finished(1))).isTrue();
    assertThat(claims.end(claim, finished(2))).isFalse();
    assertThat(((Evaluation.Finished) assignments.evaluation(0)).result().metrics())
        .containsEntry("loss", 1.0);
    assertThat(assignments.giveUp(lease, spec(0))).as("it has ended").isFalse();
  }

  @Test
  void aDecisionReachesTheHostAndRemains() {
    put(spec(0));
    Claim claim = claim(HOST, MINUTE);
    claims.report(claim, epoch(1), MINUTE);
    assignments.judge(lease, spec(0), 1, Decision.CONTINUE);
    assertThat(claims.verdict(claim)).contains(new Verdict(1, Decision.CONTINUE));
    assignments.judge(lease, spec(0), 2, new Decision.Stop("worse than others"));
    Verdict stop = new Verdict(2, new Decision.Stop("worse than others"));
    assertThat(claims.renew(claim, MINUTE)).contains(stop);
    assertThat(claims.report(claim, epoch(3), MINUTE)).contains(stop);
    assignments.judge(lease, spec(0), 3, new Decision.Stop("another reason"));
    assertThat(claims.verdict(claim)).contains(new Verdict(3, stop.decision()));
    assertThat(only().decision()).isEqualTo(stop.decision());
    assertThat(only().judgedEpoch()).isEqualTo(3);
  }

  @Test
  void whatIsGivenBackIsSeenAndNotClaimedAgainByItself() {
    put(spec(0));
    Claim claim = claim(HOST, MINUTE);
    claims.giveBack(claim);
    assertThat(only().state()).isEqualTo(AssignmentState.RETURNED);
    assertThat(claims.claim(OTHER, "t", MINUTE)).isEmpty();
    assertRefused(claim);
    put(spec(0).nextAttempt());
    assertThat(claim(OTHER, MINUTE).spec().attempt()).isEqualTo(2);
  }

  @Test
  void whatNoHostHasIsWithdrawn() {
    put(spec(0));
    put(spec(1));
    put(spec(2));
    put(spec(3));
    claim(HOST, MINUTE);
    Claim returned = claim(HOST, MINUTE);
    claims.giveBack(returned);
    Claim ended = claim(HOST, MINUTE);
    claims.end(ended, finished(1));
    assertThat(assignments.withdraw(lease, spec(0))).as("a host has it").isFalse();
    assertThat(assignments.withdraw(lease, spec(1))).as("given back").isTrue();
    assertThat(assignments.withdraw(lease, spec(2))).as("it has ended").isFalse();
    assertThat(assignments.withdraw(lease, spec(3))).as("nobody has it").isTrue();
    assertThat(assignments.state().assignments())
        .extracting(Assignment::number)
        .containsExactly(0, 2);
  }

  @Test
  void whatIsPutInTwiceIsThereOnce() {
    put(spec(0));
    Claim claim = claim(HOST, MINUTE);
    assignments.put(lease, spec(0));
    assertThat(claims.renew(claim, MINUTE)).as("its host keeps it").isPresent();
  }

  @Test
  void anotherAttemptTakesThePlaceOfTheEarlierAlone() {
    put(spec(0));
    put(spec(1));
    claims.giveBack(claim(HOST, MINUTE));
    put(spec(0).nextAttempt());
    assertThat(assignments.state().assignments())
        .extracting(Assignment::number, Assignment::attempt)
        .containsExactly(tuple(0, 2), tuple(1, 1));
  }

  @Test
  void whatDoesNotRunAnyMoreIsRemoved() {
    for (int i = 0; i < 4; i++) {
      put(spec(i));
    }
    Claim first = claim(HOST, MINUTE);
    claims.report(first, epoch(1), MINUTE);
    claims.end(first, finished(1));
    studies
        .storage()
        .finish(
            lease,
            spec(0),
            new Outcome.Completed(List.of(1.0), Map.of("loss", 1.0), OptionalInt.empty()),
            Duration.ZERO,
            "host-1",
            List.of());
    studies.storage().requeue(lease, spec(1));
    studies.storage().start(lease, spec(2).nextAttempt());
    assignments.clean(lease);
    assertThat(assignments.state().assignments()).extracting(Assignment::number).containsExactly(3);
    assertThat(assignments.epochs(0, 0)).isEmpty();
  }

  @Test
  void onlyTheHolderOfTheLeaseChangesTheQueue() {
    put(spec(0));
    claim(HOST, OVER);
    studies.lease(study, "another");
    Decision stop = new Decision.Stop("late");
    assertThatThrownBy(() -> assignments.put(lease, spec(1)))
        .isInstanceOf(StudyHeldException.class);
    assertThatThrownBy(() -> assignments.judge(lease, spec(0), 1, stop))
        .isInstanceOf(StudyHeldException.class);
    assertThatThrownBy(() -> assignments.giveUp(lease, spec(0)))
        .isInstanceOf(StudyHeldException.class);
    assertThatThrownBy(() -> assignments.withdraw(lease, spec(0)))
        .isInstanceOf(StudyHeldException.class);
    assertThatThrownBy(() -> assignments.clean(lease)).isInstanceOf(StudyHeldException.class);
    assertThat(only().state()).isEqualTo(AssignmentState.CLAIMED);
    assertThat(only().decision()).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void hostsThatAttendHaveSlots() {
    assertThat(assignments.state().slots()).isZero();
    claims.attend(HOST, MINUTE);
    claims.attend(OTHER, MINUTE);
    claims.attend(OTHER, MINUTE);
    assertThat(assignments.state().slots()).isEqualTo(5);
    claims.attend(HOST, OVER);
    assertThat(assignments.state().slots()).as("one is silent").isEqualTo(3);
    claims.leave(OTHER);
    assertThat(assignments.state().slots()).isZero();
    claims.attend(HOST, MINUTE);
    assertThat(assignments.state().slots()).as("heard again").isEqualTo(2);
  }

  @Test
  void theHolderOfTheStudyIsKnown() {
    assertThat(claims.holder()).contains(new Holder("runner", false));
    studies.storage().renew(lease, OVER);
    assertThat(claims.holder()).contains(new Holder("runner", true));
    studies.storage().release(lease);
    assertThat(claims.holder()).isEmpty();
  }

  @Test
  void studiesDoNotSeeEachOthersTrials() {
    put(spec(0));
    Study another = studies.create();
    SharedStudy shared = studies.shared(another);
    shared.claims().attend(HOST, MINUTE);
    assertThat(shared.claims().claim(HOST, "t", MINUTE)).isEmpty();
    assertThat(shared.assignments().state().assignments()).isEmpty();
    assertThat(assignments.state().slots()).isZero();
  }
}
