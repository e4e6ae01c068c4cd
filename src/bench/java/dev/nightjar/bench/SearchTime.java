package dev.nightjar.bench;

import dev.nightjar.search.comparison.Ranks;
import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.comparison.SearchProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long a sampler thinks over a whole search of six floats, on one thread.
 *
 * @param sampler its name
 * @param trials of the search
 * @param seconds of CPU time; the median of three searches
 * @param required that it should be below
 */
record SearchTime(String sampler, int trials, double seconds, double required) {
  private static final int REPEATS = 3;

  /** Measured on the calling thread. */
  static List<SearchTime> all() {
    List<SearchTime> times = new ArrayList<>();
    times.add(of(SearchSampler.TPE, 1000, 2));
    times.add(of(SearchSampler.GP, 200, 4));
    times.add(of(SearchSampler.GP, 500, 30));
    times.add(of(SearchSampler.BAYESIAN, 100, 3));
    return times;
  }

  private static SearchTime of(SearchSampler sampler, int trials, double required) {
    SearchProblem problem =
        SearchProblems.all().stream()
            .filter(p -> p.name().equals("hartmann6"))
            .findAny()
            .orElseThrow();
    double[] seconds =
        IntStream.range(0, REPEATS)
            .mapToDouble(
                i -> sampler.run(problem, SearchBenchmark.FIRST_SEED + i, trials).seconds())
            .toArray();
    return new SearchTime(sampler.name(), trials, Ranks.median(seconds), required);
  }
}
