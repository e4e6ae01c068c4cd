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
  private final Function<Study, Display> displays;
  private final Conclusion conclusion;
  private final Clock clock;
  private Optional<Display> display = Optional.empty();
  private boolean first = true;
  private OptionalInt exitCode = OptionalInt.empty();

  /**
   * The part of a run.
   *
   * @param displays show the study, each while this process runs it
   * @param conclusion what follows when it has ended
   */
  SharedRun(
      Storage storage,
      Supplier<StudyPlan> plan,
      Pace pace,
      Function<Study, Display> displays,
      Conclusion conclusion,
      Clock clock) {
    this.storage = storage;
    this.plan = plan;
    this.pace = pace;
    this.displays = displays;
    this.conclusion = conclusion;
    this.clock = clock;
  }

  @Override
  public StudyRunner runner(Study study, StudyLease lease, TrialExecutor executor) {
    Display shown = displays.apply(study);
    display = Optional.of(shown);
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
    closeDisplay();
    exitCode = OptionalInt.of(conclusion.of(end));
  }

  @Override
  public void lost(StorageException cause) {
    closeDisplay();
  }

  private void closeDisplay() {
    display.ifPresent(Display::close);
    display = Optional.empty();
  }

  /** The exit code of the conclusion; empty if this process did not conclude the study. */
  OptionalInt exitCode() {
    return exitCode;
  }
}
