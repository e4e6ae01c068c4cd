package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a user's file, collected so that all of it is said at once. */
final class FileProblems {

  /** More problems than this help nobody. */
  private static final int MAX_PROBLEMS = 20;

  private final Path path;
  private final List<String> first = new ArrayList<>();
  private int count;

  FileProblems(Path path) {
    this.path = path;
  }

  /** Something wrong in a line, counted from 1. */
  void add(long line, String what) {
    add(path + ":" + line + ": " + what);
  }

  /** Something wrong at a column of a line, both counted from 1. */
  void add(long line, long column, String what) {
    add(path + ":" + line + ":" + column + ": " + what);
  }

  /** Something wrong with the file as a whole. */
  void addOfFile(String what) {
    add(path + ": " + what);
  }

  private void add(String problem) {
    count++;
    if (first.size() < MAX_PROBLEMS) {
      first.add(problem);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** What was found first. */
  Optional<String> first() {
    return first.stream().findFirst();
  }

  /**
   * Ends here if anything is wrong.
   *
   * @throws DatasetException with the problems, in the order in which they were found
   */
  void throwIfAny() {
    if (count > first.size()) {
      first.add("… and " + (count - first.size()) + " more");
    }
    if (!first.isEmpty()) {
      throw new DatasetException(first);
    }
  }
}
