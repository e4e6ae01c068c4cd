package dev.nightjar.experiments.expression;

import java.util.List;
import java.util.Optional;

/** An expression that cannot be read, or makes no sense for the space. */
public final class ExpressionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient Place place;

  /**
   * Where in the expression, and what word stands there.
   *
   * @param index of the first character, from 0
   * @param width in characters, at least 1
   * @param unknown the word, if it should have been one of {@code allowed}
   * @param allowed the words that may stand there; empty if that does not help
   */
  private record Place(int index, int width, Optional<String> unknown, List<String> allowed) {}

  private ExpressionException(String message, Place place) {
    super(message);
    this.place = place;
  }

  static ExpressionException at(int index, int width, String message) {
    return new ExpressionException(
        message, new Place(index, Math.max(1, width), Optional.empty(), List.of()));
  }

  static ExpressionException unknown(int index, String word, List<String> allowed, String message) {
    return new ExpressionException(
        message, new Place(index, word.length(), Optional.of(word), List.copyOf(allowed)));
  }

  /** Of the first character that is wrong, from 0. */
  public int index() {
    return place.index();
  }

  /** How many characters are wrong, at least 1. */
  public int width() {
    return place.width();
  }

  /** The word that is not known, if that is what is wrong. */
  public Optional<String> unknown() {
    return place.unknown();
  }

  /** The words that could stand in its place. */
  public List<String> allowed() {
    return place.allowed();
  }
}
