package dev.nightjar.zoo.data;

import java.util.List;

/**
 * A data set that cannot be used; every problem names its place, {@code file:line: what is wrong}.
 */
public class DatasetException extends RuntimeException {

  private final List<String> problems;

  /** All problems found, at least one. */
  public DatasetException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public DatasetException(String problem) {
    this(List.of(problem));
  }

  /** The problems, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
