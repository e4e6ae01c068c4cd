package dev.nightjar.reports.exhibit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier confuses: a matrix, or, of more than {@value #MOST_LABELS} labels, which nobody
 * would find their way in, the pairs that it confuses most.
 */
final class ConfusionMatrix {

  private static final int MOST_LABELS = 30;
  private static final int MOST_PAIRS = 30;

  private ConfusionMatrix() {}

  /** So many with the label {@code truth} were answered {@code answer}. */
  private record Pair(int truth, int answer, int count) {}

  static Optional<Exhibit> read(String name, String title, JsonNode json) {
    Optional<List<String>> labels = Fields.texts(json.path("labels"));
    Optional<List<Integer>> counts = Fields.counts(json.path("counts"));
    Optional<List<Integer>> right = Fields.counts(json.path("right"));
    if (labels.isEmpty() || counts.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    int size = labels.get().size();
    Optional<List<Pair>> pairs = pairs(json.path("pairs"), size);
    if (pairs.isEmpty() || counts.get().size() != size || right.get().size() != size) {
      return Optional.empty();
    }
    long all = counts.get().stream().mapToLong(Integer::longValue).sum();
    long good = right.get().stream().mapToLong(Integer::longValue).sum();
    String lead = "Of the validation part, " + Fields.share(good, all) + " were answered right.";
    return Optional.of(
        size > MOST_LABELS
            ? list(name, title, lead, labels.get(), counts.get(), pairs.get())
            : matrix(name, title, lead, labels.get(), counts.get(), right.get(), pairs.get()));
  }

  private static Optional<List<Pair>> pairs(JsonNode json, int labels) {
    Optional<List<JsonNode>> arrays = Fields.array(json, JsonNode::isArray);
    if (arrays.isEmpty()) {
      return Optional.empty();
    }
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode array : arrays.get()) {
      Optional<List<Integer>> pair = Fields.counts(array);
      if (pair.isEmpty()
          || pair.get().size() != 3
          || pair.get().get(0) >= labels
          || pair.get().get(1) >= labels) {
        return Optional.empty();
      }
      pairs.add(new Pair(pair.get().get(0), pair.get().get(1), pair.get().get(2)));
    }
    return Optional.of(pairs);
  }

  private static Exhibit matrix(
      String name,
      String title,
      String lead,
      List<String> labels,
      List<Integer> counts,
      List<Integer> right,
      List<Pair> pairs) {
    int size = labels.size();
    int[][] cells = new int[size][size];
    pairs.forEach(pair -> cells[pair.truth][pair.answer] = pair.count);
    List<Exhibit.Matrix.Row> rows = new ArrayList<>();
    for (int truth = 0; truth < size; truth++) {
      cells[truth][truth] = right.get(truth);
      int all = Math.max(1, counts.get(truth));
      List<Exhibit.Matrix.Count> row = new ArrayList<>();
      for (int answer = 0; answer < size; answer++) {
        int count = Math.min(all, cells[truth][answer]);
        row.add(Exhibit.Matrix.Count.of(count, all, truth == answer));
      }
      rows.add(
          new Exhibit.Matrix.Row(
              labels.get(truth), row, Fields.percent(right.get(truth), counts.get(truth))));
    }
    return new Exhibit.Matrix(
        name,
        title,
        lead + " A row is what they are, a column what they were taken for.",
        labels,
        rows,
        "");
  }

  private static Exhibit list(
      String name,
      String title,
      String lead,
      List<String> labels,
      List<Integer> counts,
      List<Pair> pairs) {
    List<List<String>> rows =
        pairs.stream()
            .limit(MOST_PAIRS)
            .map(
                pair ->
                    List.of(
                        labels.get(pair.truth),
                        labels.get(pair.answer),
                        Numbers.grouped(pair.count),
                        Fields.percent(pair.count, counts.get(pair.truth))))
            .toList();
    return new Exhibit.Table(
        name,
        title,
        lead + " Of the " + labels.size() + " labels these were confused most often.",
        List.of("Is", "Taken for", "Times", "Of those that are"),
        List.of(false, false, true, true),
        rows,
        "");
  }
}
