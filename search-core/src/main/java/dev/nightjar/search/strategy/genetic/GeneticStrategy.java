package dev.nightjar.search.strategy.genetic;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.EncodedTrials;
import dev.nightjar.search.strategy.Excerpt;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.strategy.Ranking;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import io.jenetics.Alterer;
import io.jenetics.DoubleChromosome;
import io.jenetics.DoubleGene;
import io.jenetics.Genotype;
import io.jenetics.IntermediateCrossover;
import io.jenetics.Mutator;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.Selector;
import io.jenetics.TournamentSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * An asynchronous steady-state genetic algorithm. There are no generations to wait for: the archive
 * is the history, and each suggestion is one child of two parents chosen by tournament among the
 * best trials finished so far. Failed trials are the worst members.
 *
 * <p>With several criteria it is NSGA-II in the same manner: the best are those on the foremost
 * Pareto fronts, and within a front the loneliest ({@link ParetoRanking}).
 *
 * <p>A genotype is a point of the unit cube, one gene a parameter, decoded by the space. Genes of
 * inactive parameters are borrowed from members that have them, so that a child that switches to
 * another branch starts from values that served there.
 *
 * <p>Of a long history the members are chosen from an {@link Excerpt}, in which the best are.
 *
 * <p>Selection and variation are Jenetics' operators, called as functions under {@link
 * RandomRegistry#with}, so that all chance comes from the generator given.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class GeneticStrategy implements Strategy {

  /** Children bred before the parents' surroundings are taken to be used up. */
  private static final int CHILDREN = 64;

  private final GeneticSettings settings;
  private final Selector<DoubleGene, Integer> selector;
  private final Alterer<DoubleGene, Integer> alterer;
  private final EncodedTrials encoded = new EncodedTrials();

  /** With the default settings. */
  public GeneticStrategy() {
    this(GeneticSettings.defaults());
  }

  /** With these settings. */
  public GeneticStrategy(GeneticSettings settings) {
    this.settings = settings;
    this.selector = new TournamentSelector<>(settings.tournament());
    this.alterer =
        Alterer.of(
            new UniformCrossover<>(settings.crossover(), 0.5),
            new IntermediateCrossover<>(settings.crossover() / 2, 0.25),
            new Mutator<>(settings.mutation() / 4),
            new ScaledGaussianMutator(settings.mutation()));
  }

  @Override
  public Optional<Suggestion> suggest(History whole, RandomGenerator random) {
    History history = members(whole) <= Excerpt.BEST ? Excerpt.of(whole) : whole;
    List<Trial> finished = bestFirst(history);
    if (history.size() < settings.population() || finished.size() < 2) {
      return atRandom(history, random);
    }
    SearchSpace space = history.space();
    ISeq<Phenotype<DoubleGene, Integer>> archive = archive(history, finished, random);
    for (int i = 0; i < CHILDREN; i++) {
      ISeq<Phenotype<DoubleGene, Integer>> parents =
          RandomRegistry.with(random, r -> selector.select(archive, 2, Optimize.MINIMUM));
      Configuration child = space.decode(breed(parents, history.size(), random));
      if (history.mayTry(child)) {
        String origin =
            "genetic: child of "
                + parents.get(0).generation()
                + " and "
                + parents.get(1).generation();
        return Optional.of(new Suggestion(child, origin));
      }
    }
    return atRandom(history, random);
  }

  /** With several criteria the completed ones are ordered by their fronts. */
  private static List<Trial> bestFirst(History history) {
    Ranking ranking = Ranking.of(history);
    if (history.criteria().size() == 1) {
      return ranking.bestFirst();
    }
    List<Trial> finished = new ArrayList<>(ParetoRanking.bestFirst(history));
    List<Trial> others = ranking.bestFirst();
    finished.addAll(others.subList(finished.size(), others.size()));
    return finished;
  }

  private static Optional<Suggestion> atRandom(History history, RandomGenerator random) {
    return Untried.any(history, random).map(c -> new Suggestion(c, RandomStrategy.ORIGIN));
  }

  /** The most members of an archive; a front needs more than a point. */
  private int members(History history) {
    return settings.population() * history.criteria().size();
  }

  /**
   * The members, best first. A member's fitness is its rank, 0 being best and all failed ones
   * equal; its generation is its trial's number.
   */
  private ISeq<Phenotype<DoubleGene, Integer>> archive(
      History history, List<Trial> finished, RandomGenerator random) {
    int size = Math.min(members(history), finished.size());
    int failedRank = finished.size() - history.failed().size();
    List<double[]> points = new ArrayList<>(size);
    for (Trial member : finished.subList(0, size)) {
      points.add(encoded.point(history.space(), member).clone());
    }
    fillInactive(points, random);
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                Phenotype.of(
                    genotype(points.get(i)),
                    finished.get(i).number(),
                    Integer.valueOf(Math.min(i, failedRank))))
        .collect(ISeq.toISeq());
  }

  /** Replaces each NaN by the coordinate of a random member that has it, or by any. */
  private static void fillInactive(List<double[]> points, RandomGenerator random) {
    int dimension = points.get(0).length;
    for (int d = 0; d < dimension; d++) {
      int coordinate = d;
      double[] active =
          points.stream().mapToDouble(p -> p[coordinate]).filter(u -> !Double.isNaN(u)).toArray();
      for (double[] point : points) {
        if (Double.isNaN(point[d])) {
          point[d] =
              active.length == 0 ? random.nextDouble() : active[random.nextInt(active.length)];
        }
      }
    }
  }

  private static Genotype<DoubleGene> genotype(double[] point) {
    DoubleGene[] genes =
        Arrays.stream(point).mapToObj(u -> DoubleGene.of(u, 0, 1)).toArray(DoubleGene[]::new);
    return Genotype.of(DoubleChromosome.of(genes));
  }

  private double[] breed(
      ISeq<Phenotype<DoubleGene, Integer>> parents, long generation, RandomGenerator random) {
    Phenotype<DoubleGene, Integer> child =
        RandomRegistry.with(random, r -> alterer.alter(parents, generation).population().get(0));
    double[] point = child.genotype().chromosome().as(DoubleChromosome.class).toArray();
    for (int d = 0; d < point.length; d++) {
      point[d] = Math.max(0, Math.min(1, point[d]));
    }
    return point;
  }
}
