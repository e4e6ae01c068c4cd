package dev.nightjar.search.strategy;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A long history as a model can still read it in the time of a suggestion: of the completed trials
 * the best and the newest, of pruned and failed ones the newest. What has been tried, and how many
 * trials there are, is that of the whole. A short history is left as it is.
 */
public final class Excerpt extends HistoryView {

  /** Completed trials in an excerpt: half of them the best, half the newest of the others. */
  public static final int MOST = 1_000;

  private final List<Finished<Outcome.Completed>> completed;
  private final List<Finished<Outcome.Pruned>> pruned;
  private final List<Finished<Outcome.Failed>> failed;

  private Excerpt(History whole) {
    super(whole);
    this.completed = bestAndNewest(whole);
    this.pruned = newest(whole.pruned(), MOST / 2);
    this.failed = newest(whole.failed(), MOST / 4);
  }

  /** Of a history, which is returned itself if it is short. Costs O(n log n) with n trials. */
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
    Criterion criterion = history.criteria().get(0);
    double[] losses = new double[all.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = criterion.goal().loss(all.get(i).outcome().values().get(0));
    }
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double limit = sorted[MOST / 2 - 1];
    // Equals of the last one that is good enough go in as far as there is room, oldest first.
    long better = Arrays.stream(losses).filter(loss -> loss < limit).count();
    long equals = MOST / 2 - better;
    boolean[] kept = new boolean[losses.length];
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] < limit || (losses[i] == limit && equals-- > 0)) {
        kept[i] = true;
      }
    }
    int room = MOST - MOST / 2;
    for (int i = losses.length - 1; i >= 0 && room > 0; i--) {
      if (!kept[i]) {
        kept[i] = true;
        room--;
      }
    }
    List<Finished<Outcome.Completed>> excerpt = new ArrayList<>(MOST);
    for (int i = 0; i < losses.length; i++) {
      if (kept[i]) {
        excerpt.add(all.get(i));
      }
    }
    return excerpt;
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
