package dev.nightjar.search.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A regression tree over cells (L. Breiman et al., Classification and Regression Trees, 1984). Its
 * leaves are boxes: the product of a set of cells in each dimension. The cells of an unordered
 * dimension are sorted by their mean before they are divided, which finds the best of all divisions
 * in two (W. D. Fisher, On Grouping for Maximum Homogeneity, 1958).
 */
final class RegressionTree {

  /** Nodes of fewer rows are not divided. */
  private static final int SMALLEST_TO_SPLIT = 8;

  /** The share of the dimensions that each division chooses from, which makes trees differ. */
  private static final double DIMENSIONS_TRIED = 0.5;

  /** A part of the cube. */
  private sealed interface Node permits Leaf, Fork {}

  /** A box that is not divided. */
  static final class Leaf implements Node {
    private final long[] sets;
    private final double value;

    private Leaf(long[] sets, double value) {
      this.sets = sets;
      this.value = value;
    }

    /** The set of cells of a dimension. */
    long set(int dimension) {
      return sets[dimension];
    }

    /** The mean of the rows in the box. */
    double value() {
      return value;
    }
  }

  /**
   * A box that is divided.
   *
   * @param left the cells of the dimension that are on the left
   */
  private record Fork(int dimension, long left, Node onLeft, Node onRight) implements Node {}

  /**
   * A division of a node.
   *
   * @param left the cells of the dimension that go left
   * @param gain by how much the sum of squared errors becomes smaller
   */
  private record Split(int dimension, long left, double gain) {}

  private final Cells cells;
  private final int[][] rows;
  private final double[] values;
  private final RandomGenerator random;
  private final List<Leaf> leaves = new ArrayList<>();

  private final Node root;

  /**
   * Grows a tree.
   *
   * @param rows the cell of each row in each dimension
   * @param values the value of each row
   */
  RegressionTree(Cells cells, int[][] rows, double[] values, RandomGenerator random) {
    this.cells = cells;
    this.rows = rows;
    this.values = values;
    this.random = random;
    root =
        node(
            IntStream.range(0, rows.length).toArray(),
            IntStream.range(0, cells.dimensions()).mapToLong(cells::all).toArray());
  }

  /** The leaves, into which the cube is divided. */
  List<Leaf> leaves() {
    return leaves;
  }

  /** The value at a point, given as its cells. */
  double at(int[] point) {
    Node node = root;
    while (node instanceof Fork fork) {
      node = contains(fork.left(), point[fork.dimension()]) ? fork.onLeft() : fork.onRight();
    }
    return ((Leaf) node).value();
  }

  private static boolean contains(long set, int cell) {
    return (set >>> cell & 1) == 1;
  }

  private Node node(int[] members, long[] sets) {
    Optional<Split> best =
        members.length < SMALLEST_TO_SPLIT ? Optional.empty() : bestSplit(members);
    if (best.isEmpty()) {
      double mean = Arrays.stream(members).mapToDouble(m -> values[m]).average().orElseThrow();
      Leaf leaf = new Leaf(sets, mean);
      leaves.add(leaf);
      return leaf;
    }
    int dimension = best.get().dimension();
    long left = best.get().left();
    return new Fork(
        dimension,
        left,
        side(members, sets, dimension, left),
        side(members, sets, dimension, ~left));
  }

  private Node side(int[] members, long[] sets, int dimension, long allowed) {
    int[] side =
        Arrays.stream(members).filter(m -> contains(allowed, rows[m][dimension])).toArray();
    long[] ofSide = sets.clone();
    ofSide[dimension] &= allowed;
    return node(side, ofSide);
  }

  private Optional<Split> bestSplit(int[] members) {
    int[] dimensions = shuffled(cells.dimensions());
    int tried = (int) Math.ceil(DIMENSIONS_TRIED * dimensions.length);
    Optional<Split> best = Optional.empty();
    for (int i = 0; i < dimensions.length && (i < tried || best.isEmpty()); i++) {
      Optional<Split> split = bestSplit(members, dimensions[i]);
      if (split.isPresent() && (best.isEmpty() || split.get().gain() > best.get().gain())) {
        best = split;
      }
    }
    return best;
  }

  /** The best division of a dimension; empty if none makes the error smaller. */
  private Optional<Split> bestSplit(int[] members, int dimension) {
    double[] sums = new double[cells.count(dimension)];
    int[] counts = new int[sums.length];
    for (int member : members) {
      sums[rows[member][dimension]] += values[member];
      counts[rows[member][dimension]]++;
    }
    int[] order = IntStream.range(0, sums.length).filter(c -> counts[c] > 0).toArray();
    if (!cells.ordered(dimension)) {
      order =
          Arrays.stream(order)
              .boxed()
              .sorted((a, b) -> Double.compare(sums[a] / counts[a], sums[b] / counts[b]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    double total = Arrays.stream(order).mapToDouble(c -> sums[c]).sum();
    double unsplit = total * total / members.length;
    double sum = 0;
    int count = 0;
    int last = -1;
    double gain = 1e-12 * Math.abs(unsplit); // less is rounding
    for (int i = 0; i + 1 < order.length; i++) {
      sum += sums[order[i]];
      count += counts[order[i]];
      double rest = total - sum;
      double gained = sum * sum / count + rest * rest / (members.length - count) - unsplit;
      if (gained > gain) {
        gain = gained;
        last = i;
      }
    }
    return last < 0
        ? Optional.empty()
        : Optional.of(new Split(dimension, left(dimension, order, last), gain));
  }

  /**
   * The cells up to the one at {@code last} in an order. Empty cells between two neighbours of a
   * range are divided at random, others go either way.
   */
  private long left(int dimension, int[] order, int last) {
    if (cells.ordered(dimension)) {
      int end = random.nextInt(order[last] + 1, order[last + 1] + 1);
      return -1L >>> (Long.SIZE - end);
    }
    long met = 0;
    long left = 0;
    for (int i = 0; i < order.length; i++) {
      met |= 1L << order[i];
      left |= i <= last ? 1L << order[i] : 0;
    }
    return left | (random.nextLong() & ~met);
  }

  private int[] shuffled(int count) {
    int[] numbers = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int number = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = number;
    }
    return numbers;
  }
}
