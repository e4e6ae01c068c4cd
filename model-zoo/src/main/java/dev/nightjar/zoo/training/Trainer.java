package dev.nightjar.zoo.training;

import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** The training loop: epochs of steps, validation after each, the best weights kept. */
public final class Trainer {
  private final TrainingSettings settings;
  private final BatchSource training;
  private final Optional<Validation> validation;

  /** A trainer that can be used for any number of networks. */
  public Trainer(TrainingSettings settings, BatchSource training, Validation validation) {
    this(settings, training, Optional.of(validation));
  }

  /**
   * A trainer that has nothing to judge by: no epoch is better than the last, nothing ends a
   * training early but the listener or a deadline, and a schedule that follows the validation part
   * follows the training loss instead.
   */
  public Trainer(TrainingSettings settings, BatchSource training) {
    this(settings, training, Optional.empty());
  }

  private Trainer(
      TrainingSettings settings, BatchSource training, Optional<Validation> validation) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.training = Objects.requireNonNull(training, "training");
    this.validation = validation;
  }

  /** Trains {@code network} for as long as it takes. */
  public TrainingResult train(RecurrentNetwork network, EpochListener listener) {
    return train(network, listener, Deadline.NONE);
  }

  /**
   * Trains {@code network}, which holds the weights of its best epoch afterwards, whatever ended
   * the training.
   *
   * @param deadline asked after each step; once it has passed, the epoch ends there, is validated
   *     as any other, and is the last. At least one step is done
   * @throws DivergedException if the training loss or the watched metric becomes NaN or infinite
   * @throws IllegalArgumentException if an epoch has no batches, or the watched metric is not
   *     measured
   */
  public TrainingResult train(RecurrentNetwork network, EpochListener listener, Deadline deadline) {
    return new Run(network, deadline).train(listener);
  }

  /** One training. */
  private final class Run {
    private final RecurrentNetwork network;
    private final Deadline deadline;
    private final TrainingStep step;
    private final EarlyStopping.Watch watch = settings.earlyStopping().start();
    private final SplittableRandom random = new SplittableRandom(settings.seed());
    private final List<EpochResult> epochs = new ArrayList<>();
    private final List<EpochFeedback> past = new ArrayList<>();
    private final float[] best;
    private long stepsDone;

    Run(RecurrentNetwork network, Deadline deadline) {
      this.network = network;
      this.deadline = Objects.requireNonNull(deadline, "deadline");
      step = new TrainingStep(network, settings.optimizer(), settings.clipping());
      best = network.copyParameters();
    }

    TrainingResult train(EpochListener listener) {
      Optional<StopReason> reason = Optional.empty();
      for (int epoch = 1; reason.isEmpty(); epoch++) {
        long start = System.nanoTime();
        EpochSteps done = trainEpoch(epoch);
        Map<String, Double> metrics = validation.map(v -> v.measure(network)).orElse(Map.of());
        double watched = validation.isPresent() ? watched(epoch, metrics) : done.meanLoss();
        double seconds = (System.nanoTime() - start) / 1e9;
        EpochResult result =
            new EpochResult(epoch, done.meanLoss(), metrics, done.lastLearningRate(), seconds);
        epochs.add(result);
        past.add(new EpochFeedback(done.meanLoss(), settings.earlyStopping().score(watched)));
        if (validation.isEmpty() || watch.observe(epoch, watched)) {
          network.parameterBuffer().get(0, best);
        }
        boolean goOn = listener.onEpoch(result);
        reason = goOn ? ending(epoch, done, watched) : Optional.of(StopReason.LISTENER_STOPPED);
      }
      network.setParameters(best);
      int bestEpoch = validation.isPresent() ? watch.bestEpoch() : epochs.size();
      return new TrainingResult(
          bestEpoch, epochs.get(bestEpoch - 1).metrics(), epochs, reason.orElseThrow());
    }

    /** Why the training ends after an epoch, if it does. */
    private Optional<StopReason> ending(int epoch, EpochSteps done, double watched) {
      boolean allEpochs = done.whole() && epoch == settings.epochs();
      if (validation.isPresent() && settings.earlyStopping().reached(watched)) {
        return Optional.of(StopReason.TARGET_REACHED);
      } else if (done.late() || (!allEpochs && deadline.passed())) {
        return Optional.of(StopReason.DEADLINE_PASSED);
      } else if (!allEpochs && stepsLeft() == 0) {
        return Optional.of(StopReason.STEPS_DONE);
      } else if (watch.exhausted()) {
        return Optional.of(StopReason.EARLY_STOPPED);
      }
      return allEpochs ? Optional.of(StopReason.EPOCHS_DONE) : Optional.empty();
    }

    private long stepsLeft() {
      return settings.maxSteps() == 0 ? Long.MAX_VALUE : settings.maxSteps() - stepsDone;
    }

    private EpochSteps trainEpoch(int epoch) {
      List<SequenceBatch> batches = training.epoch(epoch, random.split());
      int count = batches.size();
      if (count == 0) {
        throw new IllegalArgumentException(
            "epoch " + epoch + " has no batches; the training data is empty");
      }
      int steps = (int) Math.min(count, stepsLeft());
      // Where the steps end before the epochs do, schedules run to that point.
      double allEpochs = Math.min(settings.epochs(), epoch - 1 + (double) stepsLeft() / count);
      List<EpochFeedback> seen = Collections.unmodifiableList(past);
      double sum = 0;
      double learningRate = 0;
      int done = 0;
      boolean late = false;
      while (done < steps && !late) {
        double time = epoch - 1 + (double) done / count;
        learningRate =
            settings.learningRate()
                * settings.schedule().factor(new TrainingProgress(time, allEpochs, count, seen));
        double loss = step.run(batches.get(done), learningRate);
        done++;
        if (!Double.isFinite(loss)) {
          throw new DivergedException(
              epoch, "the training loss is " + loss + " at step " + done + " of " + count);
        }
        sum += loss;
        late = done < steps && deadline.passed();
      }
      stepsDone += done;
      return new EpochSteps(sum / done, learningRate, done == count, late);
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

  /**
   * What the steps of an epoch brought.
   *
   * @param whole whether all of its batches were trained on
   * @param late whether the deadline ended it
   */
  private record EpochSteps(
      double meanLoss, double lastLearningRate, boolean whole, boolean late) {}
}
