package dev.nightjar.bench;

import dev.nightjar.search.comparison.SearchProblem;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Two tables of HPOBench (Eggensperger et al., 2021) as problems, if somebody has them: the
 * validation accuracy of a multilayer perceptron at each of 30,000 points of a grid, in files
 * {@code hpobench_australian.csv} and {@code hpobench_car.csv}. A line is {@code 01234,0.85}: the
 * numbers of the values of {@link #GRID}'s parameters, then the accuracy.
 */
final class SearchTables {
  private static final List<String> NAMES = List.of("australian", "car");

  private static final List<IntParameter> GRID =
      List.of(
          IntParameter.linear("alpha", 0, 9),
          IntParameter.linear("batch_size", 0, 9),
          IntParameter.linear("depth", 0, 2),
          IntParameter.linear("learning_rate_init", 0, 9),
          IntParameter.linear("width", 0, 9));

  private SearchTables() {}

  /**
   * The tables of a folder; minimised is the accuracy with a minus.
   *
   * @throws IllegalArgumentException if one is not there, or does not have the whole grid
   */
  static List<SearchProblem> read(Path folder) throws IOException {
    List<SearchProblem> problems = new ArrayList<>();
    for (String name : NAMES) {
      problems.add(problem(name, folder.toAbsolutePath().resolve("hpobench_" + name + ".csv")));
    }
    return problems;
  }

  private static SearchProblem problem(String name, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "there is no " + file + "; -Dhpobench takes the absolute path of the tables' folder");
    }
    Map<String, Double> losses = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int comma = line.indexOf(',');
      losses.put(line.substring(0, comma), -Double.parseDouble(line.substring(comma + 1)));
    }
    SearchSpace space = new SearchSpace(List.<Parameter>copyOf(GRID));
    if (losses.size() != space.size().orElseThrow()) {
      throw new IllegalArgumentException(
          file
              + " has "
              + losses.size()
              + " configurations, not the "
              + space.size().orElseThrow()
              + " of "
              + space);
    }
    return new SearchProblem(
        "hpobench:" + name,
        space,
        c ->
            losses.get(
                GRID.stream()
                    .map(p -> Long.toString(c.integer(p.name())))
                    .collect(Collectors.joining())),
        losses.values().stream().mapToDouble(v -> v).min().orElseThrow());
  }
}
