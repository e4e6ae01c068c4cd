package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how many epochs a winner is trained once more. */
class RefitTrainingTest {

  private static final Criterion LOSS = Criterion.minimize("validation.loss");

  private static final TrialSpec SEARCHED =
      new TrialSpec(0, 1, TrialRole.SEARCH, "random", new Configuration(Map.of("x", 1)), 7);

  private static Trial completed(TrialSpec spec, OptionalInt bestEpoch) {
    return Trial.running(spec, Instant.EPOCH)
        .ended(
            new Outcome.Completed(List.of(0.5), Map.of("validation.loss", 0.5), bestEpoch),
            Instant.EPOCH,
            Duration.ofSeconds(1),
            Optional.empty());
  }

  private static OptionalInt epochs(OptionalInt ownBest, Integer... bestEpochs) {
    List<Trial> finals = new ArrayList<>();
    for (Integer best : bestEpochs) {
      TrialSpec spec = TrialSpec.finalist(finals.size() + 1, SEARCHED, finals.size());
      finals.add(
          best > 0
              ? completed(spec, OptionalInt.of(best))
              : Trial.running(spec, Instant.EPOCH)
                  .ended(
                      new Outcome.Failed("diverged"),
                      Instant.EPOCH,
                      Duration.ofSeconds(1),
                      Optional.empty()));
    }
    StudyDefinition definition =
        new StudyDefinition(
            "s",
            SearchSpace.of(IntParameter.linear("x", 0, 9)),
            List.of(LOSS),
            1,
            "f",
            "",
            "",
            Map.of());
    return RefitTraining.epochs(
        new Winner(
            new Study(1, definition, Instant.EPOCH, Duration.ZERO),
            List.of(completed(SEARCHED, ownBest)),
            Standings.of(List.of(LOSS), finals)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7 | 7", "9 2 3 | 3", "4 8 | 6", "4 7 | 6", "1 30 2 5 | 4", "0 8 0 4 6 | 6"})
  void itIsTheMedianOfTheBestOfThoseThatCompleted(String best, int expected) {
    Integer[] each = Arrays.stream(best.split(" ")).map(Integer::valueOf).toArray(Integer[]::new);
    assertThat(epochs(OptionalInt.of(25), each)).hasValue(expected);
  }

  @Test
  void itIsTheWinnersOwnIfNoFinalistCompletedAndNoneIfNobodyCountedEpochs() {
    assertThat(epochs(OptionalInt.of(25))).hasValue(25);
    assertThat(epochs(OptionalInt.of(25), 0, 0)).hasValue(25);
    assertThat(epochs(OptionalInt.empty())).isEmpty();
  }
}
