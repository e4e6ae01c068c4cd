package dev.nightjar.search.importance;

import dev.nightjar.search.importance.RegressionTree.Leaf;
import dev.nightjar.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The mean of many regression trees (L. Breiman, Random Forests, 2001). Each is grown on all rows,
 * not on a sample as in the paper: the trees differ by the dimensions they choose from, and a tree
 * that saw every row tells more of the function. Since the trees are sums of boxes, so are the
 * forest's marginals, which are computed exactly.
 */
final class RandomForest {

  /** More rows cost time and would hardly move the shares. */
  private static final int MOST_ROWS = 5_000;

  private final Cells cells;
  private final List<RegressionTree> trees = new ArrayList<>();

  /**
   * Grows a forest.
   *
   * @param size the number of trees
   */
  RandomForest(Cells cells, Evaluations evaluations, int size, RandomGenerator random) {
    this.cells = cells;
    int[][] known = rows(cells, evaluations);
    for (int i = 0; i < size; i++) {
      trees.add(tree(known, evaluations.losses(), random));
    }
  }

  private static int[][] rows(Cells cells, Evaluations evaluations) {
    int[][] rows = new int[evaluations.size()][cells.dimensions()];
    for (int i = 0; i < rows.length; i++) {
      Configuration configuration = evaluations.configurations().get(i);
      for (int d = 0; d < cells.dimensions(); d++) {
        rows[i][d] = cells.of(configuration, d);
      }
    }
    return rows;
  }

  private RegressionTree tree(int[][] known, List<Double> losses, RandomGenerator random) {
    boolean all = known.length <= MOST_ROWS;
    int n = all ? known.length : MOST_ROWS;
    int[][] rows = new int[n][cells.dimensions()];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      int drawn = all ? i : random.nextInt(known.length);
      values[i] = losses.get(drawn);
      for (int d = 0; d < rows[i].length; d++) {
        int cell = known[drawn][d];
        // An inactive coordinate could be any: drawn anew for each tree, it teaches that there it
        // makes no difference.
        rows[i][d] = cell >= 0 ? cell : random.nextInt(cells.count(d));
      }
    }
    return new RegressionTree(cells, rows, values, random);
  }

  /** The value at a point, given as its cells. */
  double at(int[] point) {
    double sum = 0;
    for (RegressionTree tree : trees) {
      sum += tree.at(point);
    }
    return sum / trees.size();
  }

  /** The mean value over the cube. */
  double mean() {
    double sum = 0;
    for (RegressionTree tree : trees) {
      for (Leaf leaf : tree.leaves()) {
        sum += leaf.value() * volume(leaf, -1, -1);
      }
    }
    return sum / trees.size();
  }

  /** The mean value in each cell of a dimension. */
  double[] marginal(int dimension) {
    double[] marginal = new double[cells.count(dimension)];
    for (RegressionTree tree : trees) {
      for (Leaf leaf : tree.leaves()) {
        double share = leaf.value() * volume(leaf, dimension, -1) / trees.size();
        for (long set = leaf.set(dimension); set != 0; set &= set - 1) {
          marginal[Long.numberOfTrailingZeros(set)] += share;
        }
      }
    }
    return marginal;
  }

  /** The mean value in each cell of two dimensions: [cell of the first][cell of the second]. */
  double[][] marginal(int first, int second) {
    double[][] marginal = new double[cells.count(first)][cells.count(second)];
    for (RegressionTree tree : trees) {
      for (Leaf leaf : tree.leaves()) {
        double share = leaf.value() * volume(leaf, first, second) / trees.size();
        for (long set = leaf.set(first); set != 0; set &= set - 1) {
          double[] row = marginal[Long.numberOfTrailingZeros(set)];
          for (long other = leaf.set(second); other != 0; other &= other - 1) {
            row[Long.numberOfTrailingZeros(other)] += share;
          }
        }
      }
    }
    return marginal;
  }

  /** The share of the cube that a leaf takes, without regard to two dimensions; -1 is none. */
  private double volume(Leaf leaf, int without, int nor) {
    double volume = 1;
    for (int d = 0; d < cells.dimensions(); d++) {
      if (d != without && d != nor) {
        volume *= (double) Long.bitCount(leaf.set(d)) / cells.count(d);
      }
    }
    return volume;
  }
}
