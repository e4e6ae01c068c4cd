package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A trial in the queue, followed by whoever runs the study: tells the runner what is new, in order,
 * and stores what the runner decides.
 */
final class FollowedTrial {

  private final Assignments assignments;
  private final StudyLease lease;
  private final TrialSpec spec;
  private final TrialEvents events;

  /** Whether something is being told; whoever does so writes the fields below. */
  private final AtomicBoolean busy = new AtomicBoolean();

  private volatile boolean begun;
  private volatile int told;
  private Decision decision;

  /** Whether there is nothing more to tell. */
  private volatile boolean over;

  /** Used by the thread that looks at the queue only. */
  private Optional<Instant> signOfLife = Optional.empty();

  private Duration silence = Duration.ZERO;

  /**
   * A trial.
   *
   * @param told up to which epoch the runner knows it
   * @param decision what is decided about it
   */
  FollowedTrial(
      Assignments assignments,
      StudyLease lease,
      TrialSpec spec,
      TrialEvents events,
      int told,
      Decision decision) {
    this.assignments = assignments;
    this.lease = lease;
    this.spec = spec;
    this.events = events;
    this.told = told;
    this.decision = decision;
  }

  TrialSpec spec() {
    return spec;
  }

  boolean over() {
    return over;
  }

  /** From now on nothing is told. */
  void leave() {
    over = true;
  }

  /**
   * Reckons for how long the host that has the trial was silent, as far as that could be seen.
   *
   * @param looked for how long it would have been heard since the last look
   * @return that time
   */
  Duration silence(Assignment now, Duration looked) {
    silence = now.signOfLife().equals(signOfLife) ? silence.plus(looked) : Duration.ZERO;
    signOfLife = now.signOfLife();
    return silence;
  }

  /** Whether there may be something to tell. */
  boolean hasNews(Assignment now) {
    return !over
        && ((now.state() != AssignmentState.QUEUED && now.state() != AssignmentState.CLAIMED)
            || (!begun && now.worker().isPresent())
            || now.lastEpoch() > told
            || told > now.judgedEpoch());
  }

  /** Takes the right to tell; false if somebody is telling. */
  boolean take() {
    return busy.compareAndSet(false, true);
  }

  /** Tells what a look at the queue showed, and gives the right to tell back. */
  void tell(Assignment now) {
    try {
      tellBegin(now);
      if (tellEpochs(now)) {
        tellEnd(now);
      }
    } finally {
      busy.set(false);
    }
  }

  private void tellBegin(Assignment now) {
    if (!begun && !over && now.worker().isPresent()) {
      events.began(spec, now.worker().get());
      begun = true;
    }
  }

  /** Tells epochs; false if the run has ended meanwhile. */
  private boolean tellEpochs(Assignment now) {
    if (now.lastEpoch() > told) {
      for (EpochReport report : assignments.epochs(spec.number(), told)) {
        if (over) {
          return false;
        }
        Decision answer = events.epoch(spec, report, who(now));
        if (answer == TrialEvents.RUN_ENDED) {
          over = true; // Another run may take it over: that this one has ended does not stop it.
          return false;
        }
        decision = answer;
        told = report.epoch();
      }
    }
    if (told > now.judgedEpoch() && now.state() == AssignmentState.CLAIMED) {
      assignments.judge(lease, spec, told, decision);
    }
    return true;
  }

  private void tellEnd(Assignment now) {
    if (over) {
      return;
    }
    switch (now.state()) {
      case QUEUED, CLAIMED -> {}
      case RETURNED -> {
        over = true;
        events.returned(spec, who(now));
      }
      case LOST -> {
        over = true;
        events.lost(spec, who(now) + " was not heard of any more", who(now));
      }
      case ENDED -> {
        Evaluation evaluation = assignments.evaluation(spec.number());
        over = true;
        events.ended(spec, evaluation, who(now));
      }
    }
  }

  private static String who(Assignment assignment) {
    return assignment.worker().or(assignment::host).orElse("nobody");
  }
}
