package dev.nightjar.zoo.text;

import java.util.random.RandomGenerator;

/**
 * Draws numbers 0 to n − 1 in proportion to their weights, each in constant time: Walker's alias
 * method (Walker 1977) with Vose's construction (Vose 1991), which takes O(n) time and memory.
 *
 * <p>Each number has an equal share of the line, part of which is lent to another one, its alias.
 */
public final class AliasTable {
  private final float[] kept;
  private final int[] alias;

  private AliasTable(int size) {
    kept = new float[size];
    alias = new int[size];
  }

  /**
   * A table.
   *
   * @param weights at least one; none negative, one above 0
   * @throws IllegalArgumentException if the weights are not such
   */
  public static AliasTable of(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a weight is " + weight + "; it must be at least 0");
      }
      sum += weight;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("no weight is above 0");
    }
    int size = weights.length;
    AliasTable table = new AliasTable(size);
    double[] share = new double[size]; // 1 is an equal share.
    int[] below = new int[size];
    int[] above = new int[size];
    int countBelow = 0;
    int countAbove = 0;
    for (int i = 0; i < size; i++) {
      share[i] = weights[i] / sum * size;
      if (share[i] < 1) {
        below[countBelow++] = i;
      } else {
        above[countAbove++] = i;
      }
    }
    while (countBelow > 0 && countAbove > 0) {
      int poor = below[--countBelow];
      int rich = above[countAbove - 1];
      table.kept[poor] = (float) share[poor];
      table.alias[poor] = rich;
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        below[countBelow++] = rich;
        countAbove--;
      }
    }
    // What is left has an equal share, but for rounding.
    while (countAbove > 0) {
      table.keep(above[--countAbove]);
    }
    while (countBelow > 0) {
      table.keep(below[--countBelow]);
    }
    return table;
  }

  private void keep(int number) {
    kept[number] = 1;
    alias[number] = number;
  }

  /** Draws a number. */
  public int draw(RandomGenerator random) {
    int number = random.nextInt(kept.length);
    return random.nextFloat() < kept[number] ? number : alias[number];
  }
}
