package dev.nightjar.experiments.definition;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment that cannot be run, with everything that is wrong with it. */
public class ExperimentException extends RuntimeException {

  /** More problems than this are counted, not printed. */
  private static final int MAX_RENDERED = 50;

  private final List<Problem> problems;

  /** All problems, at least one, in the order they should be read. */
  public ExperimentException(List<Problem> problems) {
    super(summary(problems));
    this.problems = List.copyOf(problems);
  }

  private static String summary(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an experiment without problems is no exception");
    }
    Problem first = problems.get(0);
    String rest = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
    return first.place().label() + ": " + first.message() + rest;
  }

  /** The problems, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /** All problems for people, and how many there are. */
  public String render() {
    String text =
        problems.stream()
            .limit(MAX_RENDERED)
            .map(Problem::render)
            .collect(Collectors.joining("\n\n"));
    String count = problems.size() == 1 ? "1 error" : problems.size() + " errors";
    return problems.size() > MAX_RENDERED
        ? text + "\n\n" + count + ", of which the first " + MAX_RENDERED + " are shown"
        : text + "\n\n" + count;
  }
}
