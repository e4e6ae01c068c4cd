package dev.nightjar.search.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.run.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  /** B·Bᵀ + I of a random B: far enough from singular for a tolerance of 1e-9. */
  private static double[][] matrix(int n) {
    RandomGenerator random = Seeds.ofSuggestion(1, n);
    double[][] b = new double[n][];
    Arrays.setAll(b, i -> random.doubles(n, -1, 1).toArray());
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = i == j ? 1 : 0;
        for (int k = 0; k < n; k++) {
          a[i][j] += b[i][k] * b[j][k];
        }
      }
    }
    return a;
  }

  private static double[][] lower(double[][] a) {
    double[][] rows = new double[a.length][];
    Arrays.setAll(rows, i -> Arrays.copyOf(a[i], i + 1));
    return rows;
  }

  private static double[][] factor(double[][] a) {
    double[][] factor = lower(a);
    Cholesky.factor(factor);
    return factor;
  }

  private static double[] times(double[][] a, double[] x) {
    return Arrays.stream(a)
        .mapToDouble(
            row -> {
              double sum = 0;
              for (int k = 0; k < row.length; k++) {
                sum += row[k] * x[k];
              }
              return sum;
            })
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31, 32, 40})
  void agreesWithTheDefinitions(int n) {
    double[][] a = matrix(n);
    double[][] factor = factor(a);
    double[] right = Seeds.ofSuggestion(2, n).doubles(n, -3, 3).toArray();
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k <= Math.min(i, j); k++) {
          product[i][j] += factor[i][k] * factor[j][k];
        }
      }
      assertThat(product[i]).containsExactly(a[i], within(1e-9));
    }
    assertThat(times(a, Cholesky.solve(factor, right))).containsExactly(right, within(1e-9));
    assertThat(times(factor, Cholesky.forward(factor, right))).containsExactly(right, within(1e-9));
    assertThat(Cholesky.backward(factor, Cholesky.forward(factor, right)))
        .isEqualTo(Cholesky.solve(factor, right));
    double[][] half = Cholesky.inverse(factor);
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] = half[Math.max(i, j)][Math.min(i, j)];
      }
    }
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      assertThat(times(a, inverse[i])).containsExactly(unit, within(1e-9));
    }
    assertThat(Cholesky.logDeterminant(factor)).isCloseTo(logDeterminant(a), within(1e-9));
  }

  /** By Gaussian elimination; pivots of a positive definite matrix are positive. */
  private static double logDeterminant(double[][] of) {
    double[][] a = Arrays.stream(of).map(double[]::clone).toArray(double[][]::new);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += Math.log(a[k][k]);
      for (int i = k + 1; i < a.length; i++) {
        double share = a[i][k] / a[k][k];
        for (int j = k; j < a.length; j++) {
          a[i][j] -= share * a[k][j];
        }
      }
    }
    return sum;
  }

  @Test
  void extendingIsFactoringAll() {
    double[][] a = matrix(23);
    double[][] all = factor(a);
    for (int known : new int[] {0, 1, 10, 22, 23}) {
      double[][] extended = lower(a);
      System.arraycopy(all, 0, extended, 0, known);
      Cholesky.extend(extended, known);
      assertThat(extended).isDeepEqualTo(all);
    }
  }

  /** Two equal observations without noise: singular, and by rounding perhaps worse. */
  @Test
  void keepsPivotsAboveRounding() {
    double[][] factor = factor(new double[][] {{1, 1}, {1, 1 - 1e-12}});
    assertThat(factor[1][1]).isPositive();
    assertThat(Cholesky.solve(factor, new double[] {1, 1})).doesNotContain(Double.NaN);
  }

  @Test
  void nothingHasNoInverse() {
    assertThat(Cholesky.solve(new double[0][], new double[0])).isEmpty();
    assertThat(Cholesky.inverse(new double[0][])).isEmpty();
    assertThat(Cholesky.logDeterminant(new double[0][])).isZero();
  }
}
