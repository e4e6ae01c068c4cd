package dev.nightjar.app;

import dev.nightjar.experiments.cluster.Leadership;
import dev.nightjar.experiments.cluster.Pace;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.run.StudyPlan;
import dev.nightjar.search.run.StudyRunner;
import dev.nightjar.search.run.Tenure;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** What {@code nightjar run} does whenever it runs a shared study: shows it, and concludes it. */
final class SharedRun implements Leadership {

  private final Storage storage;
  private final Supplier<StudyPlan> plan;
  private final Pace pace;
  private final Function<Study, Onlookers> onlookers;
  private final Conclusion conclusion;
  private final Clock clock;
  private Optional<Onlookers> looking = Optional.empty();
  private boolean first = true;
  private OptionalInt exitCode = OptionalInt.empty();

  /**
   * The part of a run.
   *
   * @param onlookers show the study, each while this process runs it
   * @param conclusion what follows when it has ended
   */
  SharedRun(
      Storage storage,
      Supplier<StudyPlan> plan,
      Pace pace,
      Function<Study, Onlookers> onlookers,
      Conclusion conclusion,
      Clock clock) {
    this.storage = storage;
    this.plan = plan;
    this.pace = pace;
    this.onlookers = onlookers;
    this.conclusion = conclusion;
    this.clock = clock;
  }

  @Override
  public StudyRunner runner(Study study, StudyLease lease, TrialExecutor executor) {
    Onlookers shown = onlookers.apply(study);
    looking = Optional.of(shown);
    boolean byUser = first; // Later turns come by themselves.
    first = false;
    return new StudyRunner(
        study,
        storage,
        lease,
        new Tenure(pace.studyLease(), byUser),
        plan.get(),
        executor,
        shown,
        clock);
  }

  @Override
  public void ended(StudyEnd end) throws InterruptedException {
    stopLooking();
    exitCode = OptionalInt.of(conclusion.of(end));
  }

  @Override
  public void lost(StorageException cause) {
    stopLooking();
  }

  private void stopLooking() {
    looking.ifPresent(Onlookers::close);
    looking = Optional.empty();
  }

  /** The exit code of the conclusion; empty if this process did not conclude the study. */
  OptionalInt exitCode() {
    return exitCode;
  }
}
