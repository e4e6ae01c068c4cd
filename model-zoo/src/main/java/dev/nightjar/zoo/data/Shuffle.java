package dev.nightjar.zoo.data;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random order, as Durstenfeld wrote Fisher and Yates' method. */
final class Shuffle {

  private Shuffle() {}

  static void shuffle(List<?> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
