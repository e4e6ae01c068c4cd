package dev.nightjar.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.search.comparison.Ranks;
import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.comparison.Solved;
import dev.nightjar.search.comparison.Verdict;
import dev.nightjar.search.strategy.MannWhitney;
import dev.nightjar.search.strategy.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the runs say about the samplers; solved runs tie everywhere. */
final class SearchComparison {
  private static final double ERROR = 0.05;

  /** All that are ranked. */
  static final List<String> RANKED = ranked();

  private final SearchResults results;

  SearchComparison(SearchResults results) {
    this.results = results;
  }

  private static List<String> ranked() {
    List<String> names = new ArrayList<>();
    SearchSampler.ALL.stream()
        .filter(sampler -> sampler.workers() == 1)
        .forEach(sampler -> names.add(sampler.name()));
    names.addAll(SearchOptuna.SAMPLERS);
    return List.copyOf(names);
  }

  /**
   * One sampler against another on one problem.
   *
   * @param trials after how many
   * @param problem its name
   * @param against the other sampler
   * @param median of what the first found
   * @param theirs median of what the other found
   * @param solved the share of the first's runs that solved the problem
   * @param theirsSolved likewise
   * @param verdict corrected over all problems
   */
  record Row(
      int trials,
      String problem,
      String against,
      double median,
      double theirs,
      double solved,
      @JsonProperty("theirs_solved") double theirsSolved,
      Verdict verdict) {}

  /** The default against what is better of Optuna's TPE and GP by its median there and then. */
  List<Row> withOptuna(int trials) {
    List<String> against =
        results.problems().stream()
            .map(
                p ->
                    results.median(p, SearchOptuna.GP, trials)
                            < results.median(p, SearchOptuna.TPE, trials)
                        ? SearchOptuna.GP
                        : SearchOptuna.TPE)
            .toList();
    return rows(SearchSampler.BAYESIAN.name(), against, trials);
  }

  /** Four workers against one, at equal trials. */
  List<Row> fourWorkers(int trials) {
    List<String> against =
        results.problems().stream().map(p -> SearchSampler.BAYESIAN.name()).toList();
    return rows(SearchSampler.FOUR_WORKERS.name(), against, trials);
  }

  private List<Row> rows(String sampler, List<String> against, int trials) {
    List<SearchProblem> problems = results.problems();
    List<double[]> theirs = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      theirs.add(results.tied(problems.get(i), against.get(i), trials));
    }
    List<Verdict> verdicts = Verdict.of(results.tied(sampler, trials), theirs);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      SearchProblem problem = problems.get(i);
      rows.add(
          new Row(
              trials,
              problem.name(),
              against.get(i),
              results.median(problem, sampler, trials),
              results.median(problem, against.get(i), trials),
              solvedShare(problem, sampler, trials),
              solvedShare(problem, against.get(i), trials),
              verdicts.get(i)));
    }
    return rows;
  }

  private double solvedShare(SearchProblem problem, String sampler, int trials) {
    Solved solved = results.solved(problem, trials);
    return Arrays.stream(results.best(problem, sampler, trials))
        .map(best -> solved.is(best) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /**
   * Two samplers over all problems together.
   *
   * @param wins the probability that a run of the first is better, in the mean over problems; ties
   *     count half
   * @param p that it is as far from ½ by chance; two-sided, by the normal distribution
   */
  record Pooled(double wins, double p) {}

  /** Of rows of {@link #fourWorkers}. */
  Pooled pooledFourWorkers(List<Row> rows, int trials) {
    double score =
        MannWhitney.pooledScore(
            results.tied(SearchSampler.FOUR_WORKERS.name(), trials),
            results.tied(SearchSampler.BAYESIAN.name(), trials));
    double wins = rows.stream().mapToDouble(row -> row.verdict().wins()).average().orElseThrow();
    return new Pooled(wins, 2 * Normal.cdf(-Math.abs(score)));
  }

  /**
   * On how many problems one sampler is better than another.
   *
   * @param sampler which should be better
   * @param against the other
   * @param trials after how many
   * @param better on so many problems p is below 5 %
   * @param p of the one-sided test of Mann and Whitney by problem, not corrected
   */
  record Better(String sampler, String against, int trials, long better, Map<String, Double> p) {}

  Better better(SearchSampler sampler, SearchSampler against, int trials) {
    Map<String, Double> p = new LinkedHashMap<>();
    for (SearchProblem problem : results.problems()) {
      p.put(
          problem.name(),
          MannWhitney.oneSided(
              results.tied(problem, sampler.name(), trials),
              results.tied(problem, against.name(), trials)));
    }
    long better = p.values().stream().filter(v -> v < ERROR).count();
    return new Better(sampler.name(), against.name(), trials, better, p);
  }

  /** The rank of each sampler's median among those of all, 1 being best, averaged over problems. */
  Map<String, Double> meanRanks(int trials) {
    double[][] medians =
        results.problems().stream()
            .map(
                problem ->
                    RANKED.stream()
                        .mapToDouble(name -> Ranks.median(results.tied(problem, name, trials)))
                        .toArray())
            .toArray(double[][]::new);
    double[] ranks = Ranks.mean(medians);
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < ranks.length; i++) {
      byName.put(RANKED.get(i), ranks[i]);
    }
    return byName;
  }
}
