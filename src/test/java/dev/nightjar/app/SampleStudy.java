package dev.nightjar.app;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Search;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import java.util.List;
import java.util.Map;

/** A study of every size from 1 to 6: the larger the better over three epochs; size 2 fails. */
final class SampleStudy {

  static final String NAME = "sample";

  private SampleStudy() {}

  static void run(String url) throws InterruptedException {
    try (Storage storage = JdbcStorage.open(url)) {
      Search.of(
              NAME,
              SearchSpace.of(IntParameter.linear("size", 1, 6)),
              List.of(Criterion.minimize("loss")),
              (c, context) -> {
                long size = c.integer("size");
                if (size == 2) {
                  throw new IllegalArgumentException("no two");
                }
                double best = 1.0 / size;
                for (int epoch = 1; epoch <= 3; epoch++) {
                  double loss = 1 - (1 - best) * (epoch - 1) / 2;
                  context.report(
                      new EpochReport(epoch, Map.of("loss", epoch == 3 ? best : loss), 0));
                }
                return Result.of("loss", best);
              })
          .strategy(new RandomStrategy())
          .storage(storage)
          .run();
    }
  }
}
