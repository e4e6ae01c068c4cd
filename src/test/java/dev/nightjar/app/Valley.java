package dev.nightjar.app;

import dev.nightjar.search.run.Search;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;

public class Valley {
  public static void main(String[] args) throws InterruptedException {
    SearchSpace space =
        SearchSpace.of(FloatParameter.linear("x", -2, 2), FloatParameter.linear("y", -1, 3));
    var search = Search.minimize("valley", space, (c, run) -> f(c.number("x"), c.number("y")));
    var result = search.trials(100).workers(2).run();
    System.out.println(result.configuration() + " has " + result.value());
  }

  static double f(double x, double y) {
    return Math.pow(1 - x, 2) + 100 * Math.pow(y - x * x, 2);
  }
}
