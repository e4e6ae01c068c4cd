package dev.nightjar.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Who was how good, for people and for programs. */
final class AutoTables {

  private final List<AutoRow> rows;
  private final Map<AutoData, Map<String, Map<String, Double>>> baselines;

  /**
   * Tables.
   *
   * @param rows of both methods
   * @param baselines what a data set's are worth, in the order of the tables
   */
  AutoTables(List<AutoRow> rows, Map<AutoData, Map<String, Map<String, Double>>> baselines) {
    this.rows = rows;
    this.baselines = baselines;
  }

  /** Prints all of them. */
  void print() {
    for (AutoData data : baselines.keySet()) {
      data.metrics().forEach(metric -> print(data, metric));
    }
    summary().forEach(AutoTables::print);
    printWins();
    printEnsembles();
  }

  private void print(AutoData data, String metric) {
    System.out.printf("%n%s, test %s, %s is better%n", data.label(), metric, better(metric));
    line("%-36s%12s%12s%12s%11s", "", "auto", "random", "auto s", "off budget");
    for (int seed : seeds(data)) {
      AutoRow auto = row(data, seed, AutoRow.AUTO).orElseThrow();
      line(
          "%-36s%12s%12s%12.1f%+8.1f %%",
          "seed " + seed,
          number(auto.score("test." + metric)),
          number(row(data, seed, AutoRow.RANDOM).orElseThrow().score("test." + metric)),
          auto.seconds(),
          auto.deviation());
    }
    baselines
        .get(data)
        .forEach(
            (name, scores) ->
                line("%-36s%12s", name, number(OptionalDouble.of(scores.get("test." + metric)))));
  }

  /** An element for each data set and metric. */
  List<Map<String, Object>> summary() {
    return baselines.keySet().stream()
        .flatMap(data -> data.metrics().stream().map(metric -> summary(data, metric)))
        .toList();
  }

  private Map<String, Object> summary(AutoData data, String metric) {
    double sign = AutoData.maximize(metric) ? -1 : 1;
    double[] auto = values(data, AutoRow.AUTO, metric);
    double[] random = values(data, AutoRow.RANDOM, metric);
    double baseline =
        baselines.get(data).entrySet().stream()
            .filter(e -> !e.getKey().equals(AutoBaselines.OPTIMUM))
            .mapToDouble(e -> sign * e.getValue().get("test." + metric))
            .min()
            .orElseThrow();
    int won = 0;
    for (int i = 0; i < auto.length; i++) {
      won += sign * auto[i] < sign * random[i] ? 1 : 0;
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("data", data.label());
    summary.put("metric", "test." + metric);
    summary.put("objective", metric.equals(data.metrics().get(0)));
    summary.put("seeds", auto.length);
    summary.put("auto_median", median(auto));
    summary.put("random_median", median(random));
    summary.put("auto_mean", mean(auto));
    summary.put("random_mean", mean(random));
    summary.put("best_baseline", sign * baseline);
    summary.put("seeds_better_than_random", won);
    summary.put("median_better_than_random", sign * median(auto) < sign * median(random));
    summary.put("mean_better_than_random", sign * mean(auto) < sign * mean(random));
    summary.put("all_better_than_baseline", Arrays.stream(auto).allMatch(v -> sign * v < baseline));
    return summary;
  }

  private static void print(Map<String, Object> summary) {
    line(
        "%n%s, %s: auto better than random in the median: %s, in the mean: %s, in %s of %s seeds;"
            + " than every baseline in all: %s",
        summary.get("data"),
        summary.get("metric"),
        yes(summary, "median_better_than_random"),
        yes(summary, "mean_better_than_random"),
        summary.get("seeds_better_than_random"),
        summary.get("seeds"),
        yes(summary, "all_better_than_baseline"));
  }

  private void printWins() {
    List<Map<String, Object>> objectives =
        summary().stream().filter(s -> s.get("objective").equals(true)).toList();
    line(
        "%nof %d data sets auto is better by the objective on: %d in the median over the seeds, %d in"
            + " the mean; than every baseline with all seeds: %d",
        objectives.size(),
        count(objectives, "median_better_than_random"),
        count(objectives, "mean_better_than_random"),
        count(objectives, "all_better_than_baseline"));
  }

  private void printEnsembles() {
    line("%nensembles: on the validation part, and on the test part by the first metric");
    line(
        "%-20s%5s%9s%12s%12s%12s%12s%12s%12s",
        "data, seed",
        "used",
        "members",
        "together",
        "best member",
        "finalist",
        "together",
        "best member",
        "finalist");
    for (AutoRow row : rows) {
      if (!row.ensemble().isEmpty()) {
        String test = "test." + AutoData.of(row.key().data()).metrics().get(0);
        Map<String, Double> scores = row.ensemble();
        line(
            "%-20s%5s%9.0f%12s%12s%12s%12s%12s%12s",
            row.key().data() + ", " + row.key().seed(),
            scores.get("used") > 0 ? "yes" : "no",
            scores.get("members"),
            number(scores, "ensemble.validation"),
            number(scores, "member.validation"),
            number(scores, "finalist.validation"),
            number(scores, "ensemble." + test),
            number(scores, "member." + test),
            number(scores, "finalist." + test));
      }
    }
  }

  /** Prints how long commands took. */
  static void printTimes(List<AutoRow> rows) {
    line("%n%-12s%12s%12s%12s", "data", "asked s", "taken s", "deviation");
    for (AutoRow row : rows) {
      line(
          "%-12s%12d%12.1f%+10.1f %%",
          row.key().data(), row.key().budget(), row.seconds(), row.deviation());
    }
  }

  /** The baselines by the label of the data. */
  Map<String, Map<String, Map<String, Double>>> baselinesByLabel() {
    Map<String, Map<String, Map<String, Double>>> byLabel = new LinkedHashMap<>();
    baselines.forEach((data, methods) -> byLabel.put(data.label(), methods));
    return byLabel;
  }

  private List<Integer> seeds(AutoData data) {
    return rows.stream()
        .filter(row -> row.key().data().equals(data.label()))
        .map(row -> row.key().seed())
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<AutoRow> row(AutoData data, int seed, String method) {
    return rows.stream()
        .filter(
            row ->
                row.key().data().equals(data.label())
                    && row.key().seed() == seed
                    && row.key().method().equals(method))
        .findFirst();
  }

  /** By seed; where no training completed it is as bad as can be. */
  private double[] values(AutoData data, String method, String metric) {
    double none = AutoData.maximize(metric) ? 0 : Double.POSITIVE_INFINITY;
    return seeds(data).stream()
        .map(seed -> row(data, seed, method).orElseThrow())
        .mapToDouble(row -> row.score("test." + metric).orElse(none))
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static long count(List<Map<String, Object>> summaries, String what) {
    return summaries.stream().filter(s -> s.get(what).equals(true)).count();
  }

  private static String yes(Map<String, Object> summary, String what) {
    return summary.get(what).equals(true) ? "yes" : "NO";
  }

  private static String better(String metric) {
    return AutoData.maximize(metric) ? "more" : "less";
  }

  private static String number(Map<String, Double> scores, String name) {
    return number(
        scores.containsKey(name) ? OptionalDouble.of(scores.get(name)) : OptionalDouble.empty());
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? TrainingBenchmark.format("%.4f", value.getAsDouble()) : "-";
  }

  private static void line(String format, Object... values) {
    System.out.println(TrainingBenchmark.format(format, values));
  }
}
