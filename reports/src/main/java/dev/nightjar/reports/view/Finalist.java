package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that was trained again over fresh seeds, since the best of many values is partly
 * luck.
 *
 * @param label the short name of the search trial that found it
 * @param page the page of that trial, from the report's folder
 * @param found its value then
 * @param mean the mean value over the fresh seeds
 * @param spread the standard deviation over the seeds (of a sample); empty for a single seed
 * @param seeds how many seeds completed, of how many
 */
public record Finalist(
    String label, String page, String found, String mean, String spread, String seeds) {

  private record Runs(Trial search, List<Trial> all, List<Double> values) {
    double mean() {
      return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  /** The finalists of a study of which a seed completed, the best mean first. */
  public static List<Finalist> of(StudyView view) {
    Map<Configuration, List<Trial>> groups = new LinkedHashMap<>();
    for (Trial trial : view.trials()) {
      if (trial.spec().role() == TrialRole.FINALIST) {
        groups.computeIfAbsent(trial.configuration(), c -> new ArrayList<>()).add(trial);
      }
    }
    List<Runs> runs = new ArrayList<>();
    groups.forEach(
        (configuration, trials) -> {
          Optional<Trial> search =
              view.ranked().stream()
                  .filter(t -> t.configuration().equals(configuration))
                  .findFirst();
          List<Double> values =
              trials.stream()
                  .flatMap(t -> t.completed().stream())
                  .map(c -> c.values().get(0))
                  .toList();
          if (search.isPresent() && !values.isEmpty()) {
            runs.add(new Runs(search.get(), trials, values));
          }
        });
    return runs.stream()
        .sorted(Comparator.comparingDouble(r -> view.criterion().goal().loss(r.mean())))
        .map(r -> finalist(view, r))
        .toList();
  }

  private static Finalist finalist(StudyView view, Runs runs) {
    double mean = runs.mean();
    double squares = runs.values().stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    int n = runs.values().size();
    return new Finalist(
        view.label(runs.search()),
        TrialPage.path(runs.search().number()),
        Numbers.value(view.value(runs.search()).orElseThrow()),
        Numbers.value(mean),
        n > 1 ? Numbers.value(Math.sqrt(squares / (n - 1))) : "",
        n == runs.all().size() ? Integer.toString(n) : n + " of " + runs.all().size());
  }
}
