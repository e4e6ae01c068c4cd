package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.Activation;
import dev.nightjar.zoo.network.CellType;
import java.util.Arrays;
import java.util.List;

/**
 * Which values of the network's hyperparameters not every cell can have. A trial whose searched
 * values do not go together takes the default there; a file that fixes them is refused.
 *
 * <p>What only one cell has and the others need not look at, such as {@code model.window}, goes
 * with every cell.
 */
public final class CellRules {

  private CellRules() {}

  /**
   * Whether a value goes with a cell.
   *
   * @param cell a value of {@code model.cell_type}
   * @param name of a hyperparameter
   * @param value one that the hyperparameter allows
   */
  public static boolean allow(String cell, String name, Object value) {
    return allow(CellType.fromId(cell), name, value);
  }

  private static boolean allow(CellType cell, String name, Object value) {
    return switch (name) {
      case "model.activation" -> !cell.gated() || value.equals(Activation.TANH.id());
      case "model.bidirectional" -> cell != CellType.TDNN || value.equals(false);
      case "model.recurrent_dropout" ->
          cell != CellType.TDNN || (value instanceof Number n && n.doubleValue() == 0);
      default -> true;
    };
  }

  /** The cells that a value goes with. */
  public static List<String> cellsFor(String name, Object value) {
    return Arrays.stream(CellType.values())
        .filter(cell -> allow(cell, name, value))
        .map(CellType::id)
        .toList();
  }
}
