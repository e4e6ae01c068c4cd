package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {

  private static final Lbfgs.Function ROSENBROCK =
      (x, gradient) -> {
        double valley = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
      };

  /** Σ wᵢ·(xᵢ − cᵢ)², curvatures from 1 to 1,000. */
  private static Lbfgs.Function bowl(double... centre) {
    return (x, gradient) -> {
      double sum = 0;
      for (int d = 0; d < x.length; d++) {
        double weight = Math.pow(1000, (double) d / Math.max(1, x.length - 1));
        gradient[d] = 2 * weight * (x[d] - centre[d]);
        sum += weight * (x[d] - centre[d]) * (x[d] - centre[d]);
      }
      return sum;
    };
  }

  private static double[] all(int n, double value) {
    double[] x = new double[n];
    Arrays.fill(x, value);
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void findsTheBottomOfABowl(int n) {
    double[] centre = new double[n];
    Arrays.setAll(centre, d -> -0.5 + 0.1 * d);
    double[] x = all(n, 0.9);
    double value = Lbfgs.minimize(bowl(centre), x, all(n, -1), all(n, 1), 200, 0);
    assertThat(x).containsExactly(centre, within(1e-5));
    assertThat(value).isLessThan(1e-8);
  }

  @Test
  void goesDownABentValley() {
    double[] x = {-1.2, 1};
    Lbfgs.minimize(ROSENBROCK, x, all(2, -2), all(2, 2), 200, 0);
    assertThat(x).containsExactly(new double[] {1, 1}, within(1e-4));
  }

  /** On x ≤ 0.5 the least is at (0.5, 0.25); far coordinates end at their bounds. */
  @Test
  void stopsAtABound() {
    double[] x = {-1.2, 1};
    Lbfgs.minimize(ROSENBROCK, x, all(2, -2), new double[] {0.5, 2}, 200, 0);
    assertThat(x).containsExactly(new double[] {0.5, 0.25}, within(1e-4));
    double[] y = {0.5, 0.5, 0.5};
    Lbfgs.minimize(bowl(-3, 0.25, 7), y, all(3, 0), all(3, 1), 100, 0);
    assertThat(y[0]).isZero();
    assertThat(y[1]).isCloseTo(0.25, within(1e-6));
    assertThat(y[2]).isEqualTo(1);
  }

  @Test
  void leavesABoundItStartedOn() {
    double[] x = {0, 1};
    Lbfgs.minimize(bowl(0.3, 0.4), x, all(2, 0), all(2, 1), 100, 0);
    assertThat(x).containsExactly(new double[] {0.3, 0.4}, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 60})
  void staysInTheBoxWorsensNothingAndKeepsToItsEvaluations(int evaluations) {
    AtomicInteger count = new AtomicInteger();
    double[] x = {-1.2, 1};
    double first = ROSENBROCK.value(x, new double[2]);
    double last =
        Lbfgs.minimize(
            (at, gradient) -> {
              count.incrementAndGet();
              assertThat(at[0]).isBetween(-1.3, 0.8);
              assertThat(at[1]).isBetween(0.1, 1.1);
              return ROSENBROCK.value(at, gradient);
            },
            x,
            new double[] {-1.3, 0.1},
            new double[] {0.8, 1.1},
            evaluations,
            0);
    assertThat(last).isLessThanOrEqualTo(first).isEqualTo(ROSENBROCK.value(x, new double[2]));
    assertThat(count.get()).isLessThanOrEqualTo(evaluations);
  }

  @Test
  void stopsWhenLittleIsGained() {
    AtomicInteger count = new AtomicInteger();
    double[] x = {-1.2, 1};
    Lbfgs.minimize(
        (at, gradient) -> {
          count.incrementAndGet();
          return ROSENBROCK.value(at, gradient);
        },
        x,
        all(2, -2),
        all(2, 2),
        200,
        1e9);
    assertThat(count.get()).isLessThan(20);
  }

  @Test
  void staysWhereTheFunctionHasNoValue() {
    double[] x = {0.5};
    assertThat(
            Lbfgs.minimize(
                (at, gradient) -> {
                  gradient[0] = 1;
                  return at[0] == 0.5 ? 3 : Double.NaN;
                },
                x,
                all(1, 0),
                all(1, 1),
                100,
                0))
        .isEqualTo(3);
    assertThat(x).containsExactly(0.5);
  }
}
