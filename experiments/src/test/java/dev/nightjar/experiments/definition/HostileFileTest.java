package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were written to do harm; reading them costs little and runs nothing. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Ends what would not end.
class HostileFileTest {

  private static final AtomicInteger MADE = new AtomicInteger();

  @TempDir private Path folder;

  /** What a parser that makes objects would make of a tag. */
  public static final class Trap {
    /** Springs it. */
    public Trap() {
      MADE.incrementAndGet();
    }

    /** Springs it. */
    public Trap(String argument) {
      MADE.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!%s {}",
        "!!%s [x]",
        "!!%s x",
        "!<tag:yaml.org,2002:%s> {}",
        "!<tag:yaml.org,2002:%s> x",
      })
  void noTagMakesAnObject(String value) {
    String tagged = value.formatted(Trap.class.getName());
    for (String yaml :
        new String[] {"strategy: " + tagged + "\n", "strategy: {" + tagged + ": 1}\n"}) {
      assertThatThrownBy(() -> Examples.read(Examples.SMALL + yaml))
          .isInstanceOfSatisfying(
              ExperimentException.class,
              e -> assertThat(e.render()).contains("the tag \"", "has no meaning here"));
    }
    assertThat(MADE).hasValue(0);
  }

  @Test
  void noTagLoadsCode() {
    assertThatThrownBy(
            () ->
                Examples.read(
                    "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader"
                        + " [[!!java.net.URL [\"http://127.0.0.1/\"]]]]\n"))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("the tag \"tag:yaml.org,2002:javax.script.ScriptEngineManager\"");
  }

  @Test
  void aFileOfAHundredMegabytesIsNotReadToItsEnd() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100_000_000);
    }
    assertThatThrownBy(() -> ExperimentReader.read(file, Map.of()))
        .hasMessage(file + ": the file is too large: an experiment file has at most 1048576 bytes");
    Files.delete(file);
  }

  @Test
  void aNumberOfAMillionDigitsIsWrongAtOnce() {
    for (String prefix : new String[] {"", "-", "0x", "0o"}) {
      assertThatThrownBy(
              () -> Examples.read(Examples.SMALL + "seed: " + prefix + "7".repeat(1_000_000)))
          .isInstanceOf(ExperimentException.class)
          .hasMessageContaining("seed should be a whole number, not " + prefix + "777");
    }
  }

  @Test
  void wordsOfAMegabyteAreRepeatedShortened() {
    String long1 = "x".repeat(1_000_000);
    for (String yaml :
        new String[] {
          "? \"" + long1 + "\"\n: 1\n", "strategy: {type: " + long1 + "}\n", "&" + long1 + " a: 1\n"
        }) {
      assertThatThrownBy(() -> Examples.read(Examples.SMALL + yaml))
          .isInstanceOfSatisfying(
              ExperimentException.class, e -> assertThat(e.render()).hasSizeLessThan(3000));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: ", "- - "})
  void nestingOfAnyKindHasADepth(String open) {
    assertThatThrownBy(() -> Examples.read(open.repeat(200_000)))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("nested deeper than 20 levels");
  }

  /** Decimal numbers may be of a size that nothing can write out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9^9^9^9^9 < model.num_layers",
        "(9^999999999)^2 > model.num_layers",
        "9 ^ 999999999 % 7 > model.num_layers",
        "floor(0.1 ^ 999999999) >= 0 - model.num_layers",
        "round(model.num_layers, 999999999) > 9",
        "round(model.num_layers, 0 - 999999999) > 9",
      })
  void constraintsThatCannotBeComputedEnd(String constraint) {
    assertThatThrownBy(() -> Examples.read(Examples.SMALL + "constraints: ['" + constraint + "']"))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("nothing in the space meets this constraint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "9e309"})
  void constraintsNameNumbersThatAParameterMayHave(String number) {
    assertThatThrownBy(
            () ->
                Examples.read(
                    Examples.SMALL + "constraints: [" + number + " > model.num_layers]\n"))
        .isInstanceOf(ExperimentException.class)
        .hasMessageContaining("constraints: the number is too ");
  }
}
