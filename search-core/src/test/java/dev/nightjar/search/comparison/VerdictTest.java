package dev.nightjar.search.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.search.comparison.Verdict.Finding;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void holmsCorrectionIsThatOfHisPaper() {
    assertThat(Verdict.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Verdict.holm(new double[] {0.6, 0.9})).containsExactly(1, 1);
  }

  @Test
  void betterIsSmaller() {
    double[] small = IntStream.range(0, 8).mapToDouble(i -> i).toArray();
    double[] large = IntStream.range(0, 8).mapToDouble(i -> i + 20).toArray();
    List<Verdict> verdicts = Verdict.of(List.of(small, large, small), List.of(large, small, small));
    assertThat(verdicts.stream().map(Verdict::finding))
        .containsExactly(Finding.BETTER, Finding.WORSE, Finding.TIE);
    assertThat(verdicts.get(0).wins()).isEqualTo(1);
    assertThat(verdicts.get(2).wins()).isEqualTo(0.5);
    assertThat(Verdict.count(verdicts, Finding.BETTER)).isEqualTo(1);
  }

  /** 4 + 4 values without overlap: p = 2/70, enough for one problem, not for one of two. */
  @Test
  void moreProblemsNeedMoreEvidence() {
    double[] ours = {1, 2, 3, 4};
    double[] theirs = {5, 6, 7, 8};
    assertThat(Verdict.of(List.of(ours), List.of(theirs)).get(0).finding())
        .isEqualTo(Finding.BETTER);
    List<Verdict> two = Verdict.of(Collections.nCopies(2, ours), Collections.nCopies(2, theirs));
    assertThat(two.get(0).finding()).isEqualTo(Finding.TIE);
    assertThat(two.get(0).p()).isEqualTo(2 / 70.0, within(1e-12));
    assertThat(two.get(0).corrected()).isEqualTo(4 / 70.0, within(1e-12));
  }
}
