package dev.nightjar.search.strategy.evolution;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Ranking;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The generations of a history and the distribution they lead to. What was computed for the
 * generations of an earlier call is used again while they are the first ones of the history: a
 * cache, nothing more.
 */
final class Lineage {

  /**
   * A generation.
   *
   * @param ranked best first
   * @param failed whether all of them failed, so that there is nothing to learn
   */
  private record Generation(List<Configuration> ranked, boolean failed) {}

  private final SearchSpace space;
  private final EvolutionSettings settings;
  private final List<Generation> learned = new ArrayList<>();
  private Starts starts;
  private Distribution distribution;

  /** Before the first generation. */
  Lineage(SearchSpace space, EvolutionSettings settings) {
    this.space = space;
    this.settings = settings;
    this.starts = new Starts(space.dimension());
    this.distribution = begin(Weights.population(space.dimension()));
  }

  SearchSpace space() {
    return space;
  }

  /** The distribution that the finished trials of a history of this space lead to. */
  Distribution after(History history) {
    Ranking ranking = Ranking.of(history);
    List<Trial> bestFirst = ranking.bestFirst();
    Map<Integer, Integer> ranks = new HashMap<>();
    for (int rank = 0; rank < bestFirst.size(); rank++) {
      ranks.put(bestFirst.get(rank).number(), rank);
    }
    List<Trial> byNumber = new ArrayList<>(bestFirst);
    byNumber.sort(Comparator.comparingInt(Trial::number));

    int from = 0;
    for (int i = 0; i < learned.size(); i++) {
      int to = from + learned.get(i).ranked().size();
      if (to > byNumber.size()
          || !generation(byNumber.subList(from, to), ranks, ranking).equals(learned.get(i))) {
        learned.clear();
        starts = new Starts(space.dimension());
        distribution = begin(Weights.population(space.dimension()));
        from = 0;
        break;
      }
      from = to;
    }
    while (from + distribution.population() <= byNumber.size()) {
      int to = from + distribution.population();
      learn(generation(byNumber.subList(from, to), ranks, ranking));
      from = to;
    }
    return distribution;
  }

  private static Generation generation(
      List<Trial> trials, Map<Integer, Integer> ranks, Ranking ranking) {
    List<Trial> ranked = new ArrayList<>(trials);
    ranked.sort(Comparator.comparingInt(trial -> ranks.get(trial.number())));
    boolean failed = ranks.get(ranked.get(0).number()) >= ranking.evaluated().size();
    return new Generation(ranked.stream().map(Trial::configuration).toList(), failed);
  }

  private void learn(Generation generation) {
    learned.add(generation);
    if (!generation.failed()) {
      distribution.update(generation.ranked().stream().map(space::encode).toList());
    }
    if (converged()) {
      distribution = begin(2 * distribution.population());
    }
  }

  private Distribution begin(int population) {
    return new Distribution(starts.next(), settings.deviation(), population);
  }

  private boolean converged() {
    for (int i = 0; i < space.dimension(); i++) {
      if (distribution.deviation(i) > settings.converged()) {
        return false;
      }
    }
    return true;
  }
}
