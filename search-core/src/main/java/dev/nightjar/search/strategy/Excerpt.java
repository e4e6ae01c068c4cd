package dev.nightjar.search.strategy;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A long history as a model can still read it in the time of a suggestion: of the completed trials
 * the best and the newest, of pruned and failed ones the newest. The best by several criteria are
 * those on the Pareto front. What has been tried, and how many trials there are, is that of the
 * whole. A short history is left as it is.
 */
public final class Excerpt extends HistoryView {

  /** Completed trials in an excerpt: the best, and the newest of the others. */
  public static final int MOST = 1_000;

  /** How many of them are there for being the best; a Pareto front may have fewer. */
  public static final int BEST = MOST / 2;

  private final List<Finished<Outcome.Completed>> completed;
  private final List<Finished<Outcome.Pruned>> pruned;
  private final List<Finished<Outcome.Failed>> failed;

  private Excerpt(History whole) {
    super(whole);
    this.completed = bestAndNewest(whole);
    this.pruned = newest(whole.pruned(), MOST / 2);
    this.failed = newest(whole.failed(), MOST / 4);
  }

  /**
   * Of a history, which is returned itself if it is short. Costs O(n log n) with n trials, and with
   * several criteria n comparisons with the front.
   */
  public static History of(History history) {
    int finished = history.completed().size() + history.pruned().size() + history.failed().size();
    return finished <= MOST ? history : new Excerpt(history);
  }

  private static <O extends Outcome> List<Finished<O>> newest(List<Finished<O>> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static List<Finished<Outcome.Completed>> bestAndNewest(History history) {
    List<Finished<Outcome.Completed>> all = history.completed();
    if (all.size() <= MOST) {
      return all;
    }
    boolean[] kept =
        history.criteria().size() == 1
            ? best(history.criteria().get(0), all)
            : front(history.criteria(), all);
    int room = MOST;
    for (boolean one : kept) {
      room -= one ? 1 : 0;
    }
    for (int i = kept.length - 1; i >= 0 && room > 0; i--) {
      if (!kept[i]) {
        kept[i] = true;
        room--;
      }
    }
    List<Finished<Outcome.Completed>> excerpt = new ArrayList<>(MOST);
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        excerpt.add(all.get(i));
      }
    }
    return excerpt;
  }

  private static boolean[] best(Criterion criterion, List<Finished<Outcome.Completed>> all) {
    double[] losses = new double[all.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = criterion.goal().loss(all.get(i).outcome().values().get(0));
    }
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double limit = sorted[BEST - 1];
    // Equals of the last one that is good enough go in as far as there is room, oldest first.
    long better = Arrays.stream(losses).filter(loss -> loss < limit).count();
    long equals = BEST - better;
    boolean[] kept = new boolean[losses.length];
    for (int i = 0; i < losses.length; i++) {
      kept[i] = losses[i] < limit || (losses[i] == limit && equals-- > 0);
    }
    return kept;
  }

  /** Of a front that is too large the newest, which lie where the search has been last. */
  private static boolean[] front(List<Criterion> criteria, List<Finished<Outcome.Completed>> all) {
    double[][] losses = new double[all.size()][];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = ParetoFront.losses(criteria, all.get(i).outcome());
    }
    boolean[] front = ParetoFront.undominated(losses);
    int members = 0;
    for (int i = front.length - 1; i >= 0; i--) {
      members += front[i] ? 1 : 0;
      front[i] &= members <= BEST;
    }
    return front;
  }

  @Override
  public List<Finished<Outcome.Completed>> completed() {
    return completed;
  }

  @Override
  public List<Finished<Outcome.Pruned>> pruned() {
    return pruned;
  }

  @Override
  public List<Finished<Outcome.Failed>> failed() {
    return failed;
  }
}
