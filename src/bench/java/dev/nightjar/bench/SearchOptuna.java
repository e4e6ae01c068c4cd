package dev.nightjar.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Curves of Optuna's samplers on the same problems; the file says how they came about. */
final class SearchOptuna {
  static final String TPE = "optuna-tpe";
  static final String GP = "optuna-gp";
  static final String RANDOM = "optuna-random";

  /** All of them. */
  static final List<String> SAMPLERS = List.of(TPE, GP, RANDOM);

  private static final String FILE = "optuna-curves.csv";

  private SearchOptuna() {}

  static List<SearchRun> runs() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SearchOptuna.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(SearchOptuna::run)
          .toList();
    }
  }

  /** Of {@code problem,sampler,seed,trials,seconds,1:best 7:better}. */
  private static SearchRun run(String line) {
    String[] fields = line.split(",", -1);
    int trials = Integer.parseInt(fields[3]);
    List<Double> curve = new ArrayList<>();
    for (String improvement : fields[5].split(" ", -1)) {
      String[] parts = improvement.split(":", -1);
      repeatLast(curve, Integer.parseInt(parts[0]) - 1);
      curve.add(Double.valueOf(parts[1]));
    }
    repeatLast(curve, trials);
    return new SearchRun(
        fields[0], fields[1], Long.parseLong(fields[2]), curve, Double.parseDouble(fields[4]));
  }

  private static void repeatLast(List<Double> curve, int length) {
    if (curve.size() < length) {
      curve.addAll(Collections.nCopies(length - curve.size(), curve.get(curve.size() - 1)));
    }
  }
}
