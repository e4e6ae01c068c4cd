package dev.nightjar.bench;

import dev.nightjar.search.pruning.AshaPruner;
import dev.nightjar.search.pruning.CurvePruner;
import dev.nightjar.search.pruning.HyperbandPruner;
import dev.nightjar.search.pruning.LastEpochSpared;
import dev.nightjar.search.pruning.MedianPruner;
import dev.nightjar.search.pruning.PatiencePruner;
import dev.nightjar.search.pruning.PercentilePruner;
import dev.nightjar.search.pruning.Pruner;
import dev.nightjar.search.pruning.WarmUp;
import dev.nightjar.search.pruning.WilcoxonPruner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What pruners save and what they cost, on the learning curves of real trainings ({@link
 * PruningCurves}), played again in 200 orders. Defaults were chosen by the trials with even
 * numbers; what is reported is what they do to those with odd numbers. Epochs count against
 * trainings that early stopping has ended already.
 */
final class PruningBenchmark {
  private static final int SHUFFLES = 200;
  private static final int EPOCHS = 30;

  /** How many trials a study has that is not all of the half: the best is another each time. */
  private static final int SMALL_STUDY = 40;

  private PruningBenchmark() {}

  static void run(String[] args) throws Exception {
    List<PruningCurves.Curve> even = new ArrayList<>();
    List<PruningCurves.Curve> odd = new ArrayList<>();
    for (PruningCurves.Curve curve : PruningCurves.stored().curves()) {
      (even.size() == odd.size() ? even : odd).add(curve);
    }
    System.out.printf(
        "%d curves, %d shuffles; 4 workers unless it says 1; small: studies of %d trials%n",
        odd.size(), SHUFFLES, SMALL_STUDY);
    System.out.printf(
        "%-28s %15s %15s %15s %22s%n",
        "saved / best kept", "chosen by", "judged on", "1 worker", "small (mean regret)");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Pruner> entry : pruners().entrySet()) {
      Pruner pruner = new LastEpochSpared(entry.getValue(), configuration -> EPOCHS);
      Score tuned = Score.of(pruner, even, even.size(), 4);
      Score judged = Score.of(pruner, odd, odd.size(), 4);
      Score alone = Score.of(pruner, odd, odd.size(), 1);
      Score small = Score.of(pruner, odd, SMALL_STUDY, 4);
      System.out.printf(
          "%-28s %15s %15s %15s %15s %6.4f%n",
          entry.getKey(), tuned.text(), judged.text(), alone.text(), small.text(), small.regret());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("pruner", entry.getKey());
      row.put("epochs_saved", judged.saved());
      row.put("best_kept", judged.kept());
      row.put("shuffles", SHUFFLES);
      row.put("curves", odd.size());
      row.put("workers", 4);
      row.put("sequential", Map.of("epochs_saved", alone.saved(), "best_kept", alone.kept()));
      row.put(
          "studies_of_" + SMALL_STUDY,
          Map.of("epochs_saved", small.saved(), "best_kept", small.kept()));
      rows.add(row);
    }
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", rows));
  }

  /** The pruners as experiment files have them by default, and two others of asha. */
  private static Map<String, Pruner> pruners() {
    WarmUp warmUp = WarmUp.DEFAULT;
    int min = AshaPruner.DEFAULT_MIN_EPOCHS;
    int factor = AshaPruner.DEFAULT_REDUCTION_FACTOR;
    Map<String, Pruner> pruners = new LinkedHashMap<>();
    pruners.put("none", Pruner.NONE);
    pruners.put("median", new MedianPruner(warmUp));
    pruners.put("percentile", new PercentilePruner(PercentilePruner.DEFAULT_PERCENTILE, warmUp));
    pruners.put(
        "patience",
        new PatiencePruner(new MedianPruner(warmUp), PatiencePruner.DEFAULT_PATIENCE, 0));
    pruners.put("asha", new AshaPruner(min, factor));
    pruners.put("asha, reduction_factor 3", new AshaPruner(min, 3));
    pruners.put("asha, min_epochs 4", new AshaPruner(4, factor));
    pruners.put("hyperband", new HyperbandPruner(min, EPOCHS, factor));
    pruners.put(
        "wilcoxon",
        new WilcoxonPruner(WilcoxonPruner.DEFAULT_P_VALUE, WilcoxonPruner.DEFAULT_MIN_EPOCHS));
    pruners.put(
        "curve", new CurvePruner(CurvePruner.DEFAULT_MIN_PROBABILITY, CurvePruner.DEFAULT_WARM_UP));
    return pruners;
  }

  /**
   * Over all shuffles.
   *
   * @param saved share of the epochs
   * @param kept share of the shuffles in which the best trial was trained to its end
   * @param regret mean distance of the best value found from the best there is
   */
  private record Score(double saved, double kept, double regret) {

    static Score of(Pruner pruner, List<PruningCurves.Curve> curves, int trials, int workers) {
      long epochs = 0;
      long all = 0;
      int kept = 0;
      double regret = 0;
      for (int seed = 0; seed < SHUFFLES; seed++) {
        List<PruningCurves.Curve> order = new ArrayList<>(curves);
        Collections.shuffle(order, new Random(seed));
        PruningReplay replay = PruningReplay.play(pruner, order.subList(0, trials), workers);
        epochs += replay.epochs();
        all += replay.allEpochs();
        kept += replay.regret() == 0 ? 1 : 0;
        regret += replay.regret() / SHUFFLES;
      }
      return new Score(1 - (double) epochs / all, (double) kept / SHUFFLES, regret);
    }

    String text() {
      return TrainingBenchmark.format("%.3f / %.3f", saved, kept);
    }
  }
}
