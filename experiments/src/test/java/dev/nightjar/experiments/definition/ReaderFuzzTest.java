package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a file, the reader answers with an experiment or with its problems. */
class ReaderFuzzTest {

  private static final int MUTATIONS = 5000;

  private static final List<String> PIECES =
      List.of(
          "\t",
          "\n",
          " ",
          ":",
          ": ",
          "-",
          "- ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "#",
          "&a ",
          "*a",
          "!!str ",
          "? ",
          "| ",
          "> ",
          "\"",
          "'",
          "%",
          "@",
          "\u0000",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "é",
          "𝒳",
          "~",
          "null",
          "true",
          ".nan",
          ".inf",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          "0x",
          "---\n",
          "...\n",
          "<<: *a",
          "default",
          "when: {model.dropout: 1}",
          "min: 3");

  @Test
  void neverFailsOtherwise() throws IOException {
    String original = Files.readString(Path.of("quickstart.yaml"));
    Random random = new Random(20240607);
    int valid = 0;
    int wrong = 0;
    // A mutation takes a millisecond or so; the limit only ends a reader that hangs.
    for (int i = 0; i < MUTATIONS; i++) {
      String text = mutate(original, random);
      boolean accepted = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> accepts(text));
      valid += accepted ? 1 : 0;
      wrong += accepted ? 0 : 1;
    }
    // Both happen often, or the mutations test nothing.
    assertThat(valid).isGreaterThan(100);
    assertThat(wrong).isGreaterThan(1000);
  }

  private static boolean accepts(String text) {
    try {
      Experiment experiment = Examples.read(text);
      assertThat(Experiment.fromResolved(experiment.resolvedJson()).resolvedJson())
          .isEqualTo(experiment.resolvedJson());
      return true;
    } catch (ExperimentException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.render()).isNotBlank();
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("the reader failed on:\n" + text, e);
    }
  }

  @Test
  void searchesOfOtherProgramsNeverFailOtherwise() throws IOException {
    String original = Files.readString(Path.of("ask-tell", "space.yaml"));
    Random random = new Random(20240608);
    int valid = 0;
    int wrong = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String text = mutate(original, random);
      try {
        SearchDefinitionReader.read(Path.of("space.yaml"), text, Optional.empty());
        valid++;
      } catch (ExperimentException e) {
        assertThat(e.render()).isNotBlank();
        wrong++;
      } catch (RuntimeException e) {
        throw new AssertionError("the reader failed on:\n" + text, e);
      }
    }
    // Both happen often, or the mutations test nothing.
    assertThat(valid).isGreaterThan(100);
    assertThat(wrong).isGreaterThan(1000);
  }

  private static String mutate(String original, Random random) {
    String text = original;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      text = random.nextInt(3) == 0 ? mutateLines(text, random) : mutateText(text, random);
    }
    return text;
  }

  private static String mutateText(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(6));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + piece + text.substring(at);
      case 1 -> text.substring(0, at) + piece + text.substring(end);
      case 2 -> text.substring(0, at) + text.substring(end);
      default -> {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(20));
        yield text.substring(0, at) + text.substring(from, to) + text.substring(at);
      }
    };
  }

  private static String mutateLines(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int line = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), lines.get(line));
      case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
      default -> lines.set(line, " ".repeat(random.nextInt(5)) + lines.get(line));
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void anyOverrideIsAnExperimentOrAProblem() {
    Random random = new Random(7);
    List<String> keys =
        List.of("seed", "budget.max_trials", "parameters", "parameters.model.dropout", "a.b.c", "");
    for (int i = 0; i < 1000; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      String value =
          PIECES.get(random.nextInt(PIECES.size())) + PIECES.get(random.nextInt(PIECES.size()));
      try {
        assertThat(Examples.read(Examples.SMALL, Map.of(key, value)).name()).isEqualTo("small");
      } catch (ExperimentException e) {
        assertThat(e.render()).isNotBlank();
      }
    }
  }
}
