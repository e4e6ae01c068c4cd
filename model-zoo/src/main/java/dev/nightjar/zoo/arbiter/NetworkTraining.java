package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.task.EarlyStoppingSpec;
import dev.nightjar.zoo.task.NetworkMetrics;
import dev.nightjar.zoo.training.DivergedException;
import dev.nightjar.zoo.training.EarlyStopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** One training of a Deeplearning4j network. */
final class NetworkTraining {

  private final TrainableNetwork network;
  private final ArbiterData data;
  private final ScoreFunction score;
  private final Optional<StoppingConditions> conditions;
  private final EarlyStopping.Watch watch;
  private final List<Map<String, Double>> epochs = new ArrayList<>();
  private Batches batches;

  NetworkTraining(
      TrainableNetwork network,
      ArbiterData data,
      ScoreFunction score,
      EarlyStoppingSpec earlyStopping,
      Criterion criterion) {
    this.network = network;
    this.data = data;
    this.score = score;
    this.conditions = network.earlyStopping().map(StoppingConditions::new);
    Criterion watched = conditions.map(StoppingConditions::criterion).orElse(criterion);
    this.watch = earlyStopping.watching(watched).start();
    this.batches = network.batches(data.trainData());
  }

  /** The metrics of an epoch, counted from 1, and the size of the network. */
  Map<String, Double> metrics(int epoch) {
    Map<String, Double> metrics = new TreeMap<>(epochs.get(epoch - 1));
    metrics.put(NetworkMetrics.PARAMETERS, (double) network.model().numParams());
    return metrics;
  }

  /**
   * Trains until the epochs are done, or the patience, the conditions or the study end it. The
   * network remembers its best epoch.
   *
   * @return the best epoch, from 1
   * @throws DivergedException if a loss or a score is no finite number
   * @throws InterruptedException if the thread was interrupted, after a batch
   */
  int run(TrialContext context) throws InterruptedException {
    boolean end = false;
    for (int epoch = 1; !end; epoch++) {
      long start = System.nanoTime();
      Pass pass = trainEpoch(epoch);
      Map<String, Double> metrics = new TreeMap<>();
      metrics.put(ArbiterObjective.TRAINING_LOSS, pass.meanLoss());
      double value = finite(epoch, "the score", data.score(score, network.model()));
      metrics.put(ArbiterObjective.SCORE, value);
      OptionalDouble watched = watched(epoch, pass, value);
      boolean conditionsMet = pass.ended();
      if (watched.isPresent()) {
        if (watch.observe(epoch, watched.getAsDouble())) {
          network.rememberBest();
        }
        if (conditions.isPresent()) {
          metrics.put(StoppingConditions.METRIC, watched.getAsDouble());
          conditionsMet |= conditions.get().endAfterEpoch(epoch, watched.getAsDouble());
        }
      }
      epochs.add(metrics);
      double seconds = (System.nanoTime() - start) / 1e9;
      boolean goOn =
          context.report(new EpochReport(epoch, metrics, seconds)) instanceof Decision.Continue;
      // The conditions of a space, where it has some, take the place of its number of epochs.
      boolean done = conditions.isEmpty() && epoch == network.epochs();
      end = !goOn || done || conditionsMet || watch.exhausted();
    }
    return watch.bestEpoch();
  }

  /** The value that says which epoch is the best; empty if this one is not evaluated. */
  private OptionalDouble watched(int epoch, Pass pass, double value) {
    if (conditions.isEmpty()) {
      return OptionalDouble.of(value);
    }
    // An epoch that was broken off may be the best only if there is none before it.
    OptionalDouble watched =
        pass.ended() && epoch > 1
            ? OptionalDouble.empty()
            : conditions.get().score(epoch, network.model());
    watched.ifPresent(v -> finite(epoch, "the early stopping score", v));
    return watched;
  }

  private static double finite(int epoch, String what, double value) {
    if (!Double.isFinite(value)) {
      throw new DivergedException(epoch, what + " is " + value);
    }
    return value;
  }

  /**
   * What the batches of an epoch brought.
   *
   * @param meanLoss over the batches
   * @param ended whether a condition ended the training after one of them
   */
  private record Pass(double meanLoss, boolean ended) {}

  private Pass trainEpoch(int epoch) throws InterruptedException {
    restart(epoch);
    double sum = 0;
    int count = 0;
    boolean ended = false;
    while (!ended && batches.hasNext()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in epoch " + epoch);
      }
      batches.fitNext();
      count++;
      double loss = network.model().score();
      finite(epoch, "the training loss after batch " + count, loss);
      sum += loss;
      ended = conditions.isPresent() && conditions.get().endAfterBatch(loss);
    }
    network.epochDone();
    return new Pass(sum / count, ended);
  }

  /** Goes to the first batch, by new data if the old has no way back. */
  private void restart(int epoch) {
    if (batches.restartable()) {
      batches.restart();
    } else if (epoch > 1) {
      batches = network.batches(data.trainData());
    }
    if (!batches.hasNext()) {
      throw new TrialFailedException(
          "epoch "
              + epoch
              + " has no batches: the training data is empty, or is one iterator that cannot be"
              + " reset; give a new iterator each time it is asked for");
    }
  }
}
