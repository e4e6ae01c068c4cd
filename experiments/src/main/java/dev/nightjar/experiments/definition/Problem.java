package dev.nightjar.experiments.definition;

import java.util.List;

/**
 * One thing wrong with an experiment.
 *
 * @param place where
 * @param message what is wrong
 * @param hints what is allowed and what to do, a line each
 */
public record Problem(Place place, String message, List<String> hints) {

  /** Copies, and leaves nothing in the words that could steer a terminal. */
  public Problem {
    message = Printable.lines(message);
    hints = hints.stream().map(Printable::lines).toList();
  }

  /**
   * The problem for people, several lines without a line break at the end:
   *
   * <pre>
   * names.yaml:3:1: unknown key "sed"
   *     sed: 42
   *     ^^^
   *   did you mean "seed"?
   * </pre>
   */
  public String render() {
    StringBuilder text = new StringBuilder(place.label()).append(": ").append(message);
    if (!place.excerpt().isEmpty()) {
      text.append("\n    ").append(place.excerpt());
      if (place.width() > 0) {
        text.append("\n    ")
            .append(" ".repeat(place.caret()))
            .append("^".repeat(Math.max(1, place.width())));
      }
    }
    hints.forEach(hint -> text.append("\n  ").append(hint));
    return text.toString();
  }
}
