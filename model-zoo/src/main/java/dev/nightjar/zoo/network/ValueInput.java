package dev.nightjar.zoo.network;

/**
 * Numbers, read as they are.
 *
 * @param width numbers a step, at least 1
 */
public record ValueInput(int width) implements NetworkInput {
  /** Checks the range. */
  public ValueInput {
    Checks.atLeast("width", width, 1);
  }
}
