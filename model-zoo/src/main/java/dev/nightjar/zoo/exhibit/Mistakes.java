package dev.nightjar.zoo.exhibit;

import dev.nightjar.search.trial.Attachment;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The worst mistakes, those to whose true label the network gave the least probability: {@code
 * count} of all mistakes, {@code of} how many answers, and {@code mistakes} with {@code input}
 * (shortened), {@code truth}, {@code answer}, {@code probability} of the answer and {@code
 * probability_of_truth}; at most {@value #MOST}.
 */
final class Mistakes {

  private static final int MOST = 20;

  private Mistakes() {}

  /**
   * Chooses and writes them.
   *
   * @param input a sequence for people, by its place
   */
  static Attachment of(List<String> labels, LabelAnswers answers, IntFunction<String> input) {
    List<Integer> wrong =
        IntStream.range(0, answers.count())
            .filter(i -> !answers.right(i))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> answers.ofTruths()[i]))
            .toList();
    return JsonAttachment.of(
        Attachment.MISTAKES,
        json -> {
          json.writeNumberField("count", wrong.size());
          json.writeNumberField("of", answers.count());
          json.writeArrayFieldStart("mistakes");
          for (int i : wrong.subList(0, Math.min(MOST, wrong.size()))) {
            json.writeStartObject();
            json.writeStringField("input", input.apply(i));
            json.writeStringField("truth", labels.get(answers.truths()[i]));
            json.writeStringField("answer", labels.get(answers.answers()[i]));
            json.writeFieldName("probability");
            JsonAttachment.number(json, answers.probabilities()[i]);
            json.writeFieldName("probability_of_truth");
            JsonAttachment.number(json, answers.ofTruths()[i]);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
