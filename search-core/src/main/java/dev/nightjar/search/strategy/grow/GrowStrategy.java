package dev.nightjar.search.strategy.grow;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.strategy.grow.Climb.Rung;
import dev.nightjar.search.trial.History;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The practitioners' rule (Y. Bengio, Practical Recommendations for Gradient-Based Training of Deep
 * Architectures, 2012, arXiv:1206.5533; G. Hinton's advice to make the network larger until it
 * overfits): keep adding hidden units, then layers, until validation gets worse, and tune the
 * learning rate each time.
 *
 * <p>It begins with the smallest network, whose learning rates are spread over the whole range.
 * Each further rung of {@link Climb}'s way takes over the best configuration so far: first as it
 * is, then with smaller and larger learning rates in turn, while each other parameter is drawn anew
 * with a probability of {@value #REDRAWN}. When the way is at its end, what time is left goes into
 * the surroundings of the best: sizes up to half a rung away, and nearer learning rates.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class GrowStrategy implements Strategy {

  private static final double REDRAWN = 0.25;

  /** Standard deviation of the learning rate around the best, in parts of its scale. */
  private static final double RATE_DEVIATION = 0.12;

  private static final double FINE_RATE_DEVIATION = 0.06;

  /** Draws before a rung, or the best's surroundings, are taken to be used up. */
  private static final int DRAWS = 64;

  private final GrowRoles roles;
  private final GrowSettings settings;

  /** With the default settings. */
  public GrowStrategy(GrowRoles roles) {
    this(roles, GrowSettings.defaults());
  }

  /** With these settings. */
  public GrowStrategy(GrowRoles roles, GrowSettings settings) {
    this.roles = roles;
    this.settings = settings;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the space lacks what should grow
   */
  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    SearchSpace space = history.space();
    List<String> obstacles = roles.obstacles(space);
    if (!obstacles.isEmpty()) {
      throw new IllegalArgumentException(
          "grow cannot search this: " + String.join("; ", obstacles));
    }
    List<Long> sizes = Ladder.byFactor(space.parameter(roles.size()), settings.factor());
    // A rung takes a trial: higher ones cannot have been reached.
    List<Long> depths = Ladder.all(space.parameter(roles.depth()), history.size() + 1);
    Climb climb = new Climb(history, roles);
    Set<Rung> usedUp = new HashSet<>();
    while (true) {
      Optional<Rung> rung = climb.next(sizes, depths, settings.tries(), usedUp);
      if (rung.isEmpty()) {
        return around(history, climb, random);
      }
      boolean first = rung.get().equals(new Rung(sizes.get(0), depths.get(0)));
      Optional<Configuration> base = first ? Optional.empty() : climb.best();
      Optional<Suggestion> suggestion =
          on(rung.get(), climb.trials(rung.get()), base, history, random);
      if (suggestion.isPresent()) {
        return suggestion;
      }
      usedUp.add(rung.get());
    }
  }

  /** A trial on a rung of the way. */
  private Optional<Suggestion> on(
      Rung rung, int index, Optional<Configuration> base, History history, RandomGenerator random) {
    return untried(
            history,
            draw ->
                base.isPresent()
                    ? grown(history.space(), base.get(), rung, index + draw, random)
                    : fresh(history.space(), rung, index, random))
        .map(c -> new Suggestion(c, origin(rung, index)));
  }

  private String origin(Rung rung, int index) {
    return String.format(
        Locale.ROOT,
        "grow: %d × %d, try %d of %d",
        rung.size(),
        rung.depth(),
        index + 1,
        settings.tries());
  }

  /** The best made larger; the first time as it is, then with another learning rate. */
  private Configuration grown(
      SearchSpace space, Configuration best, Rung rung, int index, RandomGenerator random) {
    if (index == 0) {
      return choose(space, rung, rate(best), p -> kept(p, best, random));
    }
    double step = RATE_DEVIATION * Math.abs(random.nextGaussian());
    double unit = unit(space, rate(best)) + (index % 2 == 1 ? -step : step);
    return choose(space, rung, value(space, unit), p -> changed(p, best, random));
  }

  /** Without anything to go by: the learning rates of a rung are spread over the range. */
  private Configuration fresh(SearchSpace space, Rung rung, int index, RandomGenerator random) {
    double unit = (index % settings.tries() + random.nextDouble()) / settings.tries();
    return choose(space, rung, value(space, unit), p -> p.fromUnit(random.nextDouble()));
  }

  /** A trial near the best, when the way is at its end. */
  private Optional<Suggestion> around(History history, Climb climb, RandomGenerator random) {
    Optional<Configuration> best = climb.best();
    if (best.isPresent()) {
      Optional<Configuration> near =
          untried(history, draw -> near(history.space(), best.get(), random));
      if (near.isPresent()) {
        return Optional.of(new Suggestion(near.get(), "grow: around the best"));
      }
    }
    return Untried.any(history, random)
        .map(c -> new Suggestion(c, "grow: around the best all is tried, so at random"));
  }

  private Configuration near(SearchSpace space, Configuration best, RandomGenerator random) {
    double half = Math.pow(settings.factor(), random.nextDouble() - 0.5);
    Rung rung =
        new Rung(
            Ladder.nearest(space.parameter(roles.size()), best.integer(roles.size()) * half),
            best.integer(roles.depth()));
    double unit = unit(space, rate(best)) + FINE_RATE_DEVIATION * random.nextGaussian();
    return choose(space, rung, value(space, unit), p -> changed(p, best, random));
  }

  private static Optional<Configuration> untried(
      History history, Function<Integer, Configuration> draws) {
    for (int i = 0; i < DRAWS; i++) {
      Configuration configuration = draws.apply(i);
      if (history.mayTry(configuration)) {
        return Optional.of(configuration);
      }
    }
    return Optional.empty();
  }

  private Configuration choose(
      SearchSpace space, Rung rung, Object rate, Function<Parameter, Object> others) {
    return space.choose(
        parameter -> {
          if (parameter.name().equals(roles.size())) {
            return rung.size();
          } else if (parameter.name().equals(roles.depth())) {
            return rung.depth();
          } else if (parameter.name().equals(roles.rate())) {
            return rate;
          }
          return others.apply(parameter);
        });
  }

  /** The best's value; one that was inactive there is drawn. */
  private static Object kept(Parameter parameter, Configuration best, RandomGenerator random) {
    return best.get(parameter.name()).orElseGet(() -> parameter.fromUnit(random.nextDouble()));
  }

  private static Object changed(Parameter parameter, Configuration best, RandomGenerator random) {
    return random.nextDouble() < REDRAWN
        ? parameter.fromUnit(random.nextDouble())
        : kept(parameter, best, random);
  }

  private Object rate(Configuration configuration) {
    return configuration.get(roles.rate()).orElseThrow();
  }

  private double unit(SearchSpace space, Object rate) {
    return space.parameter(roles.rate()).toUnit(rate);
  }

  private Object value(SearchSpace space, double unit) {
    return space.parameter(roles.rate()).fromUnit(Math.max(0, Math.min(1, unit)));
  }
}
