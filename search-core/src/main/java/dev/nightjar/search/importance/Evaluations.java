package dev.nightjar.search.importance;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * The completed trials of a history, by number.
 *
 * @param configurations what was evaluated
 * @param losses what came of it, small being good
 */
record Evaluations(List<Configuration> configurations, List<Double> losses) {

  /** J. W. Tukey's outer fence, in interquartile ranges above the upper quartile. */
  private static final double FENCE = 3;

  /**
   * Collects them. Losses far out on the bad side are moved to the outer fence of a box plot: a few
   * trainings that diverged would otherwise be all that anything depends on.
   *
   * @throws ImportanceException if they do not suffice
   */
  static Evaluations of(History history) {
    if (history.space().dimension() == 0) {
      throw new ImportanceException("nothing is searched, so there is nothing to compare");
    }
    Goal goal = history.criteria().get(0).goal();
    List<Finished<Outcome.Completed>> trials = history.completed();
    if (trials.size() < ImportanceMethod.FEWEST_TRIALS) {
      throw new ImportanceException(
          "importance needs at least "
              + ImportanceMethod.FEWEST_TRIALS
              + " completed trials, but there are "
              + trials.size());
    }
    double[] losses =
        trials.stream().mapToDouble(t -> goal.loss(t.outcome().values().get(0))).toArray();
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    if (sorted[0] == sorted[sorted.length - 1]) {
      throw new ImportanceException(
          "all "
              + trials.size()
              + " completed trials have the same value, so no parameter makes a difference");
    }
    double lower = sorted[sorted.length / 4];
    double upper = sorted[3 * sorted.length / 4];
    if (upper > lower) {
      double fence = upper + FENCE * (upper - lower);
      Arrays.setAll(losses, i -> Math.min(losses[i], fence));
    }
    return new Evaluations(
        trials.stream().map(t -> t.trial().configuration()).toList(),
        Arrays.stream(losses).boxed().toList());
  }

  int size() {
    return losses.size();
  }
}
