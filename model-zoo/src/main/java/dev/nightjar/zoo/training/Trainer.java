package dev.nightjar.zoo.training;

import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** The training loop: epochs of steps, validation after each, the best weights kept. */
public final class Trainer {
  private final TrainingSettings settings;
  private final BatchSource training;
  private final Validation validation;

  /** A trainer that can be used for any number of networks. */
  public Trainer(TrainingSettings settings, BatchSource training, Validation validation) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.training = Objects.requireNonNull(training, "training");
    this.validation = Objects.requireNonNull(validation, "validation");
  }

  /**
   * Trains {@code network}, which holds the weights of its best epoch afterwards, also when the
   * listener ended it.
   *
   * @throws DivergedException if the training loss or the watched metric becomes NaN or infinite
   * @throws IllegalArgumentException if an epoch has no batches, or the watched metric is not
   *     measured
   */
  public TrainingResult train(RecurrentNetwork network, EpochListener listener) {
    TrainingStep step =
        new TrainingStep(network, settings.optimizer(), settings.gradientClipping());
    EarlyStopping.Watch watch = settings.earlyStopping().start();
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<EpochResult> epochs = new ArrayList<>();
    List<EpochFeedback> past = new ArrayList<>();
    float[] best = network.copyParameters();
    StopReason reason = StopReason.EPOCHS_DONE;
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      long start = System.nanoTime();
      EpochSteps done = trainEpoch(epoch, step, random.split(), past);
      Map<String, Double> metrics = validation.measure(network);
      double watched = watched(epoch, metrics);
      double seconds = (System.nanoTime() - start) / 1e9;
      EpochResult result =
          new EpochResult(epoch, done.meanLoss(), metrics, done.lastLearningRate(), seconds);
      epochs.add(result);
      past.add(new EpochFeedback(done.meanLoss(), settings.earlyStopping().score(watched)));
      if (watch.observe(epoch, watched)) {
        network.parameterBuffer().get(0, best);
      }
      if (!listener.onEpoch(result)) {
        reason = StopReason.LISTENER_STOPPED;
        break;
      }
      if (watch.exhausted()) {
        reason = StopReason.EARLY_STOPPED;
        break;
      }
    }
    network.setParameters(best);
    int bestEpoch = watch.bestEpoch();
    return new TrainingResult(bestEpoch, epochs.get(bestEpoch - 1).metrics(), epochs, reason);
  }

  private record EpochSteps(double meanLoss, double lastLearningRate) {}

  private EpochSteps trainEpoch(
      int epoch, TrainingStep step, SplittableRandom random, List<EpochFeedback> past) {
    List<SequenceBatch> batches = training.epoch(epoch, random);
    int count = batches.size();
    if (count == 0) {
      throw new IllegalArgumentException(
          "epoch " + epoch + " has no batches; the training data is empty");
    }
    List<EpochFeedback> seen = Collections.unmodifiableList(past);
    double sum = 0;
    double learningRate = 0;
    for (int i = 0; i < count; i++) {
      double time = epoch - 1 + (double) i / count;
      learningRate =
          settings.learningRate()
              * settings
                  .schedule()
                  .factor(new TrainingProgress(time, settings.epochs(), count, seen));
      double loss = step.run(batches.get(i), learningRate);
      if (!Double.isFinite(loss)) {
        throw new DivergedException(
            epoch, "the training loss is " + loss + " at step " + (i + 1) + " of " + count);
      }
      sum += loss;
    }
    return new EpochSteps(sum / count, learningRate);
  }

  private double watched(int epoch, Map<String, Double> metrics) {
    String name = settings.earlyStopping().metric();
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "early stopping watches '" + name + "', but validation measures " + metrics.keySet());
    }
    if (!Double.isFinite(value)) {
      throw new DivergedException(epoch, name + " is " + value);
    }
    return value;
  }
}
