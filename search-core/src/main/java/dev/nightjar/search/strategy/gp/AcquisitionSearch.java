package dev.nightjar.search.strategy.gp;

import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Looks for the point of the largest expected improvement, by its price if it has one: many points
 * near the best trials and a few anywhere; then ever nearer neighbours of the best of those; last
 * along the gradient of the continuous parameters.
 */
final class AcquisitionSearch {
  private static final int ANYWHERE = 50;
  private static final int NEAR = 400;

  /** The finest of the first look's scales, as a share of the largest. */
  private static final double FINEST = 0.01 / 0.3;

  private static final int STARTS = 5;
  private static final int CHILDREN = 12;
  private static final double[] SCALES = {0.1, 0.05, 0.02, 0.01, 0.003};
  private static final int POLISHED = 3;
  private static final int EVALUATIONS = 25;
  private static final double GAIN = 1e-4;

  /** Of the way to where a constraint is broken, to a thousandth of it. */
  private static final int HALVINGS = 10;

  private final SearchSpace space;
  private final GaussianProcess process;
  private final ExpectedImprovement improvement;
  private final Price price;
  private final Region region;
  private final Proposals proposals;
  private final RandomGenerator random;

  AcquisitionSearch(
      SearchSpace space,
      GaussianProcess process,
      ExpectedImprovement improvement,
      Price price,
      Region region,
      RandomGenerator random) {
    this.space = space;
    this.process = process;
    this.improvement = improvement;
    this.price = price;
    this.region = region;
    this.random = random;
    proposals = new Proposals(space, random);
  }

  /**
   * @param point of the unit cube, NaN where inactive
   * @param log of the expected improvement by the price; minus infinity if it is not affordable
   */
  @SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
  record Candidate(double[] point, double log) {}

  /**
   * Points in the order of their expected improvement by price, best first.
   *
   * @param good points of trials, best first
   */
  List<Candidate> best(List<double[]> good) {
    List<Candidate> found = judged(firstLook(good));
    sort(found);
    List<Candidate> starts = new ArrayList<>(found.subList(0, Math.min(STARTS, found.size())));
    for (double scale : SCALES) {
      if (scale <= region.scale()) {
        narrow(starts, scale);
      }
    }
    sort(starts);
    for (Candidate start : starts.subList(0, Math.min(POLISHED, starts.size()))) {
      found.add(polished(start, good.get(0)));
    }
    found.addAll(starts);
    sort(found);
    return found;
  }

  private static void sort(List<Candidate> candidates) {
    candidates.sort(Comparator.comparingDouble(Candidate::log).reversed());
  }

  private List<double[]> firstLook(List<double[]> good) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < ANYWHERE && region == Region.EVERYWHERE; i++) {
      proposals.anywhere().ifPresent(points::add);
    }
    for (int i = 0; i < NEAR; i++) {
      double scale = region.scale() * Math.pow(FINEST, random.nextDouble());
      points.add(proposals.near(good.get(i % region.centres(good.size())), scale));
    }
    return points;
  }

  /** Replaces each start by the best of its neighbours, if one is better. */
  private void narrow(List<Candidate> starts, double scale) {
    List<double[]> children = new ArrayList<>();
    for (Candidate start : starts) {
      for (int i = 0; i < CHILDREN; i++) {
        children.add(proposals.near(start.point(), scale));
      }
    }
    List<Candidate> judged = judged(children);
    for (int s = 0; s < starts.size(); s++) {
      for (Candidate child : judged.subList(s * CHILDREN, (s + 1) * CHILDREN)) {
        if (child.log() > starts.get(s).log()) {
          starts.set(s, child);
        }
      }
    }
  }

  private List<Candidate> judged(List<double[]> points) {
    double[][] predicted = process.predict(points);
    double[] prices = price.logs(points);
    List<Candidate> judged = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      judged.add(
          new Candidate(
              points.get(i), improvement.log(predicted[0][i], predicted[1][i]) - prices[i]));
    }
    return judged;
  }

  /** Climbs from a start, inside the region around {@code centre}. */
  private Candidate polished(Candidate start, double[] centre) {
    int[] free =
        IntStream.range(0, space.dimension())
            .filter(d -> space.parameters().get(d).cardinality().isEmpty())
            .filter(d -> !Double.isNaN(start.point()[d]))
            .toArray();
    if (free.length == 0) {
      return start;
    }
    double[] point = start.point().clone();
    double[] x = new double[free.length];
    double[] low = new double[free.length];
    double[] high = new double[free.length];
    for (int i = 0; i < free.length; i++) {
      x[i] = point[free[i]];
      // What is inactive in the centre does not bound; the start itself is always allowed.
      double middle = Double.isNaN(centre[free[i]]) ? x[i] : centre[free[i]];
      low[i] = Math.min(x[i], Math.max(0, middle - region.radius()));
      high[i] = Math.max(x[i], Math.min(1, middle + region.radius()));
    }
    double loss =
        Lbfgs.minimize(
            (at, gradient) -> {
              scatter(at, free, point);
              GaussianProcess.Prediction p = process.predict(point);
              double[] ofPrice = new double[point.length];
              double logPrice = price.log(point, ofPrice);
              double[] slopes = improvement.slopes(p.mean(), p.deviation());
              for (int i = 0; i < free.length; i++) {
                gradient[i] =
                    ofPrice[free[i]]
                        - slopes[0] * p.ofMean()[free[i]]
                        - slopes[1] * p.ofDeviation()[free[i]];
              }
              return logPrice - improvement.log(p.mean(), p.deviation());
            },
            x,
            low,
            high,
            EVALUATIONS,
            GAIN);
    scatter(x, free, point);
    if (!proposals.allowed(point)) {
      return atTheEdge(start.point(), point);
    }
    return new Candidate(point, price.affordable(point) ? -loss : Double.NEGATIVE_INFINITY);
  }

  /** How far one gets on the straight way from an allowed point to one that is forbidden. */
  private Candidate atTheEdge(double[] allowed, double[] forbidden) {
    double reached = 0;
    double step = 0.5;
    for (int i = 0; i < HALVINGS; i++) {
      if (proposals.allowed(between(allowed, forbidden, reached + step))) {
        reached += step;
      }
      step /= 2;
    }
    return judged(List.of(between(allowed, forbidden, reached))).get(0);
  }

  /** NaN where both are. */
  private static double[] between(double[] from, double[] to, double share) {
    double[] point = new double[from.length];
    for (int d = 0; d < point.length; d++) {
      point[d] = from[d] + share * (to[d] - from[d]);
    }
    return point;
  }

  private static void scatter(double[] values, int[] places, double[] into) {
    for (int i = 0; i < places.length; i++) {
      into[places[i]] = values[i];
    }
  }
}
