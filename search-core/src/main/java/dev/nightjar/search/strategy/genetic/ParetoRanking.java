package dev.nightjar.search.strategy.genetic;

import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Orders the completed trials of a history with several criteria as NSGA-II does: K. Deb, A.
 * Pratap, S. Agarwal and T. Meyarivan, A Fast and Elitist Multiobjective Genetic Algorithm (2002),
 * IEEE Transactions on Evolutionary Computation 6(2).
 *
 * <p>First come those that none dominates ({@link ParetoFront}), then those that only these
 * dominate, and so on; in each of these fronts the lonelier before the more crowded, so that a
 * whole front is pursued and not one place of it. Costs n² comparisons of n trials.
 */
final class ParetoRanking {

  private ParetoRanking() {}

  /** The completed trials, best first; equal ones by number. */
  static List<Trial> bestFirst(History history) {
    List<Finished<Outcome.Completed>> completed = history.completed();
    double[][] losses =
        completed.stream()
            .map(finished -> ParetoFront.losses(history.criteria(), finished.outcome()))
            .toArray(double[][]::new);
    int[] front = fronts(losses);
    double[] crowding = crowding(losses, front);
    return IntStream.range(0, losses.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> front[i])
                .thenComparing(Comparator.<Integer>comparingDouble(i -> crowding[i]).reversed()))
        .map(i -> completed.get(i).trial())
        .toList();
  }

  /**
   * For each row (a trial's losses, one a criterion) the number of its front, from 0: one more than
   * the last front of those that dominate it, all of which stand before it in lexicographic order.
   */
  static int[] fronts(double[][] losses) {
    int[] order =
        IntStream.range(0, losses.length)
            .boxed()
            .sorted((a, b) -> Arrays.compare(losses[a], losses[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] front = new int[losses.length];
    for (int later = 1; later < order.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (front[order[earlier]] >= front[order[later]]
            && ParetoFront.dominates(losses[order[earlier]], losses[order[later]])) {
          front[order[later]] = front[order[earlier]] + 1;
        }
      }
    }
    return front;
  }

  /**
   * For each row the sum over the criteria of the distance between its neighbours in its front, in
   * parts of the front's width; infinite at the ends.
   */
  static double[] crowding(double[][] losses, int[] front) {
    double[] crowding = new double[losses.length];
    int fronts = Arrays.stream(front).max().orElse(-1) + 1;
    for (int number = 0; number < fronts; number++) {
      int which = number;
      List<Integer> members =
          new ArrayList<>(
              IntStream.range(0, losses.length).filter(i -> front[i] == which).boxed().toList());
      for (int k = 0; k < losses[0].length; k++) {
        int criterion = k;
        members.sort(Comparator.comparingDouble(i -> losses[i][criterion]));
        int first = members.get(0);
        int last = members.get(members.size() - 1);
        double width = losses[last][k] - losses[first][k];
        crowding[first] = Double.POSITIVE_INFINITY;
        crowding[last] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < members.size() - 1 && width > 0; i++) {
          crowding[members.get(i)] +=
              (losses[members.get(i + 1)][k] - losses[members.get(i - 1)][k]) / width;
        }
      }
    }
    return crowding;
  }
}
