package dev.nightjar.experiments.storage;

import dev.nightjar.search.run.Search;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;

/**
 * A search in a JVM of its own, whose objective runs in that JVM and takes it down in every trial
 * of one number. Arguments: storage, the number, how many trials, how many at once.
 */
final class SelfDestroyingSearch {

  static final String STUDY = "self-destroying";

  /** What the JVM ends with when a trial takes it down. */
  static final int TAKEN_DOWN = 86;

  private SelfDestroyingSearch() {}

  /** Runs the search until it ends, or until it is taken down. */
  public static void main(String[] args) throws InterruptedException {
    int deadly = Integer.parseInt(args[1]);
    try (Storage storage = JdbcStorage.open(args[0])) {
      Search.minimize(
              STUDY,
              SearchSpace.of(FloatParameter.linear("x", 0, 1)),
              (configuration, context) -> {
                if (context.number() == deadly) {
                  Runtime.getRuntime().halt(TAKEN_DOWN);
                }
                return configuration.number("x");
              })
          .storage(storage)
          .trials(Integer.parseInt(args[2]))
          .workers(Integer.parseInt(args[3]))
          .run();
    }
  }
}
