package dev.nightjar.zoo.exhibit;

import dev.nightjar.search.trial.Attachment;
import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.NumberSequence;
import dev.nightjar.zoo.network.Predictor;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers answered beside the true ones, in the units of the data: {@code target}, its name; {@code
 * of} how many sequences; {@code pairs} of [truth, answer], of at most {@value #MOST} sequences
 * evenly over the validation part.
 */
final class Predictions {

  private static final int MOST = 400;

  private Predictions() {}

  static Attachment of(Predictor network, NumberCorpus data) {
    List<NumberSequence> all = data.parts().validation();
    int count = Math.min(MOST, all.size());
    List<NumberSequence> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    double[] answers = new double[count];
    SequenceAnswers.of(
        network,
        some,
        BucketedBatches::ofNumbers,
        (i, answer) -> answers[i] = data.answer().original(answer[0]));
    return JsonAttachment.of(
        Attachment.PREDICTIONS,
        json -> {
          json.writeStringField("target", data.answer().name());
          json.writeNumberField("of", all.size());
          json.writeArrayFieldStart("pairs");
          for (int i = 0; i < count; i++) {
            json.writeStartArray();
            JsonAttachment.number(json, data.answer().original(some.get(i).target()));
            JsonAttachment.number(json, answers[i]);
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }
}
