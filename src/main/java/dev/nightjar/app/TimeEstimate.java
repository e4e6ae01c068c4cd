package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.experiments.worker.TrainingObjectiveFactory;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.task.TrainingObjective;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** About how long the trainings of a search take, reckoned from a few steps of some of them. */
final class TimeEstimate {

  /** Of five configurations they make eight seconds. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Experiment experiment;

  /** Estimates for a search that trains networks. */
  TimeEstimate(Experiment experiment) {
    this.experiment = experiment;
  }

  /** A sentence: of an epoch of each configuration, and of the search if all are like these. */
  String describe(List<Configuration> examples) {
    List<Duration> epochs;
    try {
      TrainingObjective objective =
          TrainingObjectiveFactory.objective(
              experiment, Datasets.load(experiment.training().dataset()));
      epochs =
          examples.stream()
              .map(c -> objective.epochTime(c, Seeds.ofTrial(experiment.seed(), 0), PATIENCE))
              .toList();
    } catch (TrialFailedException e) {
      return "How long it takes could not be measured: " + e.getMessage();
    }
    String each = epochs.stream().map(TimeEstimate::seconds).collect(Collectors.joining(", "));
    return "An epoch of them takes about " + each + " s. " + ofSearch(trial(examples, epochs));
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return String.format(Locale.ROOT, seconds < 1 ? "%.2f" : "%.1f", seconds);
  }

  /** The mean training that nothing ends early. */
  private Duration trial(List<Configuration> examples, List<Duration> epochs) {
    Duration all = Duration.ZERO;
    for (int i = 0; i < examples.size(); i++) {
      all = all.plus(epochs.get(i).multipliedBy(experiment.epochs(examples.get(i))));
    }
    Duration mean = all.dividedBy(examples.size());
    return experiment
        .budget()
        .maxTrialDuration()
        .filter(limit -> limit.compareTo(mean) < 0)
        .orElse(mean);
  }

  private String ofSearch(Duration trial) {
    int workers = Parallelism.of(experiment);
    String on = workers == 1 ? "one worker" : workers + " workers";
    OptionalInt trials = experiment.budget().maxTrials();
    if (trials.isPresent()) {
      Duration all = trial.multipliedBy(trials.getAsInt()).dividedBy(workers);
      return String.format(
          "%d trials like these, trained to their last epoch, take %s on %s; those that stop early"
              + " take less.",
          trials.getAsInt(), Numbers.duration(all), on);
    }
    return String.format(
        "A trial like these, trained to its last epoch, takes %s; those that stop early take less.",
        Numbers.duration(trial));
  }
}
