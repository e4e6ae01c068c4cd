package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.training.Optimizer;
import dev.nightjar.zoo.training.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code src/docs/model-zoo.md} says what the catalogue says. */
class DocumentTest {

  private static String text = "";

  @BeforeAll
  static void read() throws IOException {
    text = Files.readString(Path.of("..", "src", "docs", "model-zoo.md"));
  }

  static List<Hyperparameter> hyperparameters() {
    return Hyperparameters.all();
  }

  @ParameterizedTest
  @MethodSource("hyperparameters")
  void listsEveryHyperparameterWithItsRangeAndDefault(Hyperparameter hyperparameter) {
    String named = "`" + hyperparameter.name() + "`";
    assertThat(text.lines())
        .as("a line with %s, %s and the default", named, hyperparameter.describe())
        .anyMatch(
            line ->
                line.contains(named)
                    && line.contains(range(hyperparameter))
                    && line.contains(defaultOf(hyperparameter)));
    hyperparameter
        .choices()
        .forEach(choice -> assertThat(text).as(named).contains("`" + choice + "`"));
  }

  private static String range(Hyperparameter h) {
    return switch (h.kind()) {
      case INT, FLOAT -> number(h.min()) + " – " + number(h.max());
      case BOOLEAN -> "`true`, `false`";
      case CHOICE -> "";
    };
  }

  private static String defaultOf(Hyperparameter h) {
    if (h.defaultValue() instanceof DefaultValue.Constant constant) {
      Object value = constant.value();
      return value instanceof Number n ? number(n.doubleValue()) : "`" + value + "`";
    }
    return "0.01 for `adamw`, otherwise 0";
  }

  /** As people write it: 1e-9, 0.95, −5, 32, 100,000. */
  private static String number(double value) {
    String digits =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, Math.abs(value) < 10_000 ? "%.0f" : "%,.0f", value)
            : Double.toString(value).replace("1.0E-", "1e-");
    return digits.replace('-', '−').replace("e−", "e-");
  }

  @Test
  void explainsEveryCellOptimiserAndEnd() {
    for (CellType cell : CellType.values()) {
      assertThat(text).contains("| `" + cell.id() + "` |");
    }
    for (String optimizer : Optimizer.NAMES) {
      assertThat(text).contains("| `" + optimizer + "` |");
    }
    for (Object schedule :
        Hyperparameters.find("training.lr_schedule.type").orElseThrow().choices()) {
      assertThat(text).contains("| `" + schedule + "` |");
    }
    for (StopReason reason : StopReason.values()) {
      assertThat(text).contains("| `" + reason + "` |");
    }
  }
}
