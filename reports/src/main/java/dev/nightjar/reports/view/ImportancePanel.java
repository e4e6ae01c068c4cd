package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.importance.Fanova;
import dev.nightjar.search.importance.Importance;
import dev.nightjar.search.importance.ImportanceException;
import dev.nightjar.search.importance.PedAnova;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.trial.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which parameters the results depend on, by two methods that ask different questions.
 *
 * @param overall what each parameter does over the whole space; empty if there are too few trials
 * @param amongBest what the best trials have in common; empty if there are too few trials
 * @param parameters those that vary, the most important first
 * @param pairs what two parameters do together, the most important first
 * @param basis the methods with their numbers of trials and seed; empty if there are too few trials
 * @param hint what is missing; empty if nothing is
 */
public record ImportancePanel(
    Optional<Importance> overall,
    Optional<Importance> amongBest,
    List<Bar> parameters,
    List<Pair> pairs,
    String basis,
    String hint) {

  /** The seed of {@code nightjar importance}, so that both say the same. */
  private static final long SEED = 42;

  /**
   * A forest over more trials than this makes a reader wait for seconds and says the same: shares
   * are read to the percent.
   */
  private static final int MOST_TRIALS = 600;

  private static final int PAIRS_SHOWN = 6;

  /** A pair below this is not told from none. */
  private static final double LEAST_PAIR = 0.005;

  /**
   * A parameter.
   *
   * @param name the parameter
   * @param overall its share of the variance over the whole space, in [0, 1]
   * @param amongBest its share of what sets the best trials apart, in [0, 1]
   */
  public record Bar(String name, double overall, double amongBest) {}

  /**
   * Two parameters.
   *
   * @param first one
   * @param second the other
   * @param share what they do beyond what each does by itself, in [0, 1]
   */
  public record Pair(String first, String second, double share) {}

  /** The importance of a study's parameters. */
  public static ImportancePanel of(StudyView view) {
    List<Trial> judged = Sampling.even(view.completedByNumber(), MOST_TRIALS);
    try {
      Importance overall = new Fanova(SEED).evaluate(history(view, judged));
      Importance best = new PedAnova().evaluate(history(view, view.completedByNumber()));
      return new ImportancePanel(
          Optional.of(overall),
          Optional.of(best),
          overall.parameters().stream()
              .filter(s -> view.varies(s.parameter()))
              .map(s -> new Bar(s.parameter(), s.share(), best.share(s.parameter())))
              .toList(),
          overall.pairs().stream()
              .filter(p -> p.share() >= LEAST_PAIR)
              .limit(PAIRS_SHOWN)
              .map(p -> new Pair(p.first(), p.second(), p.share()))
              .toList(),
          basis(overall, view.ranked().size()) + "; " + basis(best, view.ranked().size()),
          "");
    } catch (ImportanceException e) {
      String message = e.getMessage();
      return new ImportancePanel(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          "",
          message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1));
    }
  }

  private static TrialLedger history(StudyView view, List<Trial> trials) {
    TrialLedger history =
        new TrialLedger(view.study().definition().space(), view.study().definition().criteria());
    trials.forEach(history::put);
    return history;
  }

  private static String basis(Importance importance, int all) {
    return importance.method()
        + " over "
        + (importance.trials() < all
            ? importance.trials() + " of " + Numbers.count(all, "completed trial")
            : Numbers.count(all, "completed trial"))
        + importance.seed().stream().mapToObj(seed -> ", seed " + seed).findFirst().orElse("");
  }

  /** A share in percent. */
  public static String percent(double share) {
    return share > 0 && share < 0.001
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The share of a parameter over the whole space; empty if there are too few trials to say. */
  public Optional<Double> share(String parameter) {
    return parameters.stream()
        .filter(b -> b.name().equals(parameter))
        .map(Bar::overall)
        .findFirst();
  }
}
