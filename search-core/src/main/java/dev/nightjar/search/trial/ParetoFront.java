package dev.nightjar.search.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The completed trials of a study that no other one dominates. A trial dominates another that it is
 * better than by one criterion and not worse than by any. With one criterion these are the best
 * trial and its equals.
 *
 * <p>Adding a trial costs one comparison with each member. Not safe for use by several threads at
 * once.
 */
public final class ParetoFront {

  private final List<Criterion> criteria;
  private final List<Trial> members = new ArrayList<>();

  /**
   * A front without trials.
   *
   * @param criteria at least one
   */
  public ParetoFront(List<Criterion> criteria) {
    this.criteria = List.copyOf(criteria);
  }

  /** The front of some trials, from best to worst by the first criterion. */
  public static List<Trial> of(List<Criterion> criteria, Collection<Trial> trials) {
    ParetoFront front = new ParetoFront(criteria);
    trials.forEach(front::add);
    return front.trials();
  }

  /** Takes in a trial; no effect if it did not complete or a member dominates it. */
  public void add(Trial trial) {
    if (trial.completed().isEmpty()) {
      return;
    }
    double[] losses = losses(criteria, trial);
    if (members.stream().noneMatch(m -> dominates(losses(criteria, m), losses))) {
      members.removeIf(m -> dominates(losses, losses(criteria, m)));
      members.add(trial);
      members.sort(bestFirst(criteria));
    }
  }

  /** Whether a trial is on the front. */
  public boolean contains(Trial trial) {
    return members.stream().anyMatch(m -> m.number() == trial.number());
  }

  /** The members, from best to worst by the first criterion. */
  public List<Trial> trials() {
    return List.copyOf(members);
  }

  /**
   * Completed trials by the first criterion; equal ones by the next, and so on; at last by number.
   * The first of all trials in this order is on the front.
   */
  public static Comparator<Trial> bestFirst(List<Criterion> criteria) {
    return Comparator.<Trial, double[]>comparing(t -> losses(criteria, t), Arrays::compare)
        .thenComparingInt(Trial::number);
  }

  /** The values of a completed trial, one a criterion, turned so that smaller is better. */
  private static double[] losses(List<Criterion> criteria, Trial trial) {
    return losses(criteria, trial.completed().orElseThrow());
  }

  /** The values of an outcome, one a criterion, turned so that smaller is better. */
  public static double[] losses(List<Criterion> criteria, Outcome.Completed outcome) {
    double[] losses = new double[criteria.size()];
    for (int k = 0; k < losses.length; k++) {
      losses[k] = criteria.get(k).goal().loss(outcome.values().get(k));
    }
    return losses;
  }

  /**
   * Which rows no other one dominates; of equal ones all. Costs a comparison of each row with the
   * front.
   *
   * @param losses a row a trial, one a criterion
   */
  public static boolean[] undominated(double[][] losses) {
    Integer[] order = new Integer[losses.length];
    Arrays.setAll(order, i -> i);
    // Who dominates another stands before it in this order.
    Arrays.sort(order, (a, b) -> Arrays.compare(losses[a], losses[b]));
    boolean[] undominated = new boolean[losses.length];
    List<double[]> front = new ArrayList<>();
    for (int i : order) {
      if (front.stream().noneMatch(member -> dominates(member, losses[i]))) {
        undominated[i] = true;
        front.add(losses[i]);
      }
    }
    return undominated;
  }

  /** Whether losses are smaller in one place and not larger in any. */
  public static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int k = 0; k < a.length; k++) {
      if (a[k] > b[k]) {
        return false;
      }
      better |= a[k] < b[k];
    }
    return better;
  }
}
