package dev.nightjar.app;

import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.StudyListener;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shows a search while it runs. On a terminal: two lines that are redrawn. Elsewhere: one line a
 * finished trial; with JSON asked for, that line is the trial's JSON.
 */
final class Display implements StudyListener, AutoCloseable {

  /** How the display writes. */
  enum Mode {
    LIVE,
    LINES,
    JSON_LINES,
    SILENT
  }

  private static final long REDRAW_MILLIS = 500;

  private final TerminalWriter out;
  private final Mode mode;
  private final Study study;
  private final Criterion criterion;
  private final Budget budget;
  private final long begunNanos = System.nanoTime();

  /** No {@link java.util.Timer}, which waits a day when the system's clock is set back by one. */
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "display");
            thread.setDaemon(true);
            return thread;
          });

  // Guarded by this: the timer redraws what the runner's loop counts.
  private int completed;
  private int pruned;
  private int failed;
  private int running;
  private int doneBefore;
  private OptionalDouble best = OptionalDouble.empty();
  private OptionalDouble change = OptionalDouble.empty();
  private int bestNumber;
  private FinalProgress finals = FinalProgress.NONE;
  private Duration reserveSaid = Duration.ZERO;
  private final ParetoFront front;
  private boolean drawn;

  Display(TerminalWriter out, Mode mode, Study study, Budget budget) {
    this.out = out;
    this.mode = mode;
    this.study = study;
    this.criterion = study.definition().criteria().get(0);
    this.front = new ParetoFront(study.definition().criteria());
    this.budget = budget;
  }

  @Override
  public synchronized void begun(History history) {
    history.completed().forEach(finished -> improve(finished.trial()));
    change = OptionalDouble.empty();
    count(history);
    doneBefore = completed + pruned + failed;
    if (mode == Mode.LIVE) {
      Future<?> unused = // It ends with the timer.
          timer.scheduleWithFixedDelay(
              this::redraw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void reserved(Duration time) {
    finals = finals.expecting(time);
    // Said again only if it has become another story.
    boolean news =
        time.compareTo(reserveSaid.multipliedBy(3).dividedBy(2)) > 0
            || time.multipliedBy(3).dividedBy(2).compareTo(reserveSaid) < 0;
    if (mode == Mode.LINES && budget.maxDuration().isPresent() && news) {
      reserveSaid = time;
      say("about " + Numbers.duration(time) + " of the time are kept for the finalists");
    }
  }

  @Override
  public synchronized void finals(String ended, int trainings, boolean more) {
    finals = finals.of(trainings);
    say(
        ended
            + " Finalists: "
            + trainings
            + (trainings == 1 ? " training" : " trainings")
            + " over fresh seeds follow"
            + (trainings == 1 ? "s" : "")
            + ", about "
            + Numbers.duration(finals.left())
            + (more ? ", and more while there is time." : "."));
  }

  private void say(String words) {
    if (mode == Mode.LINES || mode == Mode.LIVE) {
      erase();
      out.println(words);
      out.flush();
    }
  }

  @Override
  public synchronized void started(Trial trial, History history) {
    if (trial.spec().role() == TrialRole.FINALIST) {
      finals = finals.started();
    }
    count(history);
  }

  @Override
  public synchronized void ended(Trial trial, History history) {
    if (trial.spec().role() == TrialRole.FINALIST) {
      finals = finals.ended(true);
    } else {
      improve(trial);
    }
    count(history);
    switch (mode) {
      case LINES -> {
        out.println(line(trial));
        out.flush();
      }
      case JSON_LINES -> {
        out.println(Json.line(TrialView.json(study, trial, Map.of())));
        out.flush();
      }
      case LIVE -> {
        if (trial.state() == TrialState.FAILED) {
          erase();
          out.println(line(trial));
        }
        redraw();
      }
      case SILENT -> {}
    }
  }

  @Override
  public synchronized void lost(Trial trial, String cause, History history) {
    if (trial.spec().role() == TrialRole.FINALIST) {
      finals = finals.ended(false);
    }
    count(history);
    say(String.format(Locale.ROOT, "#%-4d lost       %s", trial.number(), cause));
  }

  private void count(History history) {
    completed = history.completed().size();
    pruned = history.pruned().size();
    failed = history.failed().size();
    running = history.running().size();
  }

  private void improve(Trial trial) {
    front.add(trial);
    trial
        .completed()
        .map(c -> c.values().get(0))
        .filter(v -> best.isEmpty() || criterion.goal().better(v, best.getAsDouble()))
        .ifPresent(
            v -> {
              change =
                  best.isPresent()
                      ? OptionalDouble.of(v - best.getAsDouble())
                      : OptionalDouble.empty();
              best = OptionalDouble.of(v);
              bestNumber = trial.number();
            });
  }

  private String line(Trial trial) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "#%-4d %-9s %s  %d epoch%s  %s",
            trial.number(),
            trial.state().label(),
            values(trial),
            trial.epochs().size(),
            trial.epochs().size() == 1 ? "" : "s",
            Numbers.duration(trial.times().duration())));
    TrialView.cause(trial).ifPresent(cause -> line.append("  ").append(cause));
    if (trial.spec().repeats().isPresent()) {
      return line.append("  (again #")
          .append(trial.spec().repeats().getAsInt())
          .append(')')
          .toString();
    }
    if (best.isPresent()) {
      line.append("  (best ").append(Numbers.value(best.getAsDouble()));
      line.append(" #").append(bestNumber);
      if (TrialView.several(study)) {
        line.append(", front of ").append(front.trials().size());
      }
      line.append(')');
    }
    return line.toString();
  }

  private String values(Trial trial) {
    return IntStream.range(0, study.definition().criteria().size())
        .mapToObj(k -> TrialView.value(study, trial, k))
        .map(value -> value.isPresent() ? Numbers.value(value.getAsDouble()) : "-")
        .collect(Collectors.joining(", "));
  }

  private synchronized void redraw() {
    erase();
    for (String line : progress().lines()) {
      out.println(line);
    }
    out.flush();
    drawn = true;
  }

  /** Moves up over the two lines drawn last and clears them. */
  private void erase() {
    if (drawn) {
      out.steer("\u001b[2A\u001b[0J");
      drawn = false;
    }
  }

  private Progress progress() {
    return new Progress(
        study.name(),
        completed,
        pruned,
        failed,
        running,
        budget.maxTrials(),
        study.elapsed().plusNanos(System.nanoTime() - begunNanos),
        budget.maxDuration(),
        doneBefore,
        study.elapsed(),
        best,
        change,
        bestNumber,
        TrialView.several(study) ? OptionalInt.of(front.trials().size()) : OptionalInt.empty(),
        finals);
  }

  @Override
  public synchronized void close() {
    timer.shutdown();
    if (mode == Mode.LIVE) {
      redraw();
    }
    drawn = false;
  }
}
