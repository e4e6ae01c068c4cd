package dev.nightjar.bench;

import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.comparison.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of the search benchmark, and the same as a document. */
final class SearchReport {
  private static final int[] COUNTS = {50, 100};

  private final SearchResults results;
  private final SearchComparison comparison;
  private final List<SearchTime> times;
  private final int last = COUNTS[COUNTS.length - 1];

  SearchReport(SearchResults results, List<SearchTime> times) {
    this.results = results;
    this.times = times;
    comparison = new SearchComparison(results);
  }

  private static void line(String format, Object... values) {
    System.out.println(TrainingBenchmark.format(format, values));
  }

  /** Prints the tables. */
  void print() {
    for (int trials : COUNTS) {
      medians(trials);
      verdicts(
          "bayesian against the better of Optuna's TPE and GP after " + trials + " trials",
          comparison.withOptuna(trials));
    }
    for (SearchComparison.Better better : genetic()) {
      line(
          "%s better than %s after %d trials on %d of %d problems; one-sided p:%s",
          better.sampler(),
          better.against(),
          better.trials(),
          better.better(),
          better.p().size(),
          probabilities(better.p()));
    }
    System.out.println();
    List<SearchComparison.Row> workers = comparison.fourWorkers(last);
    verdicts("bayesian with 4 asynchronous workers against 1, after " + last + " trials", workers);
    SearchComparison.Pooled pooled = comparison.pooledFourWorkers(workers, last);
    line("all problems together: wins %.3f, p = %.3f", pooled.wins(), pooled.p());
    System.out.println();
    System.out.println("own time over a search of six floats, CPU seconds, median of 3");
    for (SearchTime time : times) {
      line(
          "%-14s%6d trials%8.2f s, required: below %.0f s",
          time.sampler(), time.trials(), time.seconds(), time.required());
    }
  }

  private static String probabilities(Map<String, Double> p) {
    StringBuilder text = new StringBuilder();
    p.forEach((name, value) -> text.append(TrainingBenchmark.format(" %s %.4f", name, value)));
    return text.toString();
  }

  /** Samplers down, problems across. */
  private void medians(int trials) {
    System.out.println("median of the best after " + trials + " trials");
    StringBuilder head = new StringBuilder(TrainingBenchmark.format("%-18s", ""));
    StringBuilder optima = new StringBuilder(TrainingBenchmark.format("%-18s", "optimum"));
    for (SearchProblem problem : results.problems()) {
      head.append(TrainingBenchmark.format("%12s", shortName(problem)));
      optima.append(TrainingBenchmark.format("%12.5f", problem.optimum()));
    }
    System.out.println(head + "   mean rank");
    System.out.println(optima);
    comparison
        .meanRanks(trials)
        .forEach(
            (sampler, rank) -> {
              StringBuilder row = new StringBuilder(TrainingBenchmark.format("%-18s", sampler));
              for (SearchProblem problem : results.problems()) {
                row.append(
                    TrainingBenchmark.format("%12.5f", results.median(problem, sampler, trials)));
              }
              System.out.println(row + TrainingBenchmark.format("%12.2f", rank));
            });
    System.out.println();
  }

  private static String shortName(SearchProblem problem) {
    return problem.name().substring(problem.name().indexOf(':') + 1);
  }

  private static void verdicts(String title, List<SearchComparison.Row> rows) {
    System.out.println(title);
    line(
        "%-21s%-12s%12s%12s%10s%10s%7s%9s%9s  %s",
        "problem", "against", "ours", "theirs", "solved", "theirs", "wins", "p", "Holm", "verdict");
    for (SearchComparison.Row row : rows) {
      Verdict verdict = row.verdict();
      line(
          "%-21s%-12s%12.5f%12.5f%8.0f %%%8.0f %%%7.3f%9.4f%9.4f  %s",
          row.problem(),
          row.against(),
          row.median(),
          row.theirs(),
          100 * row.solved(),
          100 * row.theirsSolved(),
          verdict.wins(),
          verdict.p(),
          verdict.corrected(),
          verdict.finding().name().toLowerCase(Locale.ROOT));
    }
    List<Verdict> all = rows.stream().map(SearchComparison.Row::verdict).toList();
    line(
        "better on %d, worse on %d, tie on %d",
        Verdict.count(all, Verdict.Finding.BETTER),
        Verdict.count(all, Verdict.Finding.WORSE),
        Verdict.count(all, Verdict.Finding.TIE));
    System.out.println();
  }

  private List<SearchComparison.Better> genetic() {
    List<SearchComparison.Better> all = new ArrayList<>();
    for (SearchSampler against : List.of(SearchSampler.RANDOM, SearchSampler.ARBITER_GENETIC)) {
      for (int trials : COUNTS) {
        all.add(comparison.better(SearchSampler.GENETIC, against, trials));
      }
    }
    return all;
  }

  /** For the benchmark's file: every run, and what the tables say. */
  Map<String, Object> document() {
    List<SearchComparison.Row> optuna = new ArrayList<>();
    Map<Integer, Map<String, Double>> ranks = new LinkedHashMap<>();
    for (int trials : COUNTS) {
      optuna.addAll(comparison.withOptuna(trials));
      ranks.put(trials, comparison.meanRanks(trials));
    }
    List<SearchComparison.Row> workers = comparison.fourWorkers(last);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("results", results.runs());
    document.put("optuna", optuna);
    document.put("mean_ranks", ranks);
    document.put("genetic", genetic());
    document.put("four_workers", workers);
    document.put("four_workers_pooled", comparison.pooledFourWorkers(workers, last));
    document.put("own_time", times);
    return document;
  }
}
