package dev.nightjar.app;

import dev.nightjar.search.finalist.FinalistPlan;
import java.time.Duration;

/**
 * How the time that somebody gives to {@code auto} is divided: the start, the search with its
 * finalists, and what follows them, which is the test part, the exports and the report.
 *
 * @param asked the wall-clock time, at least {@link #LEAST}
 */
record AutoBudget(Duration asked) {

  /** In less there is no search worth the name. */
  static final Duration LEAST = Duration.ofSeconds(30);

  /** Until a JVM has started, and the data are read. */
  private static final Duration START = Duration.ofSeconds(3);

  /** Scoring, exporting and reporting take this, and a fiftieth of the budget, a minute at most. */
  private static final Duration END = Duration.ofSeconds(5);

  private static final int SHARE_OF_END = 50;
  private static final Duration MOST_SHARED = Duration.ofMinutes(1);

  /** What a trial may take in any case, unless that is more than a quarter of the search. */
  private static final Duration LEAST_TRIAL = Duration.ofSeconds(10);

  /**
   * A shorter budget has fewer finalists: more would leave the search too little, and each trial.
   */
  private static final Duration SHORT = Duration.ofMinutes(10);

  /**
   * More seeds than planned fill the time that is left, and give the ensemble more to choose of.
   */
  private static final int MOST_SEEDS = 10;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if it is too short
   */
  AutoBudget {
    if (asked.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "the budget is " + asked.toSeconds() + " s; it should be at least " + LEAST.toSeconds());
    }
  }

  /** The time of the search and its finalists, which an experiment file can say: whole seconds. */
  Duration search() {
    return wholeSeconds(asked.minus(START).minus(end()));
  }

  /**
   * What the search of this process may take: no more than {@link #search}, and less if the start
   * was slow. A machine that is slow at the start is taken to be as slow at the end.
   *
   * @param passed since the command began
   */
  Duration searchAfter(Duration passed) {
    double slowness = Math.max(1, (double) passed.toNanos() / START.toNanos());
    Duration end = Duration.ofNanos((long) (slowness * end().toNanos()));
    Duration left = asked.minus(passed).minus(end);
    Duration least = asked.minus(passed).dividedBy(3); // Whatever the end takes.
    Duration some = left.compareTo(least) < 0 ? least : left;
    if (some.compareTo(Duration.ofSeconds(1)) < 0) {
      return Duration.ofSeconds(1); // What has come too late ends at once, but in order.
    }
    return some.compareTo(search()) < 0 ? some : search();
  }

  private Duration end() {
    Duration share = asked.dividedBy(SHARE_OF_END);
    return END.plus(share.compareTo(MOST_SHARED) < 0 ? share : MOST_SHARED);
  }

  /** Who is trained again. */
  FinalistPlan finalists() {
    return asked.compareTo(SHORT) < 0
        ? new FinalistPlan(2, 2, MOST_SEEDS, false)
        : new FinalistPlan(3, 3, MOST_SEEDS, false);
  }

  /**
   * How long a trial may take, so that all finalists take no more than half of the search's time,
   * however long the trials are: the search itself leaves them no more.
   *
   * @param workers how many run at once
   */
  Duration trial(int workers) {
    int trainings = finalists().top() * finalists().seeds();
    // However the trainings are put in a row they end no later (Graham 1969, Bounds on
    // multiprocessing timing anomalies), and seeds differ by a tenth.
    double rounds = 1.1 * (trainings + workers - 1) / workers;
    Duration fitting = wholeSeconds(Duration.ofMillis((long) (search().toMillis() / (2 * rounds))));
    Duration quarter = wholeSeconds(search().dividedBy(4));
    Duration least = LEAST_TRIAL.compareTo(quarter) < 0 ? LEAST_TRIAL : quarter;
    return fitting.compareTo(least) < 0 ? least : fitting;
  }

  private static Duration wholeSeconds(Duration duration) {
    return Duration.ofSeconds(duration.toSeconds());
  }
}
