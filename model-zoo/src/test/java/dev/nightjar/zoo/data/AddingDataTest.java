package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddingDataTest {

  private static final NumberCorpus ADDING =
      (NumberCorpus) Datasets.load(BuiltinSpec.of(Builtin.ADDING));

  @Test
  void theAnswerIsTheSumOfTheMarkedValuesOneOfEachHalf() {
    for (NumberSequence sequence : ADDING.parts().train()) {
      assertThat(sequence.length()).isEqualTo(100);
      float[] sum = new float[2];
      int[] marks = new int[2];
      for (int t = 0; t < 100; t++) {
        float value = sequence.values()[2 * t];
        float mark = sequence.values()[2 * t + 1];
        assertThat(value).isBetween(0f, 1f).isLessThan(1f);
        if (mark != 0) {
          assertThat(mark).isEqualTo(1f);
          marks[t / 50]++;
          sum[t / 50] = value;
        }
      }
      assertThat(marks).containsExactly(1, 1);
      assertThat(sequence.target()).isEqualTo(sum[0] + sum[1]);
    }
  }

  @Test
  void answeringOneWithoutMemoryHasAnErrorOfASixth() {
    // The squared error of the constant has mean 1/6 and standard deviation sqrt(7/180) ≈ 0.2; of
    // 10,000 draws the mean strays by more than 0.01 in less than one of a million samples, and the
    // seed is fixed.
    double error =
        ADDING.parts().train().stream()
            .mapToDouble(s -> (s.target() - 1) * (s.target() - 1))
            .average()
            .orElseThrow();
    assertThat(error).isCloseTo(AddingData.MEMORYLESS_ERROR, within(0.01));
  }

  @Test
  void theSizesAreFixed() {
    assertThat(ADDING.sizes()).isEqualTo(new PartSizes("sequences", 10_000, 1000, 1000));
    assertThat(ADDING.width()).isEqualTo(2);
    assertThat(ADDING.kind()).isEqualTo(DatasetKind.NUMBERS);
  }

  @Test
  void everySequenceComesOnceAnEpochUnchanged() {
    List<NumberSequence> sequences = ADDING.parts().validation();
    List<SequenceBatch> batches =
        BucketedBatches.ofNumbers(sequences, 64).epoch(1, new SplittableRandom(1));
    Set<Float> targets = new HashSet<>();
    sequences.forEach(s -> targets.add(s.target()));
    int seen = 0;
    for (SequenceBatch batch : batches) {
      float[] values = ((StepInput.Values) batch.input()).values();
      float[] answers = ((Targets.Values) batch.targets()).values();
      assertThat(values).hasSize(batch.steps() * batch.size() * 2);
      for (int n = 0; n < batch.size(); n++) {
        if (Float.isNaN(answers[n])) {
          assertThat(batch.lengths()[n]).isEqualTo(1);
          continue;
        }
        seen++;
        assertThat(targets).contains(answers[n]);
        float sum = 0;
        for (int t = 0; t < 100; t++) {
          int place = (t * batch.size() + n) * 2;
          sum += values[place] * values[place + 1];
        }
        assertThat(sum).isEqualTo(answers[n]);
      }
    }
    assertThat(seen).isEqualTo(1000);
    assertThat(batches).hasSize(16).allMatch(b -> b.size() == 64);
  }
}
