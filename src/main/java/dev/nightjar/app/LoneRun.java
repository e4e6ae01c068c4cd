package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.run.ProcessIdentity;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.storage.HeldStudy;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.strategy.warmstart.EarlierTrial;
import dev.nightjar.search.study.Study;
import java.time.Clock;
import java.util.List;

/** A study that this process runs alone, from its lease to its conclusion. */
final class LoneRun {

  private final StudyCommand command;
  private final Experiment experiment;
  private final String continuation;
  private final Clock clock;

  /**
   * A run.
   *
   * @param continuation the command that goes on where the run ended
   */
  LoneRun(StudyCommand command, Experiment experiment, String continuation, Clock clock) {
    this.command = command;
    this.experiment = experiment;
    this.continuation = continuation;
    this.clock = clock;
  }

  /**
   * Searches until the study ends.
   *
   * @return the exit code
   */
  int of(Storage storage, Study study, Interruption interruption) throws InterruptedException {
    StudyLease lease =
        storage.acquire(
            study.id(), ProcessIdentity.current(), StudyRunner.LEASE, ProcessIdentity::state);
    try (HeldStudy held = new HeldStudy(storage, lease)) {
      List<EarlierTrial> earlier = WarmStart.of(storage, experiment, study.created());
      try (Placement placement = Placement.of(experiment)) {
        introduce(command, study, experiment, earlier);
        StudyEnd end;
        try (Onlookers onlookers =
            Onlookers.of(command, storage, study, experiment.budget(), clock)) {
          StudyRunner runner =
              new StudyRunner(
                  study,
                  storage,
                  held.lease(),
                  Composition.plan(experiment, earlier),
                  placement.trials(),
                  onlookers,
                  clock);
          interruption.onStop(runner::interrupt);
          end = runner.run();
        }
        interruption.onStop(placement::close);
        return new Conclusion(
                command, storage, study, placement.here(), interruption, continuation, clock)
            .of(end);
      }
    }
  }

  /** Says what is about to be searched. */
  static void introduce(
      StudyCommand command, Study study, Experiment experiment, List<EarlierTrial> earlier) {
    if (command.quiet() || command.json()) {
      return;
    }
    int workers = Placement.slots(experiment);
    command
        .out()
        .printf(
            "%s: %s search over %d parameter%s, %d worker%s%s%n",
            study.name(),
            experiment.strategy().type(),
            experiment.space().dimension(),
            experiment.space().dimension() == 1 ? "" : "s",
            workers,
            workers == 1 ? "" : "s",
            experiment.executor().local() ? "" : " on " + experiment.executor().type());
    experiment
        .warmStart()
        .ifPresent(
            name -> command.out().printf("learns from %d trials of %s%n", earlier.size(), name));
  }
}
