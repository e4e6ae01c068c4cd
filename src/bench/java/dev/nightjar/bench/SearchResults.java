package dev.nightjar.bench;

import dev.nightjar.search.comparison.Ranks;
import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.comparison.Solved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of all samplers on some problems, and what they had found after so many trials. */
final class SearchResults {
  private final List<SearchProblem> problems;
  private final Map<String, Map<String, List<SearchRun>>> runs = new LinkedHashMap<>();

  /**
   * Sorts runs.
   *
   * @param all runs, those of other problems too
   */
  SearchResults(List<SearchProblem> problems, List<SearchRun> all) {
    this.problems = List.copyOf(problems);
    for (SearchProblem problem : problems) {
      Map<String, List<SearchRun>> bySampler = new LinkedHashMap<>();
      all.stream()
          .filter(run -> run.problem().equals(problem.name()))
          .forEach(
              run -> bySampler.computeIfAbsent(run.sampler(), name -> new ArrayList<>()).add(run));
      runs.put(problem.name(), bySampler);
    }
  }

  List<SearchProblem> problems() {
    return problems;
  }

  /** Every run of these problems. */
  List<SearchRun> runs() {
    return runs.values().stream().flatMap(m -> m.values().stream()).flatMap(List::stream).toList();
  }

  /** What each run had found. */
  double[] best(SearchProblem problem, String sampler, int trials) {
    return runs.get(problem.name()).get(sampler).stream()
        .mapToDouble(run -> run.best(trials))
        .toArray();
  }

  double median(SearchProblem problem, String sampler, int trials) {
    return Ranks.median(best(problem, sampler, trials));
  }

  /** What counts as solved after so many trials, by Optuna's random search. */
  Solved solved(SearchProblem problem, int trials) {
    return Solved.of(problem.optimum(), best(problem, SearchOptuna.RANDOM, trials));
  }

  /** Likewise, solved runs being the same. */
  double[] tied(SearchProblem problem, String sampler, int trials) {
    return solved(problem, trials).tied(best(problem, sampler, trials));
  }

  /** One array a problem. */
  List<double[]> tied(String sampler, int trials) {
    return problems.stream().map(problem -> tied(problem, sampler, trials)).toList();
  }
}
