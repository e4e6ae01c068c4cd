package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MusicWindowsTest {

  /** A piece that no other is like: its first key says which it is, its others count. */
  private static MusicPiece piece(int number, int steps) {
    return MusicPiece.of(
        IntStream.range(0, steps).mapToObj(t -> new int[] {21 + number, 60 + t}).toList());
  }

  private static final List<MusicPiece> PIECES =
      List.of(piece(0, 2), piece(1, 30), piece(2, 9), piece(3, 13), piece(4, 3));

  private static float[] values(SequenceBatch batch) {
    return ((StepInput.Values) batch.input()).values();
  }

  private static float[] targets(SequenceBatch batch) {
    return ((Targets.Values) batch.targets()).values();
  }

  private static String keys(float[] of, int row) {
    return IntStream.range(0, 88).filter(k -> of[row * 88 + k] == 1).boxed().toList().toString();
  }

  /** Each step that is asked as what is read and what is asked. */
  private static List<String> asked(List<SequenceBatch> batches) {
    List<String> asked = new ArrayList<>();
    for (SequenceBatch batch : batches) {
      for (int t = 0; t < batch.steps(); t++) {
        for (int n = 0; n < batch.size(); n++) {
          int row = t * batch.size() + n;
          float[] wanted = Arrays.copyOfRange(targets(batch), row * 88, row * 88 + 88);
          if (Float.isNaN(wanted[0])) {
            assertThat(keys(values(batch), row)).isEqualTo("[]");
          } else {
            assertThat(t).isLessThan(batch.lengths()[n]);
            assertThat(wanted).doesNotContain(Float.NaN);
            asked.add(keys(values(batch), row) + " " + keys(targets(batch), row));
          }
        }
      }
    }
    return asked.stream().sorted().toList();
  }

  @Test
  void everyStepButTheLastAsksOnceForTheNextAndPaddingForNothing() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < PIECES.size(); i++) {
      for (int t = 0; t < PIECES.get(i).length(); t++) {
        expected.add("[%d, %d] [%d, %d]".formatted(i, 39 + t, i, 40 + t));
      }
    }
    expected.sort(null);
    for (int rows : new int[] {1, 2, 5, 9}) {
      for (int steps : new int[] {1, 4, 100}) {
        MusicWindows windows = new MusicWindows(PIECES, rows, steps);
        assertThat(asked(windows.inOrder())).isEqualTo(expected);
        assertThat(asked(windows.epoch(1, new SplittableRandom(1)))).isEqualTo(expected);
      }
    }
    assertThat(asked(MusicWindows.evaluation(PIECES))).isEqualTo(expected);
    assertThat(MusicWindows.evaluation(List.of())).isEmpty();
  }

  @Test
  void aLongPieceGoesOnInTheNextWindow() {
    List<SequenceBatch> batches = new MusicWindows(List.of(piece(0, 10)), 4, 4).inOrder();
    assertThat(batches).extracting(b -> b.lengths()[0]).containsExactly(4, 4, 1);
    assertThat(batches).extracting(b -> b.continues()[0]).containsExactly(false, true, true);
    assertThat(keys(values(batches.get(1)), 0)).isEqualTo("[0, 43]");
    assertThat(keys(targets(batches.get(1)), 0)).isEqualTo("[0, 44]");
  }
}
