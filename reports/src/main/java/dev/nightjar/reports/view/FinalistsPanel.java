package dev.nightjar.reports.view;

import dev.nightjar.reports.chart.Axis;
import dev.nightjar.reports.chart.Chart;
import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.finalist.SeedNoise;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The configurations that were trained again over fresh seeds, since the best of many values is
 * partly luck: each run a dot, their mean and deviation, and which of them seeds alone may set
 * apart.
 *
 * @param caption what is compared with what, and how often that is wrong
 * @param low the value at the left end of the dots
 * @param high the value at their right end
 * @param rows the best first; none if nothing was trained again
 */
public record FinalistsPanel(String caption, String low, String high, List<Row> rows) {

  /**
   * A configuration.
   *
   * @param label the short name of the search trial that found it
   * @param page the page of that trial, from the report's folder
   * @param found its value then
   * @param mean the mean over the fresh seeds, with the standard deviation of a sample where there
   *     is more than one
   * @param at where the mean lies, from the left, in percent with its sign
   * @param seeds how many seeds completed, of how many
   * @param runs the runs that completed
   * @param verdict how it compares with the best: {@code best}, {@code within} seed noise, {@code
   *     beyond} it, {@code unknown}
   * @param words the same for people
   */
  public record Row(
      String label,
      String page,
      String found,
      String mean,
      String at,
      String seeds,
      List<Run> runs,
      String verdict,
      String words) {}

  /**
   * A training with a fresh seed.
   *
   * @param x from the left, in percent with its sign
   * @param title which trial, and its value
   */
  public record Run(String x, String title) {}

  /** The finalists of a study. */
  public static FinalistsPanel of(StudyView view) {
    Standings standings = view.finalists();
    if (standings.ranked().isEmpty()) {
      return new FinalistsPanel("", "", "", List.of());
    }
    double[] values =
        standings.ranked().stream()
            .flatMap(s -> s.values().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    Axis axis = Axis.linear(values[0], values[values.length - 1]);
    SeedNoise noise = standings.noise();
    Standing best = standings.ranked().get(0);
    return new FinalistsPanel(
        caption(noise),
        Numbers.shortest(axis.min()),
        Numbers.shortest(axis.max()),
        standings.ranked().stream().map(s -> row(view, axis, noise, best, s)).toList());
  }

  private static String caption(SeedNoise noise) {
    return "Trained again over fresh seeds, since the best of many values is partly luck; what the"
        + " search found does not count. A difference is beyond seed noise if Welch’s t-test gives"
        + " it a p below "
        + Numbers.shortest(noise.threshold())
        + ": of twenty studies whose finalists are all alike, one at most claims any.";
  }

  private static Row row(
      StudyView view, Axis axis, SeedNoise noise, Standing best, Standing standing) {
    Optional<Trial> search =
        view.search().stream().filter(t -> t.number() == standing.repeats()).findFirst();
    double mean = standing.mean().orElseThrow();
    SeedNoise.Verdict verdict = noise.compare(best, standing);
    boolean leads = standing.repeats() == best.repeats();
    int n = standing.completed();
    return new Row(
        search.map(view::label).orElse("#" + standing.repeats()),
        TrialPage.path(standing.repeats()),
        search
            .map(view::value)
            .filter(OptionalDouble::isPresent)
            .map(v -> Numbers.value(v.getAsDouble()))
            .orElse("–"),
        mean(standing),
        Chart.across(axis.at(mean)),
        n == standing.runs().size() ? Integer.toString(n) : n + " of " + standing.runs().size(),
        standing.runs().stream()
            .filter(run -> run.completed().isPresent())
            .map(run -> run(view, axis, run))
            .toList(),
        leads ? "best" : verdict.name().toLowerCase(Locale.ROOT),
        leads ? "best" : words(verdict, SeedNoise.pValue(best, standing)));
  }

  /** The mean, and the deviation where there is one. */
  static String mean(Standing standing) {
    String mean = Numbers.value(standing.mean().orElseThrow());
    return standing.deviation().isPresent()
        ? mean + " ± " + Numbers.value(standing.deviation().getAsDouble())
        : mean;
  }

  private static Run run(StudyView view, Axis axis, Trial run) {
    double value = view.value(run).orElseThrow();
    return new Run(Chart.across(axis.at(value)), "#" + run.number() + ": " + Numbers.value(value));
  }

  private static String words(SeedNoise.Verdict verdict, OptionalDouble p) {
    return switch (verdict) {
      case UNKNOWN -> "one seed says nothing of noise";
      case WITHIN -> "within seed noise of the best";
      case BEYOND -> "worse beyond seed noise, p " + Numbers.shortest(p.orElseThrow());
    };
  }
}
