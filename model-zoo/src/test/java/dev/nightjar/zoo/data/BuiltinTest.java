package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltinTest {

  static List<Builtin> included() {
    return Arrays.stream(Builtin.values()).filter(Builtin::included).toList();
  }

  @ParameterizedTest
  @MethodSource("included")
  void loadsAsWhatItSaysAndIsTheSameEveryTime(Builtin builtin) {
    Dataset first = Datasets.load(BuiltinSpec.of(builtin));
    Dataset second = Datasets.load(BuiltinSpec.of(builtin));
    assertThat(first.name()).isEqualTo(builtin.label());
    assertThat(first.kind()).isEqualTo(builtin.kind());
    assertThat(first.sha256()).matches("[0-9a-f]{64}").isEqualTo(second.sha256());
    assertThat(first.sizes()).isEqualTo(second.sizes());
    assertThat(first.sizes().train()).isGreaterThan(first.sizes().validation());
    assertThat(first.sizes().validation()).isPositive();
    assertThat(first.sizes().test()).isPositive();
    assertThat(Builtin.of(builtin.label())).contains(builtin);
    assertThat(Builtin.labels(builtin.kind())).contains(builtin.label());
  }

  @ParameterizedTest
  @EnumSource(Builtin.class)
  void hasASplitOrFixedSizesNeverBoth(Builtin builtin) {
    if (builtin.split().isPresent()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BuiltinSpec(builtin, Optional.empty()))
          .withMessageStartingWith(builtin.label() + " needs a split, such as ");
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BuiltinSpec(builtin, Optional.of(SplitSpec.DEFAULT)))
          .withMessage(
              "the parts of " + builtin.label() + " have fixed sizes: leave the split out");
    }
  }

  @Test
  void anotherNameIsNone() {
    assertThat(Builtin.of("ptb")).isEmpty();
    assertThat(Builtin.of("NAMES")).isEmpty();
  }
}
