package dev.nightjar.zoo.exhibit;

import dev.nightjar.search.trial.Attachment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often which label was answered instead of which: {@code labels}, and per label {@code counts}
 * and how many of them were answered {@code right}; {@code pairs} of [truth, answer, count], places
 * among the labels, the most frequent confusions first, at most {@value #MOST_PAIRS}.
 */
final class Confusion {

  /** Enough for every pair of some thirty labels. */
  private static final int MOST_PAIRS = 1_000;

  private Confusion() {}

  /** Of the sequences with label {@code truth}, so many were answered {@code answer}. */
  private record Pair(int truth, int answer, int count) {}

  static Attachment of(List<String> labels, LabelAnswers answers) {
    int[] counts = new int[labels.size()];
    int[] right = new int[labels.size()];
    for (int i = 0; i < answers.count(); i++) {
      counts[answers.truths()[i]]++;
      right[answers.truths()[i]] += answers.right(i) ? 1 : 0;
    }
    List<Pair> pairs = pairs(answers);
    return JsonAttachment.of(
        Attachment.CONFUSION,
        json -> {
          json.writeArrayFieldStart("labels");
          for (String label : labels) {
            json.writeString(label);
          }
          json.writeEndArray();
          json.writeFieldName("counts");
          json.writeArray(counts, 0, counts.length);
          json.writeFieldName("right");
          json.writeArray(right, 0, right.length);
          json.writeArrayFieldStart("pairs");
          for (Pair pair : pairs) {
            json.writeArray(new int[] {pair.truth, pair.answer, pair.count}, 0, 3);
          }
          json.writeEndArray();
        });
  }

  private static List<Pair> pairs(LabelAnswers answers) {
    // Of thousands of labels nearly all pairs never occur.
    Map<Pair, Integer> counts = new HashMap<>();
    for (int i = 0; i < answers.count(); i++) {
      if (!answers.right(i)) {
        counts.merge(new Pair(answers.truths()[i], answers.answers()[i], 1), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new Pair(entry.getKey().truth, entry.getKey().answer, entry.getValue()))
        .sorted(
            Comparator.comparingInt((Pair pair) -> -pair.count)
                .thenComparingInt(Pair::truth)
                .thenComparingInt(Pair::answer))
        .limit(MOST_PAIRS)
        .toList();
  }
}
