package dev.nightjar.search.strategy.warmstart;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EnqueuedStrategy;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Begins a search with what an earlier study found.
 *
 * <p>First the best configurations of the earlier study are tried again, {@value #RETRIED} that are
 * not too near each other, drawn into the space where that has changed. So what was known is not
 * lost, and it is seen how results then and now differ. After that another strategy goes on, which
 * takes earlier trials that lie in the space for completed ones of this study: their results
 * shifted by the median of the differences seen so far. While results are the same as then, it
 * keeps all of that evidence; else two earlier trials make room for each own one, those nearest to
 * own ones first, since what is known by own trials need not be guessed from others.
 *
 * <p>The idea that good configurations of a similar task come first is that of M. Feurer, J. T.
 * Springenberg and F. Hutter, "Initializing Bayesian Hyperparameter Optimization via
 * Meta-Learning", 2015. Suggestions are a function of the earlier trials, the history and the
 * generator.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class WarmStartedStrategy implements Strategy {

  /** Where suggestions come from that repeat earlier trials. */
  public static final String ORIGIN = "warm start";

  /** How many configurations are tried again. */
  static final int RETRIED = 3;

  /** Mean difference of coordinates from which two configurations are worth trying both. */
  private static final double APART = 0.1;

  /** More earlier trials are not learned from: the best half, and others evenly over the rest. */
  private static final int MOST_EVIDENCE = 100;

  /** How many earlier trials make room for an own one. */
  private static final int DROPPED = 2;

  /** Relative to the results, a difference that is rounding only. */
  private static final double ROUNDING = 1e-9;

  private final List<EarlierTrial> earlier;
  private final Strategy afterwards;
  private Optional<Prepared> last = Optional.empty();

  /** The earlier trials as a study of this space and these criteria sees them. */
  private record Prepared(
      SearchSpace space, List<Criterion> criteria, List<Evidence> evidence, Strategy strategy) {}

  /**
   * A strategy for a study.
   *
   * @param earlier trials of the earlier study, with a result for each criterion of the new one
   * @param afterwards who suggests after the best were tried again
   */
  public WarmStartedStrategy(List<EarlierTrial> earlier, Strategy afterwards) {
    this.earlier = List.copyOf(earlier);
    this.afterwards = afterwards;
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    return prepared(history).strategy().suggest(history, random);
  }

  private Prepared prepared(History history) {
    if (last.isEmpty()
        || !last.get().space().equals(history.space())
        || !last.get().criteria().equals(history.criteria())) {
      SearchSpace space = history.space();
      List<EarlierTrial> ranked = ranked(earlier, history.criteria());
      List<Evidence> evidence = atMost(withoutTwins(Evidence.within(space, ranked)));
      Strategy strategy =
          new EnqueuedStrategy(
              retried(space, ranked),
              ORIGIN,
              (now, random) -> afterwards.suggest(with(evidence, now), random));
      last = Optional.of(new Prepared(space, history.criteria(), evidence, strategy));
    }
    return last.get();
  }

  /** Best first: by how many others dominate a trial, and then by the first criterion. */
  private static List<EarlierTrial> ranked(List<EarlierTrial> trials, List<Criterion> criteria) {
    double[][] losses =
        trials.stream()
            .map(t -> new Outcome.Completed(t.results(), Map.of(), OptionalInt.empty()))
            .map(outcome -> ParetoFront.losses(criteria, outcome))
            .toArray(double[][]::new);
    int[] dominating = new int[losses.length];
    for (int i = 0; i < losses.length; i++) {
      for (double[] other : losses) {
        dominating[i] += ParetoFront.dominates(other, losses[i]) ? 1 : 0;
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer>comparingInt(i -> dominating[i])
            .thenComparing(i -> losses[i], Arrays::compare));
    return order.stream().map(trials::get).toList();
  }

  /** A configuration that was evaluated twice counts with its better result. */
  private static List<Evidence> withoutTwins(List<Evidence> ranked) {
    Map<Configuration, Evidence> first = new LinkedHashMap<>();
    ranked.forEach(e -> first.putIfAbsent(e.configuration(), e));
    return List.copyOf(first.values());
  }

  private static List<Evidence> atMost(List<Evidence> ranked) {
    if (ranked.size() <= MOST_EVIDENCE) {
      return ranked;
    }
    int best = MOST_EVIDENCE / 2;
    int others = MOST_EVIDENCE - best;
    List<Evidence> kept = new ArrayList<>(ranked.subList(0, best));
    for (int i = 0; i < others; i++) {
      kept.add(ranked.get(best + (int) ((long) i * (ranked.size() - best) / others)));
    }
    return List.copyOf(kept);
  }

  private static List<Configuration> retried(SearchSpace space, List<EarlierTrial> ranked) {
    List<Configuration> chosen = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (EarlierTrial trial : ranked) {
      Configuration configuration = new Configuration(Evidence.nearest(space, trial));
      double[] point = space.encode(configuration);
      boolean apart = points.stream().allMatch(p -> Evidence.distance(p, point) >= APART);
      if (apart && !configuration.values().isEmpty()) {
        chosen.add(configuration);
        points.add(point);
      }
      if (chosen.size() == RETRIED) {
        break;
      }
    }
    return chosen;
  }

  private static History with(List<Evidence> evidence, History history) {
    Map<Configuration, List<Double>> own = new HashMap<>();
    for (Finished<Outcome.Completed> finished : history.completed()) {
      own.put(finished.trial().configuration(), finished.outcome().values());
    }
    List<Evidence> both =
        evidence.stream().filter(e -> own.containsKey(e.configuration())).toList();
    double[] shift = new double[history.criteria().size()];
    boolean same = true;
    for (int k = 0; k < shift.length && !both.isEmpty(); k++) {
      double[] differences = new double[both.size()];
      for (int i = 0; i < differences.length; i++) {
        double now = own.get(both.get(i).configuration()).get(k);
        differences[i] = now - both.get(i).results().get(k);
        same &= Math.abs(differences[i]) <= ROUNDING * Math.abs(now);
      }
      Arrays.sort(differences);
      shift[k] = differences[differences.length / 2];
    }
    List<Evidence> others =
        evidence.stream().filter(e -> !own.containsKey(e.configuration())).toList();
    List<Evidence> kept =
        same
            ? others
            : farthest(others, evidence.size() - DROPPED * history.completed().size(), history);
    return new WarmHistory(kept.stream().map(e -> shifted(e, shift)).toList(), history);
  }

  /** At most so many, those that are the farthest from completed trials. */
  private static List<Evidence> farthest(List<Evidence> others, int most, History history) {
    if (most <= 0) {
      return List.of();
    }
    List<double[]> points =
        history.completed().stream()
            .map(f -> history.space().encode(f.trial().configuration()))
            .toList();
    Map<Evidence, Double> distances = new HashMap<>();
    for (Evidence e : others) {
      distances.put(
          e, points.stream().mapToDouble(p -> Evidence.distance(p, e.point())).min().orElse(1));
    }
    return others.stream()
        .sorted(Comparator.comparingDouble(e -> -distances.get(e)))
        .limit(most)
        .toList();
  }

  private static Evidence shifted(Evidence e, double[] shift) {
    List<Double> results = new ArrayList<>();
    for (int k = 0; k < shift.length; k++) {
      results.add(e.results().get(k) + shift[k]);
    }
    return new Evidence(e.configuration(), e.point(), List.copyOf(results));
  }
}
