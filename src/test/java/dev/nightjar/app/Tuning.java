package dev.nightjar.app;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.pruning.MedianPruner;
import dev.nightjar.search.pruning.WarmUp;
import dev.nightjar.search.run.Search;
import dev.nightjar.search.run.SearchResult;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialContext;
import java.util.Map;
import java.util.Optional;

public class Tuning {
  private static final int STEPS = 20;

  /** Which optimiser goes down a narrow valley fastest? The argument is where to keep the study. */
  public static void main(String[] args) throws InterruptedException {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.log("rate", 1e-4, 1e-1),
            CategoricalParameter.of("method", "plain", "heavy ball"),
            new FloatParameter(
                "momentum", 0, 0.99, false, Optional.of(Condition.on("method", "heavy ball"))));
    try (Storage storage = JdbcStorage.open("jdbc:h2:file:" + args[0])) {
      SearchResult result =
          Search.minimize("tuning", space, Tuning::descend)
              .pruner(new MedianPruner(WarmUp.DEFAULT))
              .storage(storage)
              .trials(60)
              .workers(2)
              .run();
      System.out.println(result.trials().size() + " trials, " + result.end().reason());
      System.out.println(result.configuration() + " has " + result.value());
    }
  }

  /** The height of x² + 50·y² after some steps from (1, 1). */
  static double descend(Configuration c, TrialContext run) {
    double x = 1;
    double y = 1;
    double dx = 0;
    double dy = 0;
    double momentum = c.has("momentum") ? c.number("momentum") : 0;
    double height = Double.NaN;
    for (int step = 1; step <= STEPS; step++) {
      dx = momentum * dx - c.number("rate") * 2 * x;
      dy = momentum * dy - c.number("rate") * 100 * y;
      x += dx;
      y += dy;
      height = x * x + 50 * y * y;
      EpochReport report = new EpochReport(step, Map.of(Search.VALUE, height), 0);
      if (run.report(report) instanceof Decision.Stop) {
        return height;
      }
    }
    return height;
  }
}
