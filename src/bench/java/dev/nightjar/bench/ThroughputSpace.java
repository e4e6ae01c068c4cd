package dev.nightjar.bench;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is searched where only the search itself is measured: eight parameters, one loss. */
final class ThroughputSpace {
  static final SearchSpace SPACE =
      SearchSpace.of(
          FloatParameter.log("learning_rate", 1e-4, 1e-1),
          FloatParameter.linear("dropout", 0, 0.5),
          FloatParameter.log("weight_decay", 1e-6, 1e-2),
          IntParameter.log("hidden_size", 16, 512),
          IntParameter.linear("layers", 1, 4),
          IntParameter.linear("batch_size", 8, 128),
          CategoricalParameter.of("cell", "rnn", "lstm", "gru"),
          CategoricalParameter.of("optimizer", "adam", "adamw", "sgd"));

  static final List<Criterion> CRITERIA = List.of(Criterion.minimize("loss"));

  private ThroughputSpace() {}

  static StudyDefinition definition(String name) {
    return StudyDefinition.inCode(name, SPACE, CRITERIA, 1);
  }

  static EpochReport report(int epoch, double loss) {
    return new EpochReport(epoch, Map.of("loss", loss, "training.loss", loss * 0.9), 0.01);
  }

  /** The loss of a trial after so many epochs; of no meaning. */
  static double loss(int number, int epoch) {
    return 2 + Math.sin(number) + 1.0 / epoch;
  }

  static TrialSpec spec(int number) {
    return new TrialSpec(
        number,
        1,
        TrialRole.SEARCH,
        "random",
        SPACE.sample(Seeds.ofSuggestion(1, number)),
        Seeds.ofTrial(1, number));
  }

  /** A completed trial as whoever runs the study keeps it. */
  static Trial completed(TrialSpec spec, int epochs) {
    Trial trial = Trial.running(spec, Instant.EPOCH).begun("host-1/worker-1");
    for (int epoch = 1; epoch <= epochs; epoch++) {
      trial = trial.reporting(report(epoch, loss(spec.number(), epoch)), trial.worker());
    }
    double last = loss(spec.number(), Math.max(1, epochs));
    return trial.ended(
        new Outcome.Completed(List.of(last), Map.of("loss", last), OptionalInt.empty()),
        Instant.EPOCH,
        Duration.ofSeconds(1),
        Optional.of("host-1/worker-1"));
  }
}
