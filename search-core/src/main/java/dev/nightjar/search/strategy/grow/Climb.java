package dev.nightjar.search.strategy.grow;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.strategy.Ranking;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a history has climbed. The way leads over rungs of rising size at the smallest depth,
 * until one is worse than the best before it; from the best size over rungs of rising depth, until
 * one is worse. A rung is as good as its best trial, whoever suggested it.
 */
final class Climb {

  /**
   * Where one stands.
   *
   * @param size hidden units
   * @param depth layers
   */
  record Rung(long size, long depth) {}

  private final GrowRoles roles;
  private final List<Trial> bestFirst;
  private final int completed;

  /** Trials of any state, by rung. */
  private final Map<Rung, Integer> trials = new HashMap<>();

  /** Ranks of finished trials by rung, the best alone. */
  private final Map<Rung, Integer> ranks = new HashMap<>();

  private final Map<Rung, Integer> finished = new HashMap<>();

  Climb(History history, GrowRoles roles) {
    this.roles = roles;
    this.bestFirst = Ranking.of(history).bestFirst();
    this.completed = history.completed().size();
    for (int rank = 0; rank < bestFirst.size(); rank++) {
      Rung rung = rung(bestFirst.get(rank).configuration());
      ranks.putIfAbsent(rung, rank);
      finished.merge(rung, 1, Integer::sum);
      trials.merge(rung, 1, Integer::sum);
    }
    history.running().forEach(t -> trials.merge(rung(t.configuration()), 1, Integer::sum));
  }

  private Rung rung(Configuration configuration) {
    return new Rung(configuration.integer(roles.size()), configuration.integer(roles.depth()));
  }

  /** The best configuration that completed. */
  Optional<Configuration> best() {
    return completed == 0 ? Optional.empty() : Optional.of(bestFirst.get(0).configuration());
  }

  /** How many trials there are of a rung, running ones included. */
  int trials(Rung rung) {
    return trials.getOrDefault(rung, 0);
  }

  /**
   * The rung to try next, the way being as far as it is known. While trials of a rung run, it is
   * taken to be better than it may turn out, so that others need not wait.
   *
   * @param sizes rising
   * @param depths rising
   * @param tries trials after which a rung is judged
   * @param usedUp rungs that have no other configuration
   * @return empty at the end of the way
   */
  Optional<Rung> next(List<Long> sizes, List<Long> depths, int tries, Set<Rung> usedUp) {
    Rung best = new Rung(sizes.get(0), depths.get(0));
    boolean worse = false;
    for (int i = 0; i < sizes.size() && !worse; i++) {
      Rung rung = new Rung(sizes.get(i), depths.get(0));
      if (trials(rung) < tries && !usedUp.contains(rung)) {
        return Optional.of(rung);
      }
      if (trials(rung) > 0) { // Otherwise constraints forbid it; a larger one may be allowed.
        worse = worse(rung, best, tries);
        best = worse ? best : rung;
      }
    }
    worse = false;
    for (int i = 1; i < depths.size() && !worse; i++) {
      Rung rung = new Rung(best.size(), depths.get(i));
      if (trials(rung) < tries && !usedUp.contains(rung)) {
        return Optional.of(rung);
      }
      if (trials(rung) > 0) {
        worse = worse(rung, best, tries);
        best = worse ? best : rung;
      }
    }
    return Optional.empty();
  }

  /** Whether a rung is known to be worse: judged, and nothing of it completed that is better. */
  private boolean worse(Rung rung, Rung best, int tries) {
    int rank = ranks.getOrDefault(rung, Integer.MAX_VALUE);
    boolean judged = finished.getOrDefault(rung, 0) >= Math.min(tries, trials(rung));
    boolean better = rank < completed && rank <= ranks.getOrDefault(best, Integer.MAX_VALUE);
    return judged && !better;
  }
}
