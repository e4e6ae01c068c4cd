package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every task trains on. */
class LearnedPartsTest {

  static List<Builtin> included() {
    return Arrays.stream(Builtin.values()).filter(Builtin::included).toList();
  }

  /** How many labels, tokens or numbers are asked for. */
  private static long asked(List<SequenceBatch> batches) {
    long asked = 0;
    for (SequenceBatch batch : batches) {
      if (batch.targets() instanceof Targets.Classes classes) {
        asked += Arrays.stream(classes.classes()).filter(c -> c != SequenceBatch.IGNORED).count();
      } else {
        for (float value : ((Targets.Values) batch.targets()).values()) {
          asked += Float.isNaN(value) ? 0 : 1;
        }
      }
    }
    return asked;
  }

  private static long trainedOn(Task task, LearnedParts parts) {
    Settings settings = new Settings(Map.of(), new Configuration(Map.of()));
    return asked(task.batches(settings, parts).epoch(1, new SplittableRandom(1)));
  }

  @ParameterizedTest
  @MethodSource("included")
  void anEpochOfBothPartsAsksAllThatTheTwoPartsAsk(Builtin builtin) {
    Dataset data = Datasets.load(BuiltinSpec.of(builtin));
    TaskType type =
        Arrays.stream(TaskType.values())
            .filter(t -> t.learnsFrom().contains(data.kind()))
            .findFirst()
            .orElseThrow();
    Task task = Task.of(type, data);
    long more = 0;
    if (data instanceof TextCorpus text && TextEncoding.of(text).encode(text).running()) {
      more = 1; // The first token of the validation part, before which there was nothing.
    } else if (data instanceof TimeSeries series) {
      int horizon = series.scaling().windows().horizon();
      more = (long) (horizon - 1) * horizon; // Forecasts that begin in one part and end in the next
    }
    long training = trainedOn(task, LearnedParts.TRAINING);
    long validation = asked(task.validationBatches());
    assertThat(validation).isPositive();
    assertThat(trainedOn(task, LearnedParts.TRAINING_AND_VALIDATION))
        .isEqualTo(training + validation + more);
  }
}
