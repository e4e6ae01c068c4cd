package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.TokenInput;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With a clock of its own, since real times cannot be tested. */
class PredictTimeTest {

  /** One sequence of so many steps. */
  private static SequenceBatch batch(int steps) {
    return SequenceBatch.ofTokens(new int[steps], new int[] {steps}, new int[] {0}, steps, 1);
  }

  private static double measure(List<SequenceBatch> batches, long[] nanos) {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(3, 2), new Head.Softmax(OutputMode.LAST_STEP, 2))
            .hiddenSize(2)
            .build();
    AtomicLong now = new AtomicLong();
    AtomicLong asked = new AtomicLong();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      return PredictTime.millis(
          network,
          batches,
          () -> {
            long call = asked.getAndIncrement();
            // Every second call ends a timing.
            return call % 2 == 0
                ? now.get()
                : now.addAndGet(nanos[(int) (call / 2 % nanos.length)]);
          });
    }
  }

  @Test
  void isMillisecondsAStep() {
    assertThat(measure(List.of(batch(4)), new long[] {2_000_000})).isCloseTo(0.5, within(1e-12));
  }

  /** Of three rounds over five batches one in three is slow. */
  @Test
  void whatTheMachineDidBesidesDoesNotCount() {
    assertThat(
            measure(
                Collections.nCopies(5, batch(1)), new long[] {1_000_000, 90_000_000, 1_000_000}))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void batchesOfAllLengthsCountAlike() {
    List<SequenceBatch> batches = IntStream.rangeClosed(1, 15).mapToObj(i -> batch(i)).toList();
    assertThat(measure(batches, new long[] {8_000_000})).isCloseTo(1, within(1e-12));
  }

  @Test
  void windowsThatGoOnFromEachOtherAreAnsweredToo() {
    SequenceBatch first = batch(3);
    SequenceBatch next =
        new SequenceBatch(
            first.input(), new int[] {2}, first.targets(), 3, 1, new boolean[] {true});

    assertThat(measure(List.of(next, next), new long[] {3_000_000})).isCloseTo(1.5, within(1e-12));
  }
}
